/** Measures a stored model, and tunes its thresholds, without training anything. */

import type { Evaluation } from '../../shared/evaluation.ts';
import { UNKNOWN } from '../../shared/label.ts';
import { crossCalibrateScores, uncalibrateScores } from '../../shared/metrics/calibration.ts';
import { evaluate } from '../../shared/metrics/evaluate.ts';
import { measureCalibration } from '../../shared/metrics/reliability.ts';
import type { LabelThreshold } from '../../shared/threshold.ts';
import { columnOf } from '../../shared/thresholds/held-out-column.ts';
import { tuneThresholds } from '../../shared/thresholds/tune-thresholds.ts';
import { predictProbabilities } from '../ml/predict.ts';
import type { EvaluateRequest, HeldOutPhotoScores, HeldOutRequest, TuneRequest } from './engine.ts';
import { readModelFiles, type StoredModel } from './model-files.ts';
import { readEmbeddings } from './stored-embeddings.ts';

/**
 * Evaluates a stored model on photos with known labels. Photos it has learned from are judged by their held-out scores;
 * cross-entropy and reliability of these by calibrations that were fitted without them, where the model has any.
 *
 * Throws AppError 'not-found' when the model's files or an embedding are missing.
 */
export async function evaluateStoredModel(request: EvaluateRequest): Promise<Evaluation> {
  const { targets } = request;
  const model = await readModelFiles(request.modelFolder);
  const { embeddings } = readEmbeddings(request.databaseFile, request.photoIds, model.embeddingKey);
  const probabilities = await predictProbabilities(model.head, embeddings);
  const heldOutRows = copyHeldOut(model, request.photoIds, model.heldOut.probabilities, probabilities);
  const before = model.calibration ? uncalibrateScores(probabilities, model.calibration) : probabilities;
  const after = probabilities.slice();
  const crossCalibrated = crossCalibratedOf(model);
  if (crossCalibrated) copyHeldOut(model, request.photoIds, crossCalibrated, after);
  const isCrossFitted = crossCalibrated !== null || model.calibration === null || heldOutRows === 0;

  const evaluation = evaluate({
    labels: model.labels,
    probabilities,
    targets,
    thresholds: request.thresholds,
    lossProbabilities: after,
    bootstrapRounds: request.bootstrapRounds,
    seed: request.seed,
  });
  const ofLabel = (values: Float32Array, position: number): Float32Array =>
    columnOf(values, model.labels.length, position);
  const labels = evaluation.labels.map((label, position) => ({
    ...label,
    reliability: measureCalibration(
      ofLabel(before, position),
      ofLabel(after, position),
      columnOf(targets, model.labels.length, position),
      isCrossFitted,
    ),
  }));
  return { ...evaluation, labels, reliability: measureCalibration(before, after, targets, isCrossFitted) };
}

/** null: the model is not calibrated, or not known how it was. */
function crossCalibratedOf({ heldOut, calibration, crossFit, labels }: StoredModel): Float32Array | null {
  if (calibration === null || crossFit === null) return null;
  return crossCalibrateScores(uncalibrateScores(heldOut.probabilities, calibration), crossFit, labels.length);
}

/** Puts a model's held-out scores (as its held-out photos lie) in the rows of their photos; returns how many there are. */
function copyHeldOut(
  { heldOut, labels }: StoredModel,
  photoIds: readonly number[],
  scores: Float32Array,
  into: Float32Array,
): number {
  const width = labels.length;
  const heldOutRow = new Map(heldOut.photoIds.map((photoId, row) => [photoId, row]));
  let copied = 0;
  for (const [row, photoId] of photoIds.entries()) {
    const held = heldOutRow.get(photoId);
    if (held === undefined) continue;
    into.set(scores.subarray(held * width, (held + 1) * width), row * width);
    copied++;
  }
  return copied;
}

/**
 * Tunes thresholds on the held-out scores kept with the model, against the annotations of today.
 *
 * returns  one threshold per wanted label, in the model's order
 * Throws AppError 'not-found' when the model's files are missing.
 */
export async function tuneStoredModel(request: TuneRequest): Promise<LabelThreshold[]> {
  const { labels, heldOut } = await readModelFiles(request.modelFolder);
  const labelCount = labels.length;
  const rowOf = new Map(request.photoIds.map((photoId, row) => [photoId, row]));
  const targets = new Int8Array(heldOut.photoIds.length * labelCount).fill(UNKNOWN);
  heldOut.photoIds.forEach((photoId, index) => {
    const row = rowOf.get(photoId);
    if (row === undefined) return;
    targets.set(request.targets.subarray(row * labelCount, (row + 1) * labelCount), index * labelCount);
  });
  const thresholds = tuneThresholds({
    labels,
    probabilities: heldOut.probabilities,
    targets,
    isCrossValidated: heldOut.isCrossValidated,
    objective: request.objective,
  });
  return request.labels.length === 0
    ? thresholds
    : thresholds.filter((threshold) => request.labels.includes(threshold.label));
}

/**
 * Reads the held-out scores kept with a model.
 *
 * Throws AppError 'not-found' when the model's files are missing, 'damaged' when a checksum is wrong.
 */
export async function heldOutScoresOf(request: HeldOutRequest): Promise<HeldOutPhotoScores> {
  const { labels, heldOut, calibration, crossFit, learnedOnly } = await readModelFiles(request.modelFolder);
  return { ...heldOut, labels, calibration, crossFit, learnedOnly };
}
