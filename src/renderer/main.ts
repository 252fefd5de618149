import { mount } from 'svelte';
import { api } from './api.ts';
import App from './App.svelte';
import './styles/base.css';

mount(App, { target: document.getElementById('app')!, props: { api } });
