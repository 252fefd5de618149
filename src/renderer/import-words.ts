/** An import that brought nothing new, in words: new photos can be seen. */

import type { ImportOutcome } from '../shared/import-outcome.ts';
import { text } from './messages/text.ts';

/** What to say of an import; null when the photos, the problems or the tags tell of it. */
export function importWords({
  found,
  added,
  changed,
  moved,
  problems,
  labels,
}: ImportOutcome): string | null {
  const words = text().shell.imported;
  if (added + changed > 0 || (labels ?? null) !== null) return null;
  if (moved > 0) return words.foundAgain(moved);
  if (problems > 0) return null;
  return found === 0 ? words.nothingFound : words.nothingNew(found);
}
