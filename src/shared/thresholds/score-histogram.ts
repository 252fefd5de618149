/** How scores are spread over 0..1. */

import { countReaching } from './sorted-scores.ts';

/**
 * Counts scores in equal bins; each holds its lower edge, the last holds 1 as well.
 *
 * ascending  sorted, 0..1
 * bins       ≥ 1
 * returns    `bins` counts that add up to the number of scores
 */
export function scoreHistogram(ascending: Float32Array, bins: number): number[] {
  const reaching = Array.from({ length: bins }, (_, bin) => countReaching(ascending, bin / bins));
  return reaching.map((count, bin) => (bin === 0 ? ascending.length : count) - (reaching[bin + 1] ?? 0));
}
