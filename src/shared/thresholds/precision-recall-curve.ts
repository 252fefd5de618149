/** Precision against recall over all thresholds, thinned out for drawing. */

import { countReaching } from './sorted-scores.ts';

export interface CurvePoint {
  threshold: number;
  /** 0..1 */
  recall: number;
  /** 0..1 */
  precision: number;
}

/**
 * The curve from the fewest tags to the most: one point at each distinct score of a positive, since only there the
 * recall grows.
 *
 * positives, negatives  scores, ascending
 * maxPoints             ≥ 2; more distinct scores than that are thinned out evenly, the last is always there
 * returns               rising recall; empty without positives
 */
export function precisionRecallCurve(
  positives: Float32Array,
  negatives: Float32Array,
  maxPoints: number,
): CurvePoint[] {
  const stride = Math.max(1, Math.ceil(positives.length / (maxPoints - 1)));
  const points: CurvePoint[] = [];
  for (let rank = positives.length - 1; rank >= 0; rank -= stride) addPoint(rank);
  addPoint(0);
  return points;

  function addPoint(rank: number): void {
    const threshold = positives[rank];
    if (threshold === undefined || points.at(-1)?.threshold === threshold) return;
    const right = countReaching(positives, threshold);
    const wrong = countReaching(negatives, threshold);
    points.push({ threshold, recall: right / positives.length, precision: right / (right + wrong) });
  }
}
