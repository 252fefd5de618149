/** Sigmoid, its inverse, and binary cross-entropy: what a model is trained to make small. Natural logarithms. */

import { PRESENT, UNKNOWN } from '../label.ts';

/**
 * Probabilities are kept this far from 0 and 1 before their logarithm is taken: the spacing of 32-bit floats
 * below 2 (2^-23), which is what scikit-learn's log_loss does with 32-bit predictions. The largest loss is 15.94.
 */
export const PROBABILITY_MARGIN = 2 ** -23;

/**
 * The logistic function 1 / (1 + e^-z).
 *
 * logit    any number; infinities give 0 and 1
 * returns  0..1, without overflow on either side
 */
export function sigmoid(logit: number): number {
  if (logit >= 0) return 1 / (1 + Math.exp(-logit));
  const exponential = Math.exp(logit);
  return exponential / (1 + exponential);
}

/**
 * The inverse of sigmoid: ln(p / (1 − p)).
 *
 * probability  0..1; 0 and 1 give −Infinity and Infinity
 * returns      the logit; NaN outside 0..1
 */
export function logit(probability: number): number {
  return Math.log(probability) - Math.log1p(-probability);
}

/**
 * Binary cross-entropy of one logit: max(z, 0) − z·y + ln(1 + e^−|z|), which equals
 * −y·ln(σ(z)) − (1 − y)·ln(1 − σ(z)) and never overflows.
 *
 * logit    any finite number
 * target   1 or 0
 * returns  ≥ 0
 */
export function crossEntropyFromLogit(logit: number, target: number): number {
  return Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit)));
}

/**
 * Binary cross-entropy of one probability: −y·ln(p) − (1 − y)·ln(1 − p).
 *
 * probability  0..1, taken no nearer to 0 or 1 than PROBABILITY_MARGIN
 * target       1 or 0
 * returns      0..15.95
 */
export function crossEntropyFromProbability(probability: number, target: number): number {
  const inside = Math.min(Math.max(probability, PROBABILITY_MARGIN), 1 - PROBABILITY_MARGIN);
  return target === PRESENT ? -Math.log(inside) : -Math.log1p(-inside);
}

/**
 * Mean binary cross-entropy over the known targets.
 *
 * logits   any shape, row-major
 * targets  the same shape: PRESENT, ABSENT, or UNKNOWN, which is left out of sum and count
 * returns  ≥ 0; null when no target is known
 * throws   RangeError when the lengths differ
 */
export function meanCrossEntropyFromLogits(logits: Float32Array, targets: Int8Array): number | null {
  return meanOverKnown(logits, targets, crossEntropyFromLogit);
}

/**
 * Mean binary cross-entropy over the known targets, from probabilities.
 *
 * probabilities  any shape, row-major, 0..1
 * targets        the same shape: PRESENT, ABSENT, or UNKNOWN, which is left out of sum and count
 * returns        0..15.95; null when no target is known
 * throws         RangeError when the lengths differ
 */
export function meanCrossEntropyFromProbabilities(
  probabilities: Float32Array,
  targets: Int8Array,
): number | null {
  return meanOverKnown(probabilities, targets, crossEntropyFromProbability);
}

function meanOverKnown(
  values: Float32Array,
  targets: Int8Array,
  loss: (value: number, target: number) => number,
): number | null {
  if (values.length !== targets.length)
    throw new RangeError(`${values.length} predictions do not fit ${targets.length} targets.`);
  let sum = 0;
  let known = 0;
  for (let index = 0; index < values.length; index++) {
    if (targets[index] === UNKNOWN) continue;
    sum += loss(values[index]!, targets[index]!);
    known++;
  }
  return known === 0 ? null : sum / known;
}
