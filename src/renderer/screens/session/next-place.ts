/**
 * The first place after a place whose photo is among the wanted ones.
 *
 * wanted   PhotoIds, in any order
 * returns  an index into `photoIds`; null when none follows
 */
export function nextPlace(
  photoIds: readonly number[],
  after: number,
  wanted: Iterable<number>,
): number | null {
  const set = new Set(wanted);
  const place = photoIds.findIndex((id, index) => index > after && set.has(id));
  return place < 0 ? null : place;
}
