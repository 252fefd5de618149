/** Right and wrong tags counted at a threshold, and the measures made of the counts. Undefined is null, never 0. */

import { PRESENT, UNKNOWN } from '../label.ts';
import { reaches } from '../threshold.ts';

export interface Confusion {
  /** tagged, and it is so */
  truePositives: number;
  /** tagged, and it is not so */
  falsePositives: number;
  /** not tagged, though it is so */
  falseNegatives: number;
  trueNegatives: number;
}

/**
 * Counts one label's decisions at one threshold.
 *
 * scores     one per photo; logits or probabilities
 * targets    one per photo: PRESENT, ABSENT, or UNKNOWN, which is not counted
 * threshold  on the scale of the scores; a score that equals it counts as tagged
 * throws     RangeError when the lengths differ
 */
export function countConfusion(scores: Float32Array, targets: Int8Array, threshold: number): Confusion {
  if (scores.length !== targets.length)
    throw new RangeError(`${scores.length} scores do not fit ${targets.length} targets.`);
  return countConfusions(scores, targets, [threshold])[0]!;
}

/**
 * Counts every label's decisions, each at its own threshold.
 *
 * probabilities  N×L row-major
 * targets        N×L row-major: PRESENT, ABSENT, or UNKNOWN, which is not counted
 * thresholds     L
 * returns        L confusions
 * throws         RangeError when the lengths do not fit together
 */
export function countConfusions(
  probabilities: Float32Array,
  targets: Int8Array,
  thresholds: ArrayLike<number>,
): Confusion[] {
  const labelCount = thresholds.length;
  checkShape(probabilities, targets, labelCount);
  const confusions = Array.from({ length: labelCount }, () => ({
    truePositives: 0,
    falsePositives: 0,
    falseNegatives: 0,
    trueNegatives: 0,
  }));
  for (let start = 0; start < targets.length; start += labelCount) {
    for (let label = 0; label < labelCount; label++) {
      const target = targets[start + label]!;
      if (target !== UNKNOWN)
        countDecision(
          confusions[label]!,
          reaches(probabilities[start + label]!, thresholds[label]!),
          target === PRESENT,
        );
    }
  }
  return confusions;
}

/** Adds one decision to the counts. */
export function countDecision(confusion: Confusion, isTagged: boolean, isPresent: boolean): void {
  if (isTagged) {
    if (isPresent) confusion.truePositives++;
    else confusion.falsePositives++;
  } else if (isPresent) confusion.falseNegatives++;
  else confusion.trueNegatives++;
}

/** The counts of several confusions together. */
export function sumConfusions(confusions: readonly Confusion[]): Confusion {
  const sum: Confusion = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
  for (const confusion of confusions) {
    sum.truePositives += confusion.truePositives;
    sum.falsePositives += confusion.falsePositives;
    sum.falseNegatives += confusion.falseNegatives;
    sum.trueNegatives += confusion.trueNegatives;
  }
  return sum;
}

/** How many of the tagged are right: TP / (TP + FP), 0..1; null when nothing is tagged. */
export function precision({ truePositives, falsePositives }: Confusion): number | null {
  return ratio(truePositives, truePositives + falsePositives);
}

/** How many of those that have the label are tagged: TP / (TP + FN), 0..1; null when none has it. */
export function recall({ truePositives, falseNegatives }: Confusion): number | null {
  return ratio(truePositives, truePositives + falseNegatives);
}

/**
 * F1, the harmonic mean of precision and recall: 2·TP / (2·TP + FP + FN), 0..1.
 * It is 0 when there are positives and nothing is tagged (precision alone is undefined there);
 * null only when TP + FP + FN = 0: nothing was there to find, and nothing was tagged.
 */
export function f1(confusion: Confusion): number | null {
  return fBeta(confusion, 1);
}

/**
 * F-beta: (1 + β²)·TP / ((1 + β²)·TP + FP + β²·FN), 0..1; null when TP + FP + FN = 0.
 *
 * beta     > 0: how many times recall matters as much as precision
 */
export function fBeta(
  { truePositives, falsePositives, falseNegatives }: Confusion,
  beta: number,
): number | null {
  if (truePositives + falsePositives + falseNegatives === 0) return null;
  const square = beta * beta;
  const weighted = (1 + square) * truePositives;
  return weighted / (weighted + falsePositives + square * falseNegatives);
}

/** Throws RangeError unless predictions and targets are both whole rows of labelCount values, equally many. */
export function checkShape(probabilities: Float32Array, targets: Int8Array, labelCount: number): void {
  const rows = labelCount === 0 ? 0 : targets.length / labelCount;
  if (
    probabilities.length !== targets.length ||
    !Number.isInteger(rows) ||
    rows * labelCount !== targets.length
  )
    throw new RangeError(
      `${probabilities.length} predictions and ${targets.length} targets are not the same rows of ${labelCount} labels.`,
    );
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
