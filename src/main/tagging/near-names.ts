/** "Did you mean …?" for names that are not there. */

import { labelNameKey } from '../database/label-name.ts';

const MOST_SUGGESTED = 3;

/**
 * Names that a person may have meant: those within a third of the letters, at least one, or beginning alike.
 *
 * returns  at most three, the nearest first
 */
export function nearNames(wanted: string, names: readonly string[]): string[] {
  const key = labelNameKey(wanted);
  const allowed = Math.max(1, Math.floor([...key].length / 3));
  return names
    .map((name) => {
      const other = labelNameKey(name);
      const isBeginning = key.length >= 3 && (other.startsWith(key) || key.startsWith(other));
      return { name, distance: isBeginning ? 0.5 : editDistance(key, other) };
    })
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_SUGGESTED)
    .map(({ name }) => name);
}

/** Letters to insert, delete or replace (Levenshtein 1966). */
function editDistance(from: string, to: string): number {
  const source = [...from];
  const target = [...to];
  let row = target.map((_, index) => index + 1);
  row.unshift(0);
  for (const [index, letter] of source.entries()) {
    const next = [index + 1];
    for (const [column, other] of target.entries())
      next.push(Math.min(next[column]! + 1, row[column + 1]! + 1, row[column]! + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[target.length]!;
}
