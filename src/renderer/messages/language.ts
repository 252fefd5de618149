/** The language of the window; reading it in a component follows its changes. */

import { createSubscriber } from 'svelte/reactivity';

export type Language = 'en' | 'de';

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

/**
 * The language to speak.
 *
 * chosen  the setting
 * system  the system's languages, most wanted first, as in navigator.languages: "de-AT"
 */
export function languageFor(chosen: Language | 'system', system: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  const known = system
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag) => tag === 'de' || tag === 'en');
  return known === 'de' ? 'de' : 'en';
}
