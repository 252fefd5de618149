/** The scores that a model keeps of the photos it learned from, each by a head that did not see the photo. */

import type { ModelId, PhotoId } from '../../shared/ids.ts';
import type { HeldOutPhotoScores } from '../engine/engine.ts';
import type { Library } from '../library/library.ts';
import { quietContext } from '../task-context.ts';
import { modelFolderOf } from './manage-models.ts';

export interface HeldOutPhotos extends HeldOutPhotoScores {
  /** the place of each photo in photoIds */
  rowOf: ReadonlyMap<PhotoId, number>;
}

/** Reads them; of the model asked for last they are kept. */
export type HeldOutReader = (modelId: ModelId) => Promise<HeldOutPhotos>;

/** Makes the reader of one library. It throws AppError 'not-found' or 'damaged' when the model's files are. */
export function createHeldOutReader(library: Library): HeldOutReader {
  let kept: { modelId: ModelId; photos: HeldOutPhotos } | null = null;
  return async (modelId) => {
    if (kept?.modelId === modelId) return kept.photos;
    const scores = await library.engine.heldOutScores(
      { modelFolder: modelFolderOf(library, modelId) },
      quietContext(),
    );
    const rowOf = new Map(Array.from(scores.photoIds, (photoId, row) => [photoId as PhotoId, row]));
    kept = { modelId, photos: { ...scores, rowOf } };
    return kept.photos;
  };
}
