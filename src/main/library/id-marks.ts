/** A set of ids as one byte per id up to the largest: for 100,000 photos much quicker than a Set. */

/** 1 where the id is in it; shorter than the largest id of the library, so that others read as undefined. */
export type IdMarks = Uint8Array;

export const noMarks: IdMarks = new Uint8Array(0);

/** ids: whole numbers from 0 on, in any order, repeats allowed */
export function markIds(ids: readonly number[]): IdMarks {
  let largest = -1;
  for (const id of ids) if (id > largest) largest = id;
  const marks = new Uint8Array(largest + 1);
  for (const id of ids) marks[id] = 1;
  return marks;
}
