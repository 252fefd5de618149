/** What a threshold does on the held-out photos. */

import { countConfusion, f1, precision, recall, type Confusion } from '../metrics/confusion.ts';
import { wilsonInterval } from '../metrics/wilson-interval.ts';
import type { OperatingPoint } from '../threshold.ts';

/**
 * Measures one label at one threshold.
 *
 * probabilities  N, 0..1
 * targets        N: PRESENT, ABSENT, or UNKNOWN, which is left out
 * threshold      0..1
 * basis          where the probabilities come from
 * returns        precision and recall with their 95% Wilson intervals; undefined ones are null
 * throws         RangeError when the lengths differ
 */
export function measureOperatingPoint(
  probabilities: Float32Array,
  targets: Int8Array,
  threshold: number,
  basis: OperatingPoint['basis'],
): OperatingPoint {
  return operatingPointOf(countConfusion(probabilities, targets, threshold), basis);
}

/** The same from decisions that were counted already. */
export function operatingPointOf(confusion: Confusion, basis: OperatingPoint['basis']): OperatingPoint {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = confusion;
  const positives = truePositives + falseNegatives;
  return {
    precision: precision(confusion),
    precisionInterval: wilsonInterval(truePositives, truePositives + falsePositives),
    recall: recall(confusion),
    recallInterval: wilsonInterval(truePositives, positives),
    f1: f1(confusion),
    positives,
    negatives: falsePositives + trueNegatives,
    basis,
  };
}
