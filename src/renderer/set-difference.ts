/** How two sets of photos differ. */

/**
 * Counts by membership, not by order: O(before + after).
 *
 * before, after  ids, each without repetition
 * returns        left: in `before` only; joined: in `after` only
 */
export function countDifference(before: Int32Array, after: Int32Array): { left: number; joined: number } {
  const known = new Set(before);
  let stayed = 0;
  for (const id of after) if (known.has(id)) stayed += 1;
  return { left: before.length - stayed, joined: after.length - stayed };
}
