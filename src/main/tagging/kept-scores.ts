/** The scores of a model's photos in memory: questions come after every few answers, scores change only with the model. */

import type { ModelId, PhotoId } from '../../shared/ids.ts';
import type { ScoreMatrix } from '../database/score-store.ts';
import type { Library } from '../library/library.ts';

interface Kept {
  key: string;
  /** of all scored photos that have a file, by id */
  matrix: ScoreMatrix;
}

const keptOf = new WeakMap<Library, Kept>();

/**
 * What scores.matrix gives, read once per library and model, and kept while the scores stay the same: 8 MB for 100,000
 * photos and 20 labels.
 *
 * photoIds  ascending
 */
export function scoresOf(library: Library, modelId: ModelId, photoIds: readonly PhotoId[]): ScoreMatrix {
  const { scores } = library;
  // The count tells of scores that went with an edited photo, the revision of those that came instead.
  const key = `${modelId} ${scores.count(modelId)} ${scores.revision()}`;
  let kept = keptOf.get(library);
  if (kept?.key !== key) {
    kept = { key, matrix: scores.matrix(modelId, library.photos.allIds()) };
    keptOf.set(library, kept);
  }
  return rowsFor(kept.matrix, photoIds);
}

function rowsFor(
  { photoIds: all, probabilities, labelCount }: ScoreMatrix,
  wanted: readonly PhotoId[],
): ScoreMatrix {
  const found: PhotoId[] = [];
  const taken = new Float32Array(Math.min(wanted.length, all.length) * labelCount);
  let row = 0;
  for (const photoId of wanted) {
    while (row < all.length && all[row]! < photoId) row++;
    if (all[row] !== photoId) continue;
    taken.set(probabilities.subarray(row * labelCount, (row + 1) * labelCount), found.length * labelCount);
    found.push(photoId);
  }
  return { photoIds: found, probabilities: taken.subarray(0, found.length * labelCount), labelCount };
}
