/** Explains what the active model says of one photo, against what is known of it. */

import { AppError } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { Model } from '../../shared/model.ts';
import {
  explainLabels,
  type ExplanationBasis,
  type PhotoExplanation,
} from '../../shared/photo-explanation.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Library } from '../library/library.ts';
import type { HeldOutReader } from './held-out-photos.ts';
import { activeModel } from './manage-models.ts';

/**
 * Judges every label that the active model and the library both know. Of a photo that the model learned from, the
 * held-out scores are used where they are kept.
 *
 * Throws AppError 'not-found' without a model, for a photo that is not there or was not scored yet; 'damaged' when the
 * model's files are.
 */
export async function explainPhoto(
  library: Library,
  heldOutOf: HeldOutReader,
  photoId: PhotoId,
): Promise<PhotoExplanation> {
  const model = activeModel(library);
  if (library.photos.get([photoId]).length === 0)
    throw new AppError('not-found', say('library.noSuchPhoto', { id: photoId }));
  const { probabilities, basis } = await scoresOf(library, heldOutOf, model, photoId);
  const labelIds = library.models.labelIdsOf(model.id);
  const targets = library.annotations.targets([photoId], labelIds);
  const judged = labelIds.flatMap((labelId, position) => {
    const { apply, suggest } = model.thresholds[position]!;
    return labelId === null
      ? []
      : [{ labelId, target: targets[position]!, probability: probabilities[position]!, apply, suggest }];
  });
  return { photoId, modelId: model.id, basis, ...explainLabels(judged) };
}

async function scoresOf(
  library: Library,
  heldOutOf: HeldOutReader,
  model: Model,
  photoId: PhotoId,
): Promise<{ probabilities: Float32Array; basis: ExplanationBasis }> {
  const heldOut = await heldOutOf(model.id);
  const row = heldOut.rowOf.get(photoId);
  const width = heldOut.labels.length;
  if (row !== undefined)
    return {
      probabilities: heldOut.probabilities.subarray(row * width, (row + 1) * width),
      basis: 'held-out',
    };
  const probabilities = library.scores.of(photoId, model.id);
  if (probabilities === null) throw new AppError('not-found', say('models.notScored'));
  return { probabilities, basis: wasLearned(library, model, photoId) ? 'learned' : 'unseen' };
}

/** Photos get their split at a training; what was said of them later, that training did not know. */
function wasLearned(library: Library, model: Model, photoId: PhotoId): boolean {
  const [photo] = library.photos.get([photoId]);
  if (photo?.split !== 'train') return false;
  return library.annotations.ofPhotos([photoId]).some(({ at }) => at <= model.createdAt);
}
