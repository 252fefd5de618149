/** Which language main speaks in dialogs, menus and notifications. */

import type { WindowSettings } from '../../shared/window-settings.ts';
import { german } from './messages/de.ts';
import { english } from './messages/en.ts';

export type DesktopWords = typeof english;

/**
 * The words in the chosen language.
 *
 * chosen  the setting
 * system  the system's languages, most wanted first: "de-AT"; read for 'system' only
 */
export function wordsFor(chosen: WindowSettings['language'], system: readonly string[]): DesktopWords {
  if (chosen !== 'system') return chosen === 'de' ? german : english;
  const known = system.find((tag) => /^(de|en)\b/i.test(tag));
  return known?.toLowerCase().startsWith('de') ? german : english;
}
