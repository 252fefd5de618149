/** How thresholds are written, and what there is to say about one: sentences of the window's own language. */

import type { LabelThreshold } from '../../../shared/threshold.ts';
import type { ThresholdView } from '../../../shared/threshold-view.ts';
import { wilsonInterval } from '../../../shared/metrics/wilson-interval.ts';
import { countReaching } from '../../../shared/thresholds/sorted-scores.ts';
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

/** The note that tuning left, in the language of the window; null when there is none. */
export function noteOf(view: ThresholdView): string | null {
  const { threshold, heldOutPositives, heldOutNegatives } = view;
  const { label, note, source, objective } = threshold;
  if (note === null) return null;
  const words = text().thresholds.notes;
  const positives = heldOutPositives.length;
  const negatives = heldOutNegatives.length;
  if (source === 'default') return words.nothing(label, positives, negatives);
  if (objective.kind === 'precision')
    return words.precisionRefused(label, positives, objective.atLeast, bestShownPrecision(view));
  if (objective.kind === 'f1') return words.leansOnAll(label, positives, negatives);
  const interval = wilsonInterval(countReaching(heldOutPositives, threshold.apply), positives);
  return interval && words.recallUncertain(label, positives, interval);
}

/** The highest precision, by its 95% lower bound, at any threshold; 0..1. */
function bestShownPrecision({ heldOutPositives, heldOutNegatives }: ThresholdView): number {
  let best = 0;
  for (const score of heldOutPositives) {
    const right = countReaching(heldOutPositives, score);
    best = Math.max(best, wilsonInterval(right, right + countReaching(heldOutNegatives, score))?.low ?? 0);
  }
  return best;
}
