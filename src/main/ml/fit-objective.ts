/** What training makes small: binary cross-entropy from logits over the known pairs of photo and label. */

import { ABSENT, PRESENT, UNKNOWN } from '../../shared/label.ts';
import { crossEntropyFromLogit, sigmoid } from '../../shared/metrics/cross-entropy.ts';

/** The loss of one pair of photo and label, and its derivative by the logit; z any finite number, y 1 or 0. */
export interface PairLoss {
  value(logit: number, target: number): number;
  slope(logit: number, target: number): number;
}

/** Binary cross-entropy: softplus(z) − y·z, with the slope sigmoid(z) − y. */
export const crossEntropyLoss: PairLoss = {
  value: crossEntropyFromLogit,
  slope: (logit, target) => sigmoid(logit) - target,
};

/** What each pair of photo and label counts. */
export interface LabelWeights {
  /** of a photo that has the label: (negatives / positives) ^ imbalance */
  positive: Float32Array;
  /** of a photo of which nothing is known about the label, counted as absent: 0 leaves it out */
  assumedAbsent: number;
  /** 1, or 0 for a label that cannot be learned: no photo known to have it, or none known or assumed not to */
  learnable: Uint8Array;
  learnableCount: number;
  /** weighted share of the photos that have it, strictly between 0 and 1 where learnable */
  baseRate: Float32Array;
}

/**
 * Counts the answers and derives the weights.
 *
 * targets       N×labelCount row-major: PRESENT, ABSENT or UNKNOWN
 * rows          the training photos
 * imbalance     0 (no weighting) to 1 (both sides weigh the same)
 * assumeAbsent  0 (unknown is left out) to 1 (unknown counts like absent)
 */
export function weighLabels(
  targets: Int8Array,
  labelCount: number,
  rows: Int32Array,
  { imbalance, assumeAbsent }: { imbalance: number; assumeAbsent: number },
): LabelWeights {
  const positives = new Int32Array(labelCount);
  const negatives = new Float64Array(labelCount);
  for (const row of rows)
    for (let label = 0; label < labelCount; label++) {
      const target = targets[row * labelCount + label];
      if (target === PRESENT) positives[label]!++;
      else negatives[label]! += target === ABSENT ? 1 : assumeAbsent;
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
  const learnableCount = learnable.reduce((sum, one) => sum + one, 0);
  return { positive, assumedAbsent: assumeAbsent, learnable, learnableCount, baseRate };
}

/**
 * The loss of some photos and its gradient by the logits, in closed form: loss = Σ w·value(z, y) / n and
 * d loss / dz = w·slope(z, y) / n. The weight w is the positive weight where the label is present, 1 where it is
 * absent, and `assumedAbsent` where nothing is known, with y = 0; n counts known pairs once and unknown ones as
 * `assumedAbsent`. Labels that cannot be learned have gradient 0 and are not counted.
 *
 * logits   rows.length×labels row-major
 * targets  N×labels row-major
 * returns  gradient like logits; lossSum not yet divided by countedPairs, so that batches can be added up; labelLosses
 *          share lossSum out among the labels
 */
export function lossAndGradient(
  logits: Float32Array,
  targets: Int8Array,
  rows: Int32Array,
  { positive, learnable, assumedAbsent }: LabelWeights,
  loss: PairLoss = crossEntropyLoss,
): { lossSum: number; labelLosses: Float64Array; countedPairs: number; gradient: Float32Array } {
  const labelCount = positive.length;
  const gradient = new Float32Array(logits.length);
  const labelLosses = new Float64Array(labelCount);
  let countedPairs = 0;
  for (let index = 0; index < rows.length; index++)
    for (let label = 0; label < labelCount; label++) {
      if (learnable[label] === 0) continue;
      const target = targets[rows[index]! * labelCount + label]!;
      const count = target === UNKNOWN ? assumedAbsent : 1;
      if (count === 0) continue;
      const place = index * labelCount + label;
      const z = logits[place]!;
      const y = target === PRESENT ? 1 : 0;
      const weight = y === 1 ? positive[label]! : count;
      labelLosses[label]! += weight * loss.value(z, y);
      gradient[place] = weight * loss.slope(z, y);
      countedPairs += count;
    }
  if (countedPairs > 0)
    for (let place = 0; place < gradient.length; place++) gradient[place]! /= countedPairs;
  const lossSum = labelLosses.reduce((sum, own) => sum + own, 0);
  return { lossSum, labelLosses, countedPairs, gradient };
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
