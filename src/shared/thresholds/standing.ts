/** What one label's two thresholds do: on the held-out photos, and on the photos nobody answered for. */

import type { OperatingPoint } from '../threshold.ts';
import type { ThresholdView } from '../threshold-view.ts';
import { operatingPointOf } from './operating-point.ts';
import { countReaching, countReachingFromTop } from './sorted-scores.ts';

/** Where the two handles are; suggest <= apply. */
export interface ThresholdPair {
  apply: number;
  suggest: number;
}

export interface Standing extends OperatingPoint {
  /** photos of the library that would get the label */
  applied: number;
  /** those that would have it suggested */
  suggested: number;
  /** the photos that both are counted among: scored, and not answered by a person */
  photos: number;
}

/** Measures a pair of thresholds by halving: fast enough for every move of a pointer. */
export function standingAt(
  view: Omit<ThresholdView, 'threshold' | 'reliability'>,
  { apply, suggest }: ThresholdPair,
): Standing {
  const { heldOutPositives, heldOutNegatives, libraryScores } = view;
  const truePositives = countReaching(heldOutPositives, apply);
  const falsePositives = countReaching(heldOutNegatives, apply);
  const applied = countReachingFromTop(libraryScores, apply);
  return {
    ...operatingPointOf(
      {
        truePositives,
        falsePositives,
        falseNegatives: heldOutPositives.length - truePositives,
        trueNegatives: heldOutNegatives.length - falsePositives,
      },
      view.basis,
    ),
    applied,
    suggested: countReachingFromTop(libraryScores, suggest) - applied,
    photos: libraryScores.length,
  };
}

/**
 * The photos of the library on both sides of the apply line.
 *
 * count    at most so many on each side
 * returns  indexes into libraryPhotoIds: `above` and `below`, each with the nearest to the line first
 */
export function photosAround(
  libraryScores: Float32Array,
  apply: number,
  count: number,
): { above: number[]; below: number[] } {
  const line = countReachingFromTop(libraryScores, apply);
  const above = Array.from({ length: Math.min(count, line) }, (_, step) => line - 1 - step);
  const below = Array.from(
    { length: Math.min(count, libraryScores.length - line) },
    (_, step) => line + step,
  );
  return { above, below };
}

/** PhotoIds whose decision differs between two pairs of thresholds, each once. */
export function photosThatChange(
  { libraryScores, libraryPhotoIds }: Pick<ThresholdView, 'libraryScores' | 'libraryPhotoIds'>,
  before: ThresholdPair,
  after: ThresholdPair,
): number[] {
  const changed = new Set<number>();
  for (const line of ['apply', 'suggest'] as const) {
    const lines = [before[line], after[line]].map((value) => countReachingFromTop(libraryScores, value));
    for (let index = Math.min(...lines); index < Math.max(...lines); index++)
      changed.add(libraryPhotoIds[index]!);
  }
  return [...changed];
}
