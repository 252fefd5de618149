/** How far a share counted on few photos can be trusted. */

import type { Interval } from '../evaluation.ts';

/** The 97.5% point of the standard normal: a two-sided 95% interval. */
export const Z_95 = 1.959963984540054;

/**
 * Wilson's score interval of a share (Wilson 1927): unlike p ± z·√(p(1−p)/n) it stays within 0..1
 * and does not shrink to nothing when all or none succeed.
 *
 * successes  0..trials
 * trials     ≥ 0
 * z          quantile of the standard normal
 * returns    null when there are no trials
 */
export function wilsonInterval(successes: number, trials: number, z = Z_95): Interval | null {
  if (trials === 0) return null;
  const share = successes / trials;
  const square = z * z;
  const centre = share + square / (2 * trials);
  const spread = z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  const scale = 1 + square / trials;
  return {
    low: successes === 0 ? 0 : Math.max(0, (centre - spread) / scale),
    high: successes === trials ? 1 : Math.min(1, (centre + spread) / scale),
  };
}
