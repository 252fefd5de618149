/** Keys as the keyboard of one's language names them. */

import { text } from '../messages/text.ts';

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
  Escape: 'Esc',
  Space: '␣',
};

/** The keys to press together, each as it is marked: "Ctrl+ArrowLeft" of the key map → "Ctrl", "←". */
export function keySigns(key: string): string[] {
  return keyWords(key).map((word) => signs[word] ?? word);
}

/** The same as words to be read out: "Ctrl+Shift+Z", in German "Strg+Umschalt+Z". */
export function keyName(key: string): string {
  return keyWords(key).join('+');
}

function keyWords(key: string): string[] {
  const names: Readonly<Record<string, string>> = text().shell.keyNames;
  // "Ctrl++" ends in the key "+".
  return key.split(/\+(?!$)/).map((part) => names[part] ?? part);
}
