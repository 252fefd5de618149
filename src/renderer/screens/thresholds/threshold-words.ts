/** How thresholds are written, and what there is to say about one: sentences of the window's own language. */

import type { LabelThreshold } from '../../../shared/threshold.ts';
import { FEW_TO_TUNE_ON } from '../../../shared/thresholds/tune-threshold.ts';
import { formatFixed, formatPercent } from '../../format.ts';
import { text } from '../../messages/text.ts';

/** 0.62; near the ends, where a hundredth is much, 0.004. */
export function formatThreshold(value: number): string {
  return formatFixed(value, value > 0 && value < 1 && (value < 0.02 || value > 0.98) ? 3 : 2);
}

/** Where the stored thresholds come from. */
export function sourceOf({ source, objective }: LabelThreshold): string {
  const words = text().thresholds.source;
  if (source !== 'tuned') return words[source];
  return objective.kind === 'f1' ? words.f1 : words[objective.kind](formatPercent(objective.atLeast));
}

/** True when a label's figures rest on so few photos that they say little. */
export function isTooFew(positives: number, negatives: number): boolean {
  return Math.min(positives, negatives) < FEW_TO_TUNE_ON;
}

/** Whether the list marks a label, and why. */
export function flagOf({ source, note, operatingPoint }: LabelThreshold): 'not-tuned' | 'note' | null {
  if (source === 'default') return 'not-tuned';
  const few = operatingPoint !== null && isTooFew(operatingPoint.positives, operatingPoint.negatives);
  return note !== null || few ? 'note' : null;
}
