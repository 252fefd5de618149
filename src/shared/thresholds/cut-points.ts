/** Every way to cut one label's scores into tagged and not tagged, and the best cut for each objective. */

import { PRESENT, UNKNOWN } from '../label.ts';
import { logit, PROBABILITY_MARGIN, sigmoid } from '../metrics/cross-entropy.ts';
import { createFloatOrder } from '../metrics/float-order.ts';
import { wilsonInterval } from '../metrics/wilson-interval.ts';

/** One cut below each distinct score, from the fewest tags to all. */
export interface CutPoints {
  /** the lowest score that is tagged, falling */
  scores: Float32Array;
  /** photos tagged at the cut, rising */
  tagged: Int32Array;
  /** those of them that have the label */
  truePositives: Int32Array;
  positives: number;
  negatives: number;
}

/**
 * Finds the cut points.
 *
 * probabilities  N, 0..1
 * targets        N: PRESENT, ABSENT, or UNKNOWN, which is left out
 * throws         RangeError when the lengths differ
 */
export function findCutPoints(probabilities: Float32Array, targets: Int8Array): CutPoints {
  if (probabilities.length !== targets.length)
    throw new RangeError(`${probabilities.length} probabilities do not fit ${targets.length} targets.`);
  const { orderOf, floatOf } = createFloatOrder();
  const keys = new Float64Array(targets.length);
  let known = 0;
  for (let row = 0; row < targets.length; row++)
    if (targets[row] !== UNKNOWN)
      keys[known++] = orderOf(probabilities[row]!) * 2 + (targets[row] === PRESENT ? 1 : 0);
  const sorted = keys.subarray(0, known).sort();

  const scores = new Float32Array(known);
  const tagged = new Int32Array(known);
  const truePositives = new Int32Array(known);
  let cuts = 0;
  let positives = 0;
  for (let rank = 0; rank < known; rank++) {
    positives += sorted[rank]! % 2;
    const order = Math.floor(sorted[rank]! / 2);
    if (rank + 1 < known && Math.floor(sorted[rank + 1]! / 2) === order) continue;
    scores[cuts] = floatOf(order);
    tagged[cuts] = rank + 1;
    truePositives[cuts] = positives;
    cuts++;
  }
  return {
    scores: scores.subarray(0, cuts),
    tagged: tagged.subarray(0, cuts),
    truePositives: truePositives.subarray(0, cuts),
    positives,
    negatives: known - positives,
  };
}

/**
 * The threshold of a cut: midway, in logits, between the lowest tagged score and the next one below, so that
 * new photos may score a little lower or higher than those it was found on. The last cut has nothing below:
 * its threshold is the lowest score itself.
 *
 * cut      0..cuts − 1
 * returns  0..1; exactly the photos of the cut reach it
 */
export function thresholdOfCut({ scores }: CutPoints, cut: number): number {
  const upper = scores[cut]!;
  if (cut + 1 === scores.length) return upper;
  const lower = scores[cut + 1]!;
  const middle = sigmoid((boundedLogit(upper) + boundedLogit(lower)) / 2);
  // Scores nearer to 0 or 1 than the bound have the same bounded logit: between them only the plain middle is left.
  return middle > lower && middle <= upper ? middle : (lower + upper) / 2;
}

/** The logit of a probability, taken no nearer to 0 or 1 than PROBABILITY_MARGIN: within ±15.95. */
export function boundedLogit(probability: number): number {
  return logit(Math.min(Math.max(probability, PROBABILITY_MARGIN), 1 - PROBABILITY_MARGIN));
}

/** The cut with the highest F1, and of equals the one with the fewest tags; null without positives. */
export function bestF1Cut({ tagged, truePositives, positives }: CutPoints): number | null {
  if (positives === 0) return null;
  let best = 0;
  let bestF1 = -1;
  for (let cut = 0; cut < tagged.length; cut++) {
    const f1 = (2 * truePositives[cut]!) / (tagged[cut]! + positives);
    if (f1 <= bestF1) continue;
    best = cut;
    bestF1 = f1;
  }
  return best;
}

/**
 * The cut with the most tags whose precision is at least `atLeast` by its 95% Wilson lower bound.
 *
 * returns  null when no cut is shown to be that precise
 */
export function precisionCut({ tagged, truePositives }: CutPoints, atLeast: number): number | null {
  for (let cut = tagged.length - 1; cut >= 0; cut--)
    if (wilsonInterval(truePositives[cut]!, tagged[cut]!)!.low >= atLeast) return cut;
  return null;
}

/** The highest lower bound of precision at any cut, 0..1; 0 without photos. */
export function bestShownPrecision({ tagged, truePositives }: CutPoints): number {
  let best = 0;
  for (let cut = 0; cut < tagged.length; cut++)
    best = Math.max(best, wilsonInterval(truePositives[cut]!, tagged[cut]!)!.low);
  return best;
}

/** The cut with the fewest tags that finds at least that share of the positives; null without positives. */
export function recallCut({ truePositives, positives }: CutPoints, atLeast: number): number | null {
  if (positives === 0) return null;
  return truePositives.findIndex((found) => found / positives >= atLeast);
}
