/** How good the layers under training are on the validation photos. */

import { ABSENT } from '../../shared/label.ts';
import { meanAveragePrecision } from '../../shared/metrics/ranking.ts';
import type { EpochRecord } from '../../shared/model.ts';
import { logitsOf } from './fit-layers.ts';
import { lossAndGradient, targetsOf } from './fit-objective.ts';
import type { LabelWeights } from './fit-objective.ts';
import type { Pacer } from './fit-pacer.ts';
import type { HeadLayer } from './head.ts';
import { standardizedRows } from './standardize.ts';
import type { Standardization } from './standardize.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

export type ValidationRecord = Pick<EpochRecord, 'validationLoss' | 'validationMAP'>;

const BATCH_SIZE = 1024;

/**
 * Loss (as in training, penalty left out) and mAP over the labels that can be learned.
 *
 * data  embeddings photos×width and targets photos×labels, row-major; both measures are null without validation photos
 */
export async function measureValidation(
  tf: TensorFlowCore,
  layers: readonly HeadLayer[],
  data: { embeddings: Float32Array; width: number; targets: Int8Array; validation: Int32Array },
  standardization: Standardization,
  labels: LabelWeights,
  pacer: Pacer,
): Promise<ValidationRecord> {
  const { embeddings, width, targets, validation: rows } = data;
  const labelCount = labels.positive.length;
  const logits = new Float32Array(rows.length * labelCount);
  let lossSum = 0;
  let countedPairs = 0;
  for (let start = 0; start < rows.length; start += BATCH_SIZE) {
    await pacer.pause();
    const batch = rows.subarray(start, start + BATCH_SIZE);
    const inputs = standardizedRows(embeddings, width, batch, standardization);
    const batchLogits = logitsOf(tf, layers, inputs, batch.length);
    logits.set(batchLogits, start * labelCount);
    const loss = lossAndGradient(batchLogits, targets, batch, labels);
    lossSum += loss.lossSum;
    countedPairs += loss.countedPairs;
  }
  const known = targetsOf(targets, rows, labelCount, withNegatives(data, labels));
  return {
    validationLoss: countedPairs > 0 ? lossSum / countedPairs : null,
    validationMAP: meanAveragePrecision(logits, known, labelCount),
  };
}

/** Learnable labels that some validation photo is known not to have: ranking positives above nothing says nothing. */
function withNegatives(
  { targets, validation }: { targets: Int8Array; validation: Int32Array },
  { learnable }: LabelWeights,
): Uint8Array {
  const labelCount = learnable.length;
  return learnable.map((isLearnable, label) =>
    isLearnable === 1 && validation.some((row) => targets[row * labelCount + label] === ABSENT) ? 1 : 0,
  );
}

/** Whether this epoch beats the best so far: by mAP, and where that is equal or undefined by loss. */
export function isBetter(record: ValidationRecord, best: ValidationRecord): boolean {
  const gain = (record.validationMAP ?? 0) - (best.validationMAP ?? 0);
  return gain === 0 ? (record.validationLoss ?? 0) < (best.validationLoss ?? 0) : gain > 0;
}
