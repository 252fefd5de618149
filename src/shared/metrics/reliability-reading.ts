/** What can be read from a reliability diagram, and how far it can be trusted. */

import type { Interval, Reliability } from '../evaluation.ts';
import { wilsonInterval } from './wilson-interval.ts';

export type ReliabilityBin = Reliability['bins'][number];

/** Below these the share of a bin, or the error of all of them, is mostly chance. */
const ENOUGH_IN_BIN = 10;
const ENOUGH_ANSWERS = 50;
const ENOUGH_OF_EACH = 10;

export interface KnownAnswers {
  present: number;
  absent: number;
}

/** How many answers a diagram rests on, of either kind. */
export function countAnswers({ bins }: Reliability): KnownAnswers {
  const answers = { present: 0, absent: 0 };
  for (const bin of bins) {
    const present = presentIn(bin);
    answers.present += present;
    answers.absent += bin.count - present;
  }
  return answers;
}

/** Whether the error of a diagram says more of chance than of the model. */
export function isTooFewForReliability({ present, absent }: KnownAnswers): boolean {
  return present + absent < ENOUGH_ANSWERS || Math.min(present, absent) < ENOUGH_OF_EACH;
}

/** Whether a bin holds too few answers for its share to say much. */
export function isSparse({ count }: ReliabilityBin): boolean {
  return count < ENOUGH_IN_BIN;
}

/** Where the true share of a bin lies 95 times in 100 (Wilson); null for an empty one. */
export function shareInterval(bin: ReliabilityBin): Interval | null {
  return wilsonInterval(presentIn(bin), bin.count);
}

/**
 * Mean of what was said minus the share that is so, over all answers: above 0, the model says too much.
 *
 * returns  −1..1; null without an answer
 */
export function leaningOf({ bins }: Reliability): number | null {
  let answers = 0;
  let sum = 0;
  for (const { count, meanProbability, share } of bins) {
    answers += count;
    sum += count * (meanProbability - share);
  }
  return answers === 0 ? null : sum / answers;
}

function presentIn({ count, share }: ReliabilityBin): number {
  return Math.round(count * share);
}
