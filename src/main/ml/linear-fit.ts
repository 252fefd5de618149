/** One linear head under training: every label minimized on its own, all of them computed in the same products. */

import { logit } from '../../shared/metrics/cross-entropy.ts';
import { lossAndGradient } from './fit-objective.ts';
import type { LabelWeights, PairLoss } from './fit-objective.ts';
import type { Pacer } from './fit-pacer.ts';
import { emptyLayer } from './head.ts';
import type { HeadLayer } from './head.ts';
import type { InputBlocks } from './input-blocks.ts';
import { createMinimizer } from './minimizer.ts';
import type { Minimizer } from './minimizer.ts';

export interface LinearFit {
  /** Measures once, and every label takes its step or shortens the last one. */
  advance(pacer: Pacer): Promise<void>;
  /** True when no label gets better any more. */
  isDone(): boolean;
  /** Goes on from here with another penalty. */
  setPenalty(penalty: number): void;
  /** mean loss over the counted pairs where it was last measured, penalty left out */
  readonly meanLoss: number;
  /** N×labels row-major, of all N photos, where it was last measured */
  readonly logits: Float32Array;
  readonly labels: LabelWeights;
  /** the best weights so far, on standardized inputs */
  layer(): HeadLayer;
}

/** Steps that bring less than this share of the loss no longer move a ranking. */
const TOLERANCE = 2e-3;

/**
 * Prepares to minimize, per label, Σ loss over `rows` + penalty/2 · Σw² (weights only, not the bias), which is
 * scikit-learn's logistic regression with C = 1 / penalty. It starts at zero weights with the base rate as bias.
 *
 * inputs   the N photos, standardized
 * targets  N×labels row-major
 * rows     the photos to learn from
 * tolerance  a label is done when a step lowers its objective by no more than this share
 */
export function createLinearFit(
  inputs: InputBlocks,
  targets: Int8Array,
  rows: Int32Array,
  labels: LabelWeights,
  firstPenalty: number,
  { pairLoss, tolerance = TOLERANCE }: { pairLoss?: PairLoss; tolerance?: number } = {},
): LinearFit {
  const { width, count } = inputs;
  const labelCount = labels.positive.length;
  const minimizers = Array.from({ length: labelCount }, (_, label) => {
    const start = new Float64Array(width + 1);
    start[width] = labels.learnable[label] === 1 ? logit(labels.baseRate[label]!) : 0;
    return createMinimizer(start, tolerance);
  });
  let penalty = firstPenalty;
  let meanLoss = 0;
  let logits = new Float32Array(0);
  const isSettled = (label: number): boolean => labels.learnable[label] === 0 || minimizers[label]!.isDone;

  return {
    async advance(pacer) {
      const { weights, biases } = layerOf(minimizers, width);
      logits = await inputs.multiply(weights, biases, pacer);
      const own = takeRows(logits, rows, labelCount);
      const loss = lossAndGradient(own, targets, rows, labels, pairLoss);
      meanLoss = loss.countedPairs > 0 ? loss.lossSum / loss.countedPairs : 0;
      const slopes = new Float32Array(count * labelCount);
      for (const [place, row] of rows.entries())
        for (let label = 0; label < labelCount; label++)
          slopes[row * labelCount + label] = loss.gradient[place * labelCount + label]! * loss.countedPairs;
      const byWeights = await inputs.gather(slopes, labelCount, pacer);
      const byBias = sumRows(slopes, labelCount);
      for (const [label, minimizer] of minimizers.entries()) {
        if (isSettled(label)) continue;
        const { point } = minimizer;
        const gradient = new Float64Array(width + 1);
        let squares = 0;
        for (let input = 0; input < width; input++) {
          const weight = point[input]!;
          squares += weight * weight;
          gradient[input] = byWeights[label * width + input]! + penalty * weight;
        }
        gradient[width] = byBias[label]!;
        minimizer.take(loss.labelLosses[label]! + (penalty / 2) * squares, gradient);
      }
    },
    isDone: () => minimizers.every((_, label) => isSettled(label)),
    setPenalty(next) {
      for (const minimizer of minimizers) minimizer.addSquares(next - penalty);
      penalty = next;
    },
    get meanLoss() {
      return meanLoss;
    },
    get logits() {
      return logits;
    },
    labels,
    layer: () => layerOf(minimizers, width),
  };
}

function layerOf(minimizers: readonly Minimizer[], width: number): HeadLayer {
  const layer = emptyLayer(width, minimizers.length);
  for (const [label, { point }] of minimizers.entries()) {
    for (let input = 0; input < width; input++)
      layer.weights[input * minimizers.length + label] = point[input]!;
    layer.biases[label] = point[width]!;
  }
  return layer;
}

function takeRows(matrix: Float32Array, rows: Int32Array, columns: number): Float32Array {
  const taken = new Float32Array(rows.length * columns);
  for (const [place, row] of rows.entries())
    taken.set(matrix.subarray(row * columns, (row + 1) * columns), place * columns);
  return taken;
}

function sumRows(matrix: Float32Array, columns: number): Float64Array {
  const sums = new Float64Array(columns);
  for (let place = 0; place < matrix.length; place++) sums[place % columns]! += matrix[place]!;
  return sums;
}
