/** How much a model would learn from an answer. */

import type { Probability } from './ids.ts';

/**
 * The entropy of a yes-or-no question, −p·ln p − (1 − p)·ln(1 − p): how much its answer is going to tell.
 *
 * probability  0..1
 * returns      nats, 0 (sure) to ln 2 (undecided)
 */
export function questionEntropy(probability: Probability): number {
  if (probability <= 0 || probability >= 1) return 0;
  return -probability * Math.log(probability) - (1 - probability) * Math.log1p(-probability);
}
