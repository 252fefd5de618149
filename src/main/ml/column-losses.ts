/** Loss and slopes of a head's logits that stand, beside those of other heads, in the columns of one matrix. */

import { PRESENT, UNKNOWN } from '../../shared/label.ts';
import type { LabelWeights, PairLoss } from './fit-objective.ts';

/** Where a head's logits stand, and what they are measured by. */
export interface LogitColumns {
  /** N×stride row-major */
  logits: Float32Array;
  stride: number;
  /** the column of the first label; the others follow */
  first: number;
  /** which labels, in the order of their columns */
  labels: readonly number[];
  /** the photos that count */
  rows: Int32Array;
  /** N×labelCount row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  weights: LabelWeights;
}

/** Times two it is still finite. */
const MOST_PRODUCT = 1e300;

/**
 * Per label Σ w·value(z, y) over the rows, with the weights w of lossAndGradient, and its derivative by every logit.
 *
 * slopes    N×stride row-major: the head's columns are written in its rows, where a pair counts
 * pairLoss  binary cross-entropy when left out
 * returns   per label its loss and the sum of its slopes, in the order of the columns
 */
export function measureColumns(
  { logits, stride, first, labels, rows, targets, weights }: LogitColumns,
  slopes: Float32Array,
  pairLoss?: PairLoss,
): { losses: Float64Array; slopeSums: Float64Array } {
  const { positive, assumedAbsent } = weights;
  const labelCount = positive.length;
  const losses = new Float64Array(labels.length);
  const slopeSums = new Float64Array(labels.length);
  // Per label Π (1 + e^−|z|) of the pairs that weigh 1: one logarithm for hundreds of them.
  const products = new Float64Array(labels.length).fill(1);
  for (const row of rows)
    for (let column = 0; column < labels.length; column++) {
      const label = labels[column]!;
      const target = targets[row * labelCount + label]!;
      const y = target === PRESENT ? 1 : 0;
      const weight = y === 1 ? positive[label]! : target === UNKNOWN ? assumedAbsent : 1;
      if (weight === 0) continue;
      const place = row * stride + first + column;
      const z = logits[place]!;
      let slope: number;
      if (pairLoss) {
        losses[column]! += weight * pairLoss.value(z, y);
        slope = weight * pairLoss.slope(z, y);
      } else {
        // As crossEntropyLoss, whose two functions would each take the exponential, the dearest part.
        const exponential = Math.exp(-Math.abs(z));
        losses[column]! += weight * (Math.max(z, 0) - z * y);
        if (weight === 1) {
          products[column]! *= 1 + exponential;
          if (products[column]! > MOST_PRODUCT) {
            losses[column]! += Math.log(products[column]!);
            products[column] = 1;
          }
        } else losses[column]! += weight * Math.log1p(exponential);
        slope = weight * ((z >= 0 ? 1 : exponential) / (1 + exponential) - y);
      }
      slopes[place] = slope;
      slopeSums[column]! += slope;
    }
  for (const [column, product] of products.entries()) losses[column]! += Math.log(product);
  return { losses, slopeSums };
}

/** How many pairs count, unknown ones as the share they are assumed absent; of labels that can be learned. */
export function countPairs(targets: Int8Array, rows: Int32Array, weights: LabelWeights): number {
  const { learnable, assumedAbsent } = weights;
  let counted = 0;
  for (const row of rows)
    for (let label = 0; label < learnable.length; label++)
      if (learnable[label] === 1)
        counted += targets[row * learnable.length + label] === UNKNOWN ? assumedAbsent : 1;
  return counted;
}
