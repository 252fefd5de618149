/** Photos that show the same moment: what a model learned from one, it would find again in the next. */

import { createDisjointSets, type DisjointSets } from './disjoint-sets.ts';
import { joinNearIdentical } from './join-near-identical.ts';

/** Photos of one folder taken no further apart belong to one burst, and so on from photo to photo. */
export const BURST_GAP_MS = 5_000;

/**
 * Embeddings at least this similar are taken for the same moment. Measured with the three backbones: ordinary
 * photos of different moments stay below 0.83; one cropped, shifted or saved again is mostly between 0.87 and 0.98.
 * The figures are in docs/decisions/0005-splits.md.
 */
export const NEAR_IDENTICAL_COSINE = 0.9;

/** Taken in turn while likeness chains too many photos together: aerial photos of one field, scans of one form. */
const STRICTER_COSINES = [0.95, 0.98];

/** Too many: more than a tenth of the photos, and more than this. */
const MANY_ALIKE = 50;

export interface GroupBurstsInput {
  /** N, of any file of the photo */
  folders: readonly string[];
  /** N, milliseconds; null joins nothing */
  takenAt: readonly (number | null)[];
  /** N×width row-major */
  embeddings: Float32Array;
  width: number;
}

/**
 * Groups photos into bursts: same folder and camera times within BURST_GAP_MS of the next, or embeddings with a
 * cosine of at least NEAR_IDENTICAL_COSINE, and everything joined by these. Where likeness alone would make one
 * group of more than a tenth of all photos, which could then not be split, a higher cosine is asked for (0.95,
 * then 0.98, which stands whatever it joins).
 *
 * returns  Int32Array N: group 0, 1, 2, … in the order of each group's first photo
 * throws   RangeError when the lengths do not fit together
 */
export function groupBursts({ folders, takenAt, embeddings, width }: GroupBurstsInput): Int32Array {
  const count = folders.length;
  if (takenAt.length !== count || embeddings.length !== count * width)
    throw new RangeError(
      `${count} folders, ${takenAt.length} times and ${embeddings.length} embedding values of width ${width} do not fit.`,
    );
  const sets = groupByLikeness(embeddings, width, count);
  joinByTime(folders, takenAt, sets);
  return sets.numbered();
}

function groupByLikeness(embeddings: Float32Array, width: number, count: number): DisjointSets {
  let sets = createDisjointSets(count);
  if (count < 2 || width === 0) return sets;
  for (const cosine of [NEAR_IDENTICAL_COSINE, ...STRICTER_COSINES]) {
    sets = createDisjointSets(count);
    joinNearIdentical(embeddings, width, cosine, sets);
    if (sizeOfLargest(sets) <= Math.max(MANY_ALIKE, count / 10)) break;
  }
  return sets;
}

function sizeOfLargest(sets: DisjointSets): number {
  const groups = sets.numbered();
  const sizes = new Int32Array(groups.length);
  for (const group of groups) sizes[group]!++;
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

function joinByTime(
  folders: readonly string[],
  takenAt: readonly (number | null)[],
  sets: DisjointSets,
): void {
  const byFolder = new Map<string, { photo: number; at: number }[]>();
  takenAt.forEach((at, photo) => {
    if (at === null) return;
    const shots = byFolder.get(folders[photo]!);
    if (shots === undefined) byFolder.set(folders[photo]!, [{ photo, at }]);
    else shots.push({ photo, at });
  });
  for (const shots of byFolder.values()) {
    shots.sort((a, b) => a.at - b.at);
    for (let index = 1; index < shots.length; index++)
      if (shots[index]!.at - shots[index - 1]!.at <= BURST_GAP_MS)
        sets.join(shots[index - 1]!.photo, shots[index]!.photo);
  }
}
