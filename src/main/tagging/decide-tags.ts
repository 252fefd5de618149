/** What a model's scores mean for photos: tags, suggestions, or nothing where a person has spoken. */

import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { Model } from '../../shared/model.ts';
import { decide, type Decision } from '../../shared/threshold.ts';
import type { PhotoPredictions, Prediction } from '../database/predictions.ts';
import type { Library } from '../library/library.ts';
import type { FilePrediction } from './predict-files.ts';

/**
 * Decides label by label for photos of the library.
 *
 * probabilities  Float32Array, photos × labels row-major
 * labelIds       by position in the model; null: takes no part
 */
export function decideBatch(
  library: Library,
  photoIds: PhotoId[],
  probabilities: Float32Array,
  labelIds: (LabelId | null)[],
  model: Model,
): PhotoPredictions[] {
  const answered = new Set(
    library.annotations.ofPhotos(photoIds).map((annotation) => `${annotation.photoId}/${annotation.labelId}`),
  );
  return photoIds.map((photoId, row) => {
    const predictions: Prediction[] = [];
    labelIds.forEach((labelId, position) => {
      if (labelId === null || answered.has(`${photoId}/${labelId}`)) return;
      const score = probabilities[row * labelIds.length + position]!;
      const decision: Decision = decide(score, model.thresholds[position]!);
      if (decision !== 'none') predictions.push({ labelId, score, decision });
    });
    return { photoId, predictions };
  });
}

/** The labels of a file outside of the library that take part and are likely enough. */
export function decisionsOf(
  labels: FilePrediction['labels'],
  names: string[],
  labelIds: (LabelId | null)[],
): Prediction[] {
  return labels.flatMap(({ label, probability, decision }) => {
    const labelId = labelIds[names.indexOf(label)] ?? null;
    return labelId === null || decision === 'none' ? [] : [{ labelId, score: probability, decision }];
  });
}

/** Those that become tags. */
export const appliedOf = (predictions: Prediction[]): LabelId[] =>
  predictions.filter(({ decision }) => decision === 'apply').map(({ labelId }) => labelId);

/** Counts what a run gives, label by label. */
export function createTally(labels: string[], labelIds: (LabelId | null)[]) {
  const applied = new Uint32Array(labels.length);
  const suggested = new Uint32Array(labels.length);
  let taggedPhotos = 0;
  let suggestedPhotos = 0;
  return {
    add({ predictions }: Pick<PhotoPredictions, 'predictions'>): void {
      for (const { labelId, decision } of predictions) {
        const position = labelIds.indexOf(labelId);
        if (position >= 0) (decision === 'apply' ? applied : suggested)[position]!++;
      }
      if (predictions.some(({ decision }) => decision === 'apply')) taggedPhotos++;
      else if (predictions.length > 0) suggestedPhotos++;
    },
    totals: () => ({
      taggedPhotos,
      suggestedPhotos,
      labels: labels
        .map((label, position) => ({
          label,
          applied: applied[position]!,
          suggested: suggested[position]!,
        }))
        .filter((_, position) => labelIds[position] !== null),
    }),
  };
}
