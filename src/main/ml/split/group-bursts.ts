/** Photos that show the same moment: what a model learned from one, it would find again in the next. */

import { createDisjointSets, type DisjointSets } from './disjoint-sets.ts';
import { joinNearIdentical } from './join-near-identical.ts';

/** Photos of one folder taken no further apart belong to one burst, and so on from photo to photo. */
export const BURST_GAP_MS = 5_000;

/** Embeddings at least this similar are the same picture, resized, recompressed or taken twice. */
export const NEAR_IDENTICAL_COSINE = 0.985;

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
 * cosine of at least NEAR_IDENTICAL_COSINE, and everything joined by these.
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
  const sets = createDisjointSets(count);
  joinByTime(folders, takenAt, sets);
  if (count > 1 && width > 0) joinNearIdentical(embeddings, width, NEAR_IDENTICAL_COSINE, sets);
  return sets.numbered();
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
