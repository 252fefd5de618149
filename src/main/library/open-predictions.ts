/** What the active model says of photos where no person has answered yet. */

import type { LabelId, PhotoId } from '../../shared/ids.ts';
import { UNKNOWN } from '../../shared/label.ts';
import { decide } from '../../shared/threshold.ts';
import type { Library } from './library.ts';

export interface OpenPredictions {
  /** given by the model's newest run */
  applied: LabelId[];
  /** not applied, and likely enough to be suggested */
  suggested: LabelId[];
}

/**
 * Applied labels come from the newest run that tagged the photo, when it was the active model's. Suggestions come from
 * the model's stored scores and its thresholds of today; for a photo without scores, from that run.
 *
 * returns  photos with at least one of either
 */
export function openPredictions(
  library: Library,
  photoIds: readonly PhotoId[],
): Map<PhotoId, OpenPredictions> {
  const model = library.models.active();
  const found = new Map<PhotoId, OpenPredictions>();
  if (model === null) return found;
  const labelIds = library.models.labelIdsOf(model.id);
  const positionOf = new Map(labelIds.map((id, position) => [id, position]));
  const rowOf = new Map(photoIds.map((id, row) => [id, row]));
  const answers = library.annotations.targets(photoIds, labelIds);
  const isOpen = (photoId: PhotoId, labelId: LabelId): boolean => {
    const position = positionOf.get(labelId);
    return position !== undefined && answers[rowOf.get(photoId)! * labelIds.length + position] === UNKNOWN;
  };
  const ofPhoto = (photoId: PhotoId): OpenPredictions => {
    let open = found.get(photoId);
    if (!open) found.set(photoId, (open = { applied: [], suggested: [] }));
    return open;
  };

  const scores = library.scores.matrix(model.id, photoIds);
  const scored = new Set(scores.photoIds);
  const modelOfRun = new Map(library.runs.listRuns().map((run) => [run.id, run.modelId]));
  for (const { photoId, runId, predictions } of library.runs.currentPredictions(photoIds)) {
    if (modelOfRun.get(runId) !== model.id) continue;
    for (const { labelId, decision } of predictions) {
      if (!isOpen(photoId, labelId)) continue;
      if (decision === 'apply') ofPhoto(photoId).applied.push(labelId);
      else if (!scored.has(photoId)) ofPhoto(photoId).suggested.push(labelId);
    }
  }
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
