/** Group numbers without gaps. */

/**
 * The groups of some photos, numbered anew from 0 without gaps.
 *
 * groups   group numbers of all photos
 * photos   K indexes into them
 * returns  K group numbers
 */
export function compactGroups(groups: Int32Array, photos: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return photos.map((photo) => {
    const group = groups[photo]!;
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    return number;
  });
}
