/**
 * One number for all labels. A label or photo for which a measure is undefined (null) is skipped;
 * scikit-learn does the same with zero_division=np.nan, and counts it as 0 by default.
 */

import { PRESENT, UNKNOWN } from '../label.ts';
import { reaches } from '../threshold.ts';
import { checkShape, countDecision, f1, sumConfusions, type Confusion } from './confusion.ts';

/** The mean of the values that are defined; null when none is. */
export function meanOfDefined(values: readonly (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null);
  return defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length;
}

/** Macro F1: the mean of the labels' F1, every label weighing the same; 0..1, null when none is defined. */
export function macroF1(confusions: readonly Confusion[]): number | null {
  return meanOfDefined(confusions.map(f1));
}

/** Micro F1: F1 of all labels' decisions counted together; 0..1, null when nothing is there and nothing is tagged. */
export function microF1(confusions: readonly Confusion[]): number | null {
  return f1(sumConfusions(confusions));
}

/** Hamming loss: the share of the known decisions that are wrong; 0..1, null when nothing is known. */
export function hammingLoss(confusions: readonly Confusion[]): number | null {
  const sum = sumConfusions(confusions);
  const wrong = sum.falsePositives + sum.falseNegatives;
  const known = wrong + sum.truePositives + sum.trueNegatives;
  return known === 0 ? null : wrong / known;
}

/**
 * Samples F1: the mean of the photos' F1. A photo that has no label and gets none is skipped.
 *
 * probabilities  N×L row-major
 * targets        N×L row-major: PRESENT, ABSENT, or UNKNOWN, which is left out
 * thresholds     L
 * returns        0..1; null when no photo's F1 is defined
 * throws         RangeError when the lengths do not fit together
 */
export function samplesF1(
  probabilities: Float32Array,
  targets: Int8Array,
  thresholds: ArrayLike<number>,
): number | null {
  const labelCount = thresholds.length;
  checkShape(probabilities, targets, labelCount);
  let sum = 0;
  let defined = 0;
  for (let start = 0; start < targets.length; start += labelCount) {
    const photo: Confusion = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
    for (let label = 0; label < labelCount; label++) {
      const target = targets[start + label]!;
      if (target !== UNKNOWN)
        countDecision(photo, reaches(probabilities[start + label]!, thresholds[label]!), target === PRESENT);
    }
    const value = f1(photo);
    if (value === null) continue;
    sum += value;
    defined++;
  }
  return defined === 0 ? null : sum / defined;
}
