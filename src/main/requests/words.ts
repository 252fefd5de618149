/** The words of dialogs, menus and notifications, in the language main speaks. */

import type { Language } from '../../shared/language.ts';
import type { Translation } from '../../shared/translation.ts';
import { german } from './messages/de.ts';
import { english } from './messages/en.ts';

export type DesktopWords = Translation<typeof english>;

/** The words of a language. */
export function wordsIn(language: Language): DesktopWords {
  return { en: english, de: german }[language];
}
