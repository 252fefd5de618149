/** In which order a person is asked about pairs of photo and label: pure arithmetic over a matrix of scores. */

import type { Probability } from './ids.ts';
import { UNKNOWN } from './label.ts';
import type { ReviewOrder } from './review.ts';

/** Orders that need nothing but scores; 'teaches' looks at the photos as well. */
export type ScoreOrder = Exclude<ReviewOrder, 'teaches'>;

export interface ReviewedLabel {
  apply: Probability;
  suggest: Probability;
  /** photos known to have the label */
  positives: number;
}

export interface ScoredPairs {
  /** Float32Array, photos × labels row-major, 0..1 */
  scores: Float32Array;
  /** Int8Array of the same shape: only pairs that are UNKNOWN are asked about */
  targets: Int8Array;
  /** one per column; null: the column is left out */
  labels: (ReviewedLabel | null)[];
}

export interface OrderedPairs {
  /** places in the matrix, row · labels + column; the first to ask about comes first, at most `limit` */
  pairs: number[];
  /** pairs of this order in all */
  total: number;
}

/** Below the suggest threshold, a score this near to the apply threshold still teaches; in logits. */
const NEAR_LOGITS = 1;

/** Scores are float32: nearer to 0 or 1 than this, a logit says nothing more. */
const SMALLEST = 1e-7;

/**
 * ln(p / (1 − p)), of probabilities cut to [1e-7, 1 − 1e-7] so that 0 and 1 stay finite.
 *
 * probability  0..1
 */
export function logit(probability: Probability): number {
  const inside = Math.min(1 - SMALLEST, Math.max(SMALLEST, probability));
  return Math.log(inside / (1 - inside));
}

/**
 * Chooses and orders the open pairs.
 *
 * 'uncertain'  |logit(score) − logit(apply)| ascending; besides the suggestions, pairs up to 1 logit below `apply`
 * 'rare'       labels with few positives first (then the first column), within a label the likeliest first
 * 'confident'  score descending
 * limit        at least 1
 * returns      ties in the order of rows, then of columns
 */
export function orderForReview(pairs: ScoredPairs, order: ScoreOrder, limit: number): OrderedPairs {
  const { places, keys } = openPairs(pairs, order);
  const total = places.length;
  const isAmongFirst = total > limit ? firstOf(keys, limit) : () => true;
  const chosen: { place: number; key: number }[] = [];
  for (let index = 0; index < total; index++)
    if (isAmongFirst(keys[index]!)) chosen.push({ place: places[index]!, key: keys[index]! });
  chosen.sort((a, b) => a.key - b.key || a.place - b.place);
  return { pairs: chosen.slice(0, limit).map(({ place }) => place), total };
}

/**
 * Open pairs at or above their suggest threshold, column by column.
 *
 * returns  one count per column; 0 for columns that are left out
 */
export function countOpen({ scores, targets, labels }: ScoredPairs): Uint32Array {
  const counts = new Uint32Array(labels.length);
  const lowest = lowestScores(labels, 'confident');
  const width = labels.length;
  for (let start = 0; start < scores.length; start += width)
    for (let column = 0; column < width; column++)
      if (targets[start + column] === UNKNOWN && scores[start + column]! >= lowest[column]!)
        counts[column]!++;
  return counts;
}

/** Keys are counted in this many intervals: of a million, some hundreds more than wanted are left to be sorted. */
const INTERVALS = 4096;

/** Tells of keys whether they may be among the `limit` smallest: true of all that are, and of few others. */
function firstOf(keys: Float64Array, limit: number): (key: number) => boolean {
  let low = Infinity;
  let high = -Infinity;
  for (const key of keys) {
    if (key < low) low = key;
    if (key > high) high = key;
  }
  const perUnit = high > low ? INTERVALS / (high - low) : 0;
  const intervalOf = (key: number) => Math.min(INTERVALS - 1, Math.floor((key - low) * perUnit));
  const counts = new Uint32Array(INTERVALS);
  for (const key of keys) counts[intervalOf(key)]!++;
  let last = 0;
  for (let seen = counts[0]!; seen < limit; seen += counts[last]!) last++;
  return (key) => intervalOf(key) <= last;
}

/**
 * Every pair of the order, in the order of rows, then of columns.
 *
 * returns  places in the matrix, and what each is ordered by: the smallest key comes first
 */
export function openPairs(
  { scores, targets, labels }: ScoredPairs,
  order: ScoreOrder,
): { places: Uint32Array; keys: Float64Array } {
  const width = labels.length;
  const lowest = lowestScores(labels, order);
  const keyOf = keysOf(labels, order);
  let places = new Uint32Array(1024);
  let keys = new Float64Array(1024);
  let count = 0;
  for (let start = 0; start < scores.length; start += width)
    for (let column = 0; column < width; column++) {
      const place = start + column;
      const score = scores[place]!;
      if (targets[place] !== UNKNOWN || !(score >= lowest[column]!)) continue;
      if (count === places.length) {
        places = grown(places, new Uint32Array(2 * count));
        keys = grown(keys, new Float64Array(2 * count));
      }
      places[count] = place;
      keys[count++] = keyOf(score, column);
    }
  return { places: places.subarray(0, count), keys: keys.subarray(0, count) };
}

function grown<List extends Uint32Array | Float64Array>(from: List, into: List): List {
  into.set(from);
  return into;
}

/** From which score on a pair of each column belongs to the order; Infinity for columns that are left out. */
function lowestScores(labels: (ReviewedLabel | null)[], order: ScoreOrder): Float64Array {
  return Float64Array.from(labels, (label) => {
    if (label === null) return Infinity;
    if (order !== 'uncertain') return label.suggest;
    return Math.min(label.suggest, 1 / (1 + Math.exp(NEAR_LOGITS - logit(label.apply))));
  });
}

function keysOf(
  labels: (ReviewedLabel | null)[],
  order: ScoreOrder,
): (score: number, column: number) => number {
  if (order === 'confident') return (score) => 1 - score;
  if (order === 'uncertain') {
    const applyLogits = labels.map((label) => (label === null ? 0 : logit(label.apply)));
    return (score, column) => Math.abs(logit(score) - applyLogits[column]!);
  }
  const ranks = new Float64Array(labels.length);
  labels
    .map((label, column) => ({ column, positives: label?.positives ?? 0 }))
    .sort((a, b) => a.positives - b.positives || a.column - b.column)
    .forEach(({ column }, rank) => (ranks[column] = rank));
  // 1 − score lies in 0..1, so labels never mix
  return (score, column) => 2 * ranks[column]! + 1 - score;
}
