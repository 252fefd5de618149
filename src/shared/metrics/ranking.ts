/**
 * Measures that need no threshold: average precision, area under the ROC curve, the precision-recall curve.
 * Photos with equal scores share a rank, as in scikit-learn: no order among them is invented.
 */

import { PRESENT, UNKNOWN } from '../label.ts';
import { createFloatOrder } from './float-order.ts';

/** One label's known photos, highest score first. Made once, it can be measured many times with other weights. */
export interface Ranking {
  /** the photo's row, by rank */
  rows: Int32Array;
  /** 1 where that photo has the label */
  isPositive: Uint8Array;
  /** 1 where the next score is lower, and at the last rank */
  endsTie: Uint8Array;
  positives: number;
}

/** More rows than this cannot be ranked: row and score together must fit the 53 bits of a double. */
const MOST_ROWS = 2 ** 21;

/**
 * Ranks one label's photos by score.
 *
 * scores   matrix N×L row-major, or one label's N scores with labelCount 1; any finite numbers
 * targets  the same shape: PRESENT, ABSENT, or UNKNOWN, which is left out
 * throws   RangeError when the lengths differ or there are more than 2^21 rows
 */
export function rankScores(scores: Float32Array, targets: Int8Array, labelCount = 1, label = 0): Ranking {
  const rowCount = scores.length / labelCount;
  if (scores.length !== targets.length || !Number.isInteger(rowCount))
    throw new RangeError(
      `${scores.length} scores and ${targets.length} targets are not the same rows of ${labelCount} labels.`,
    );
  if (rowCount > MOST_ROWS)
    throw new RangeError(`${rowCount} rows are more than ${MOST_ROWS} can be ranked.`);

  // A key is order of the score · 2^21 + row: whole numbers, which a typed array sorts several times
  // faster than a comparing function would.
  const keys = new Float64Array(rowCount);
  let known = 0;
  const { orderOf } = createFloatOrder();
  for (let row = 0; row < rowCount; row++) {
    if (targets[row * labelCount + label] === UNKNOWN) continue;
    keys[known++] = orderOf(scores[row * labelCount + label]!) * MOST_ROWS + row;
  }
  const sorted = keys.subarray(0, known).sort();

  const rows = new Int32Array(known);
  const isPositive = new Uint8Array(known);
  const endsTie = new Uint8Array(known);
  let positives = 0;
  for (let rank = 0; rank < known; rank++) {
    const row = sorted[rank]! % MOST_ROWS;
    rows[rank] = row;
    isPositive[rank] = targets[row * labelCount + label] === PRESENT ? 1 : 0;
    positives += isPositive[rank]!;
    const isLast = rank === known - 1;
    endsTie[rank] =
      isLast || Math.floor(sorted[rank]! / MOST_ROWS) !== Math.floor(sorted[rank + 1]! / MOST_ROWS) ? 1 : 0;
  }
  return { rows, isPositive, endsTie, positives };
}

/**
 * Average precision: Σ (Rₙ − Rₙ₋₁)·Pₙ over the distinct scores from the highest down, as scikit-learn defines it.
 * Nothing is interpolated.
 *
 * ranking  of one label
 * weights  how often each row counts, by row; all once when left out
 * returns  0..1; null when no photo of positive weight has the label
 */
export function averagePrecisionOf(ranking: Ranking, weights?: ArrayLike<number>): number | null {
  const { rows, isPositive, endsTie } = ranking;
  let tagged = 0;
  let truePositives = 0;
  let counted = 0;
  let sum = 0;
  for (let rank = 0; rank < rows.length; rank++) {
    const weight = weights === undefined ? 1 : weights[rows[rank]!]!;
    tagged += weight;
    if (isPositive[rank] === 1) truePositives += weight;
    if (endsTie[rank] === 1 && truePositives > counted) {
      sum += ((truePositives - counted) * truePositives) / tagged;
      counted = truePositives;
    }
  }
  return truePositives === 0 ? null : sum / truePositives;
}

/**
 * Area under the ROC curve: how often a photo with the label scores above one without; a tie counts half.
 *
 * returns  0..1; null unless both kinds of photo are there
 */
export function rocAucOf(ranking: Ranking): number | null {
  const { rows, isPositive, endsTie, positives } = ranking;
  const negatives = rows.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let positivesAbove = 0;
  let tiedPositives = 0;
  let tiedNegatives = 0;
  let ordered = 0;
  for (let rank = 0; rank < rows.length; rank++) {
    if (isPositive[rank] === 1) tiedPositives++;
    else tiedNegatives++;
    if (endsTie[rank] === 0) continue;
    ordered += tiedNegatives * (positivesAbove + tiedPositives / 2);
    positivesAbove += tiedPositives;
    tiedPositives = 0;
    tiedNegatives = 0;
  }
  return ordered / (positives * negatives);
}

/**
 * Average precision of one label.
 *
 * scores   N, logits or probabilities
 * targets  N: PRESENT, ABSENT, or UNKNOWN, which is left out
 * returns  0..1; null when no photo has the label (scikit-learn: 0 with a warning)
 */
export function averagePrecision(scores: Float32Array, targets: Int8Array): number | null {
  return averagePrecisionOf(rankScores(scores, targets));
}

/** Area under the ROC curve of one label; arguments as for averagePrecision; null unless both kinds are there. */
export function rocAuc(scores: Float32Array, targets: Int8Array): number | null {
  return rocAucOf(rankScores(scores, targets));
}

/**
 * Mean average precision, mAP: the mean of the labels' average precision, labels without a positive left out.
 *
 * scores   N×L row-major, logits or probabilities
 * targets  N×L row-major: PRESENT, ABSENT, or UNKNOWN, which is left out
 * returns  0..1; null when no label has a positive
 */
export function meanAveragePrecision(
  scores: Float32Array,
  targets: Int8Array,
  labelCount: number,
): number | null {
  let sum = 0;
  let defined = 0;
  for (let label = 0; label < labelCount; label++) {
    const value = averagePrecisionOf(rankScores(scores, targets, labelCount, label));
    if (value === null) continue;
    sum += value;
    defined++;
  }
  return defined === 0 ? null : sum / defined;
}

/** One point per distinct score, highest first: tagging every photo at or above the threshold. */
export interface PrecisionRecallCurve {
  thresholds: Float32Array;
  precision: Float64Array;
  recall: Float64Array;
}

/**
 * The precision-recall curve of one label. scikit-learn's has the same points from the lowest threshold up,
 * and one more, (recall 0, precision 1), which no threshold reaches.
 *
 * scores   N, logits or probabilities
 * targets  N: PRESENT, ABSENT, or UNKNOWN, which is left out
 * returns  null when no photo has the label
 */
export function precisionRecallCurve(scores: Float32Array, targets: Int8Array): PrecisionRecallCurve | null {
  const { rows, isPositive, endsTie, positives } = rankScores(scores, targets);
  if (positives === 0) return null;
  const points = endsTie.reduce((sum, ends) => sum + ends, 0);
  const curve: PrecisionRecallCurve = {
    thresholds: new Float32Array(points),
    precision: new Float64Array(points),
    recall: new Float64Array(points),
  };
  let truePositives = 0;
  let point = 0;
  for (let rank = 0; rank < rows.length; rank++) {
    truePositives += isPositive[rank]!;
    if (endsTie[rank] === 0) continue;
    curve.thresholds[point] = scores[rows[rank]!]!;
    curve.precision[point] = truePositives / (rank + 1);
    curve.recall[point] = truePositives / positives;
    point++;
  }
  return curve;
}
