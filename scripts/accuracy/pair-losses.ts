/** Losses that were tried in place of binary cross-entropy and are not part of the product. */

import { crossEntropyLoss, type PairLoss } from '../../src/main/ml/fit-objective.ts';
import { sigmoid } from '../../src/shared/metrics/cross-entropy.ts';

/** ln(sigmoid(z)) without overflow. */
function logSigmoid(logit: number): number {
  return -crossEntropyLoss.value(logit, 1);
}

/**
 * Asymmetric loss (Ridnik et al. 2021, equations 5 to 7), with p = sigmoid(z) and q = max(p − margin, 0):
 * −(1 − p)^focusPresent · ln(p) where the label is present, −q^focusAbsent · ln(1 − q) where it is absent.
 * With equal focus and no margin it is the focal loss (Lin et al. 2017).
 *
 * focus   ≥ 0; 0 is binary cross-entropy
 * margin  0 to 1
 */
export function asymmetricLoss(focusPresent: number, focusAbsent: number, margin: number): PairLoss {
  return {
    value(logit, target) {
      const p = sigmoid(logit);
      if (target === 1) return -((1 - p) ** focusPresent) * logSigmoid(logit);
      if (margin === 0) return -(p ** focusAbsent) * logSigmoid(-logit);
      const q = Math.max(p - margin, 0);
      return -(q ** focusAbsent) * Math.log1p(-q);
    },
    slope(logit, target) {
      const p = sigmoid(logit);
      if (target === 1) return -((1 - p) ** focusPresent) * (1 - p - focusPresent * p * logSigmoid(logit));
      if (margin === 0) return p ** focusAbsent * (p - focusAbsent * (1 - p) * logSigmoid(-logit));
      const q = p - margin;
      if (q <= 0) return 0;
      const byShifted = q ** focusAbsent / (1 - q) - focusAbsent * q ** (focusAbsent - 1) * Math.log1p(-q);
      return byShifted * p * (1 - p);
    },
  };
}

/** Label smoothing (Szegedy et al. 2016): targets `share` away from 0 and 1. */
export function smoothedLoss(share: number): PairLoss {
  const mix = (of: (logit: number, target: number) => number) => (logit: number, target: number) =>
    (1 - share) * of(logit, target) + share * of(logit, 1 - target);
  return { value: mix(crossEntropyLoss.value), slope: mix(crossEntropyLoss.slope) };
}
