/** The language of the window; reading it in a component follows its changes. */

import { createSubscriber } from 'svelte/reactivity';
import type { Language } from '../../shared/language.ts';

let current: Language = 'en';
let announce = (): void => {};
const subscribe = createSubscriber((update) => {
  announce = update;
  return () => {
    announce = () => {};
  };
});

/** The language now. */
export function language(): Language {
  subscribe();
  return current;
}

/** Changes the language of everything that is shown. */
export function setLanguage(next: Language): void {
  if (next === current) return;
  current = next;
  announce();
}
