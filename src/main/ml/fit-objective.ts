/** What training makes small: binary cross-entropy from logits over the known pairs of photo and label. */

import { ABSENT, PRESENT, UNKNOWN } from '../../shared/label.ts';
import { crossEntropyFromLogit, sigmoid } from '../../shared/metrics/cross-entropy.ts';

/** One label's share in the loss. */
export interface LabelWeights {
  /** of a photo that has the label: (negatives / positives) ^ imbalance */
  positive: Float32Array;
  /** 1, or 0 for a label that cannot be learned: no photo known to have it, or none known not to */
  learnable: Uint8Array;
  learnableCount: number;
  /** weighted share of the photos that have it, strictly between 0 and 1 where learnable */
  baseRate: Float32Array;
}

/**
 * Counts the known answers and derives the weights.
 *
 * targets    N×labelCount row-major: PRESENT, ABSENT or UNKNOWN
 * rows       the training photos
 * imbalance  0 (no weighting) to 1 (both sides weigh the same)
 */
export function weighLabels(
  targets: Int8Array,
  labelCount: number,
  rows: Int32Array,
  imbalance: number,
): LabelWeights {
  const positives = new Int32Array(labelCount);
  const negatives = new Int32Array(labelCount);
  for (const row of rows)
    for (let label = 0; label < labelCount; label++) {
      const target = targets[row * labelCount + label];
      if (target === PRESENT) positives[label]!++;
      else if (target === ABSENT) negatives[label]!++;
    }
  const positive = new Float32Array(labelCount).fill(1);
  const learnable = new Uint8Array(labelCount);
  const baseRate = new Float32Array(labelCount);
  for (let label = 0; label < labelCount; label++) {
    if (positives[label] === 0 || negatives[label] === 0) continue;
    learnable[label] = 1;
    positive[label] = (negatives[label]! / positives[label]!) ** imbalance;
    const weighted = positives[label]! * positive[label]!;
    baseRate[label] = weighted / (weighted + negatives[label]!);
  }
  return { positive, learnable, learnableCount: learnable.reduce((sum, one) => sum + one, 0), baseRate };
}

/**
 * The loss of some photos and its gradient by the logits, in closed form: with w = positive weight where y = 1, else 1,
 * loss = Σ w·(softplus(z) − y·z) / n and d loss / dz = w·(sigmoid(z) − y) / n, n the number of known pairs.
 * Unknown pairs and labels that cannot be learned have gradient 0 and are not counted.
 *
 * logits   rows.length×labels row-major
 * targets  N×labels row-major
 * returns  gradient like logits; lossSum not yet divided by knownPairs, so that batches can be added up
 */
export function lossAndGradient(
  logits: Float32Array,
  targets: Int8Array,
  rows: Int32Array,
  { positive, learnable }: LabelWeights,
): { lossSum: number; knownPairs: number; gradient: Float32Array } {
  const labelCount = positive.length;
  const gradient = new Float32Array(logits.length);
  let lossSum = 0;
  let knownPairs = 0;
  for (let index = 0; index < rows.length; index++)
    for (let label = 0; label < labelCount; label++) {
      const target = targets[rows[index]! * labelCount + label]!;
      if (learnable[label] === 0 || (target !== PRESENT && target !== ABSENT)) continue;
      const place = index * labelCount + label;
      const z = logits[place]!;
      const weight = target === PRESENT ? positive[label]! : 1;
      lossSum += weight * crossEntropyFromLogit(z, target);
      gradient[place] = weight * (sigmoid(z) - target);
      knownPairs++;
    }
  if (knownPairs > 0) for (let place = 0; place < gradient.length; place++) gradient[place]! /= knownPairs;
  return { lossSum, knownPairs, gradient };
}

/**
 * The targets of some photos, one after another, with UNKNOWN for every label that cannot be learned.
 *
 * targets    N×labels row-major
 * learnable  labels; all count when left out
 * returns    rows.length×labels row-major
 */
export function targetsOf(
  targets: Int8Array,
  rows: Int32Array,
  labelCount: number,
  learnable?: Uint8Array,
): Int8Array {
  const result = new Int8Array(rows.length * labelCount);
  for (let index = 0; index < rows.length; index++)
    for (let label = 0; label < labelCount; label++)
      result[index * labelCount + label] =
        learnable?.[label] === 0 ? UNKNOWN : targets[rows[index]! * labelCount + label]!;
  return result;
}
