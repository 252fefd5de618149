/** Everything about one photo, for the full view. */

import { AppError } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { LabelScore, PhotoDetails } from '../../shared/photo-set.ts';
import { decide } from '../../shared/threshold.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Library } from './library.ts';
import { openPredictions } from './open-predictions.ts';

/** Throws AppError 'not-found'. */
export function photoDetails(library: Library, photoId: PhotoId): PhotoDetails {
  const photo = library.photos.get([photoId])[0];
  if (photo === undefined) throw new AppError('not-found', say('library.noSuchPhoto', { id: photoId }));
  const state = library.photos.fileStates([photoId]).get(photoId);
  return {
    ...photo,
    sizeBytes: state?.sizeBytes ?? 0,
    modifiedAt: state?.modifiedAt ?? 0,
    isMissing: state?.isMissing ?? true,
    warning: state?.warning ?? null,
    annotations: library.annotations.ofPhotos([photoId]),
    appliedLabelIds: openPredictions(library, [photoId]).get(photoId)?.applied ?? [],
    scores: labelScores(library, photoId),
  };
}

/** By the active model: stored scores; for a photo that has none, the likely labels of its newest run. */
function labelScores(library: Library, photoId: PhotoId): LabelScore[] {
  const model = library.models.active();
  if (model === null) return [];
  const labelIds = library.models.labelIdsOf(model.id);
  const probabilities = library.scores.of(photoId, model.id) ?? probabilitiesOfRun(library, photoId);
  const scores: LabelScore[] = [];
  for (const [position, labelId] of labelIds.entries()) {
    const probability = probabilities instanceof Map ? probabilities.get(labelId) : probabilities[position];
    if (labelId === null || probability === undefined) continue;
    const { apply, suggest } = model.thresholds[position]!;
    scores.push({ labelId, probability, apply, suggest, decision: decide(probability, { apply, suggest }) });
  }
  return scores.sort((a, b) => b.probability - a.probability);
}

function probabilitiesOfRun(library: Library, photoId: PhotoId): Map<number | null, number> {
  const current = library.runs.currentPredictions([photoId])[0];
  if (current === undefined || library.runs.getRun(current.runId)?.modelId !== library.models.active()?.id)
    return new Map();
  return new Map(current.predictions.map(({ labelId, score }) => [labelId, score]));
}

/** The file that a file manager should show. Throws AppError 'not-found' when none is there. */
export function fileToShow(library: Library, photoId: PhotoId): string {
  const photo = library.photos.get([photoId])[0];
  const state = library.photos.fileStates([photoId]).get(photoId);
  if (photo === undefined || state === undefined || state.isMissing) throw noFileOf(photoId, photo?.files[0]);
  return state.path;
}

/** Why no file of a photo can be handed out; path: where it was, undefined when the library has no such photo. */
export function noFileOf(photoId: PhotoId, path: string | undefined): AppError {
  return new AppError(
    'not-found',
    path === undefined ? say('library.noSuchPhoto', { id: photoId }) : say('library.fileGone', { path }),
  );
}
