/** How a group of photos is headed. */

import type { PhotoGrouping } from '../shared/photo-set.ts';
import { language } from './messages/language.ts';
import { text } from './messages/text.ts';

/**
 * grouping  what the key stands for
 * key       of a PhotoGroup: "2024-05", a folder's path, or a group's number; '' where nothing is known
 * unknown   what to say then
 * returns   "May 2024", or the last two names of the path
 */
export function titleOfGroup(grouping: PhotoGrouping, key: string, unknown: string): string {
  if (key === '') return grouping === 'none' ? '' : unknown;
  if (grouping === 'duplicates') return text().library.duplicateGroup(Number(key));
  if (grouping === 'folder')
    return key
      .split(/[/\\]/)
      .filter((name) => name !== '')
      .slice(-2)
      .join(' / ');
  const [year, month] = key.split('-');
  const day = Date.UTC(Number(year), Number(month ?? 1) - 1, 1);
  return formatFor(language(), month !== undefined).format(day);
}

/** Made once each: making one takes longer than a whole row of the grid, and dragging the scrubber asks every frame. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(spoken: string, hasMonth: boolean): Intl.DateTimeFormat {
  const key = `${spoken} ${hasMonth}`;
  let format = formats.get(key);
  if (!format) {
    const month = hasMonth ? 'long' : undefined;
    format = new Intl.DateTimeFormat(spoken, { year: 'numeric', month, timeZone: 'UTC' });
    formats.set(key, format);
  }
  return format;
}
