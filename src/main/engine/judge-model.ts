/** Measures a stored model, and tunes its thresholds, without training anything. */

import type { Evaluation } from '../../shared/evaluation.ts';
import { UNKNOWN } from '../../shared/label.ts';
import { evaluate } from '../../shared/metrics/evaluate.ts';
import { measureReliability } from '../../shared/metrics/reliability.ts';
import type { LabelThreshold } from '../../shared/threshold.ts';
import { tuneThresholds } from '../../shared/thresholds/tune-thresholds.ts';
import { uncalibrateScores } from '../ml/calibrate.ts';
import { predictProbabilities } from '../ml/predict.ts';
import type { EvaluateRequest, HeldOutPhotoScores, HeldOutRequest, TuneRequest } from './engine.ts';
import { readModelFiles } from './model-files.ts';
import { readEmbeddings } from './stored-embeddings.ts';

/**
 * Evaluates a stored model on photos with known labels. Photos it has learned from are judged by their held-out scores.
 *
 * Throws AppError 'not-found' when the model's files or an embedding are missing.
 */
export async function evaluateStoredModel(request: EvaluateRequest): Promise<Evaluation> {
  const model = await readModelFiles(request.modelFolder);
  const { embeddings } = readEmbeddings(request.databaseFile, request.photoIds, model.embeddingKey);
  const probabilities = await predictProbabilities(model.head, embeddings);
  const labelCount = model.labels.length;
  const heldOutRow = new Map(model.heldOut.photoIds.map((photoId, row) => [photoId, row]));
  for (const [row, photoId] of request.photoIds.entries()) {
    const held = heldOutRow.get(photoId);
    if (held === undefined) continue;
    const scores = model.heldOut.probabilities.subarray(held * labelCount, (held + 1) * labelCount);
    probabilities.set(scores, row * labelCount);
  }
  const uncalibrated = model.calibration
    ? uncalibrateScores(probabilities, model.calibration)
    : probabilities;
  const reliability = {
    before: measureReliability(uncalibrated, request.targets),
    after: measureReliability(probabilities, request.targets),
  };
  const evaluation = evaluate({
    labels: model.labels,
    probabilities,
    targets: request.targets,
    thresholds: request.thresholds,
    bootstrapRounds: request.bootstrapRounds,
    seed: request.seed,
  });
  return { ...evaluation, reliability };
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
  const { labels, heldOut } = await readModelFiles(request.modelFolder);
  return { ...heldOut, labels };
}
