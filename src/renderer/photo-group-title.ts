/** How a group of photos is headed. */

import type { PhotoGrouping } from '../shared/photo-set.ts';
import { language } from './messages/language.ts';

/**
 * grouping  what the key stands for
 * key       of a PhotoGroup: "2024-05" or a folder's path; '' where nothing is known
 * unknown   what to say then
 * returns   "May 2024", or the last two names of the path
 */
export function titleOfGroup(grouping: PhotoGrouping, key: string, unknown: string): string {
  if (key === '') return grouping === 'none' ? '' : unknown;
  if (grouping === 'folder')
    return key
      .split(/[/\\]/)
      .filter((name) => name !== '')
      .slice(-2)
      .join(' / ');
  const [year, month] = key.split('-');
  const day = Date.UTC(Number(year), Number(month ?? 1) - 1, 1);
  return new Intl.DateTimeFormat(language(), {
    year: 'numeric',
    month: month ? 'long' : undefined,
    timeZone: 'UTC',
  }).format(day);
}
