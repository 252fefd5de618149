import { mount } from 'svelte';
import { api } from './api.ts';
import App from './App.svelte';
import './styles/base.css';

// The settings come first: a window that opens in the wrong language or theme would flash.
void api.call('settings.get').then((stored) => {
  mount(App, { target: document.getElementById('app')!, props: { api, stored } });
});
