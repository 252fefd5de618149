/** What models say of photos where no person has answered yet. */

import type { LabelId, PhotoId } from '../../shared/ids.ts';
import { UNKNOWN } from '../../shared/label.ts';
import { decide } from '../../shared/threshold.ts';
import type { PhotoPredictions } from '../database/predictions.ts';
import type { Library } from './library.ts';

export interface OpenPredictions {
  /** given by the newest run, whichever model that was */
  applied: LabelId[];
  /** not applied, and likely enough to be suggested */
  suggested: LabelId[];
}

/**
 * Applied labels come from the newest run that tagged the photo: they stay when another model is taken into use.
 * Suggestions come from the active model's stored scores and its thresholds of today; for a photo without scores, from
 * that run, when it was this model's.
 *
 * returns  photos with at least one of either
 */
export function openPredictions(
  library: Library,
  photoIds: readonly PhotoId[],
): Map<PhotoId, OpenPredictions> {
  const model = library.models.active();
  const found = new Map<PhotoId, OpenPredictions>();
  const labelIds = model === null ? [] : library.models.labelIdsOf(model.id);
  const ofRuns = library.runs.currentPredictions(photoIds);
  const asked = [...new Set([...labelIds, ...labelsOf(ofRuns)])];
  const columnOf = new Map(asked.map((id, column) => [id, column]));
  const rowOf = new Map(photoIds.map((id, row) => [id, row]));
  const answers = library.annotations.targets(photoIds, asked);
  const isOpen = (photoId: PhotoId, labelId: LabelId): boolean =>
    answers[rowOf.get(photoId)! * asked.length + columnOf.get(labelId)!] === UNKNOWN;
  const ofPhoto = (photoId: PhotoId): OpenPredictions => {
    let open = found.get(photoId);
    if (!open) found.set(photoId, (open = { applied: [], suggested: [] }));
    return open;
  };

  const scores = model === null ? null : library.scores.matrix(model.id, photoIds);
  const scored = new Set(scores?.photoIds);
  const modelOfRun = new Map(library.runs.listRuns().map((run) => [run.id, run.modelId]));
  for (const { photoId, runId, predictions } of ofRuns)
    for (const { labelId, decision } of predictions) {
      if (!isOpen(photoId, labelId)) continue;
      if (decision === 'apply') ofPhoto(photoId).applied.push(labelId);
      else if (model !== null && modelOfRun.get(runId) === model.id && !scored.has(photoId))
        ofPhoto(photoId).suggested.push(labelId);
    }
  if (model === null || scores === null) return found;
  for (const [row, photoId] of scores.photoIds.entries())
    for (const [position, labelId] of labelIds.entries()) {
      const probability = scores.probabilities[row * scores.labelCount + position];
      if (labelId === null || probability === undefined || !isOpen(photoId, labelId)) continue;
      if (decide(probability, model.thresholds[position]!) === 'none') continue;
      const open = ofPhoto(photoId);
      if (!open.applied.includes(labelId)) open.suggested.push(labelId);
    }
  return found;
}

function labelsOf(predicted: readonly PhotoPredictions[]): LabelId[] {
  return predicted.flatMap(({ predictions }) => predictions.map(({ labelId }) => labelId));
}
