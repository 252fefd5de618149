/** Bootstrap intervals: how much a measure would vary had other photos of the same kind been tagged. */

import type { Interval } from '../evaluation.ts';
import { createSeededRandom } from '../seeded-random.ts';
import { averagePrecisionOf, type Ranking } from './ranking.ts';

export interface AveragePrecisionIntervals {
  mAP: Interval | null;
  /** one per ranking; null where average precision is undefined */
  labels: (Interval | null)[];
}

/**
 * 95% percentile bootstrap intervals of each label's average precision and of their mean (Efron 1979).
 * Photos are drawn with replacement, the same draw for all labels. A draw without a positive of a label
 * says nothing of that label and is left out of its interval, and the label out of that draw's mean.
 *
 * rankings  one per label, of the same photos
 * rowCount  photos
 * rounds    draws; 0 gives only nulls, 200 is enough for two digits
 */
export function bootstrapAveragePrecision(
  rankings: readonly Ranking[],
  rowCount: number,
  rounds: number,
  seed: number,
): AveragePrecisionIntervals {
  const random = createSeededRandom(seed);
  const perLabel = rankings.map(() => [] as number[]);
  const means: number[] = [];
  // Counting how often each photo was drawn lets every round use the one sorting of each label.
  const weights = new Uint16Array(rowCount);
  for (let round = 0; round < rounds; round++) {
    weights.fill(0);
    for (let draw = 0; draw < rowCount; draw++) weights[random.integer(rowCount)]!++;
    let sum = 0;
    let defined = 0;
    for (let label = 0; label < rankings.length; label++) {
      const value = averagePrecisionOf(rankings[label]!, weights);
      if (value === null) continue;
      perLabel[label]!.push(value);
      sum += value;
      defined++;
    }
    if (defined > 0) means.push(sum / defined);
  }
  return { mAP: percentileInterval(means), labels: perLabel.map(percentileInterval) };
}

/** The middle 95% of the values, linear between neighbours as numpy's default; null when there are none. */
export function percentileInterval(values: readonly number[]): Interval | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below);
}
