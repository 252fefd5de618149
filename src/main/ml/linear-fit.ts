/**
 * Linear heads under training: every label of every head is minimized on its own, and all that are not done yet are
 * computed in the same products.
 */

import { logit } from '../../shared/metrics/cross-entropy.ts';
import { countPairs, measureColumns } from './column-losses.ts';
import type { LabelWeights, PairLoss } from './fit-objective.ts';
import type { Pacer } from './fit-pacer.ts';
import { emptyLayer } from './head.ts';
import type { HeadLayer } from './head.ts';
import type { InputBlocks } from './input-blocks.ts';
import { createMinimizer } from './minimizer.ts';
import type { Minimizer } from './minimizer.ts';

export interface HeadToFit {
  /** the photos to learn from */
  rows: Int32Array;
  labels: LabelWeights;
}

export interface HeadFit {
  /** mean loss over the counted pairs where each label was last measured, penalty left out */
  readonly meanLoss: number;
  /** N×labels row-major, of all N photos, where each label was last measured */
  readonly logits: Float32Array;
  readonly labels: LabelWeights;
  /** the best weights so far, on standardized inputs */
  layer(): HeadLayer;
}

export interface LinearFits {
  /** in the order they were asked for */
  heads: readonly HeadFit[];
  /** Measures once, and every label takes its step or shortens the last one. */
  advance(pacer: Pacer): Promise<void>;
  /** True when no label gets better any more. */
  isDone(): boolean;
  /** Goes on from here with another penalty. */
  setPenalty(penalty: number): void;
}

/** Steps that bring less than this share of the loss no longer move a ranking. */
const TOLERANCE = 2e-3;

/**
 * Prepares to minimize, per head and label, Σ loss over the head's rows + penalty/2 · Σw² (weights only, not the bias),
 * which is scikit-learn's logistic regression with C = 1 / penalty. It starts at zero weights with the base rate as bias.
 *
 * inputs   the N photos, standardized
 * targets  N×labels row-major
 * tolerance  a label is done when a step lowers its objective by no more than this share
 */
export function createLinearFits(
  inputs: InputBlocks,
  targets: Int8Array,
  headsToFit: readonly HeadToFit[],
  firstPenalty: number,
  { pairLoss, tolerance = TOLERANCE }: { pairLoss?: PairLoss; tolerance?: number } = {},
): LinearFits {
  const { width, count } = inputs;
  let penalty = firstPenalty;
  const heads = headsToFit.map((head) => startHead(head, targets, inputs, tolerance));

  return {
    heads: heads.map((head) => ({
      get meanLoss() {
        const sum = head.losses.reduce((total, loss) => total + loss, 0);
        return head.countedPairs > 0 ? sum / head.countedPairs : 0;
      },
      logits: head.logits,
      labels: head.labels,
      layer: () => layerOf(head.minimizers, width),
    })),
    async advance(pacer) {
      const parts = heads.map((head) => ({ head, labels: unsettledLabels(head) }));
      const points = parts.flatMap(({ head, labels }) =>
        labels.map((label) => head.minimizers[label]!.point),
      );
      const stride = points.length;
      const { weights, biases } = sideBySide(points, width);
      const logits = await inputs.multiply(weights, biases, pacer);
      const slopes = new Float32Array(count * stride);
      const slopeSums: number[] = [];
      for (const { head, labels } of parts) {
        const first = slopeSums.length;
        const columns = { logits, stride, first, labels, rows: head.rows, targets, weights: head.labels };
        const measured = measureColumns(columns, slopes, pairLoss);
        slopeSums.push(...measured.slopeSums);
        for (const [column, label] of labels.entries()) head.losses[label] = measured.losses[column]!;
        keepLogits(head, labels, logits, stride, first);
      }
      const gathered = await inputs.gather(slopes, stride, pacer);
      let column = 0;
      for (const { head, labels } of parts)
        for (const label of labels) {
          const { value, gradient } = penalized(
            head.minimizers[label]!.point,
            head.losses[label]!,
            gathered.subarray(column * width, (column + 1) * width),
            slopeSums[column]!,
            penalty,
          );
          head.minimizers[label]!.take(value, gradient);
          column++;
        }
    },
    isDone: () => heads.every((head) => unsettledLabels(head).length === 0),
    setPenalty(next) {
      for (const { minimizers } of heads)
        for (const minimizer of minimizers) minimizer.addSquares(next - penalty);
      penalty = next;
    },
  };
}

interface HeadState extends HeadToFit {
  /** one per label */
  minimizers: Minimizer[];
  losses: Float64Array;
  countedPairs: number;
  logits: Float32Array;
}

function startHead(
  { rows, labels }: HeadToFit,
  targets: Int8Array,
  { width, count }: InputBlocks,
  tolerance: number,
): HeadState {
  const labelCount = labels.positive.length;
  const minimizers = Array.from({ length: labelCount }, (_, label) => {
    const start = new Float64Array(width + 1);
    start[width] = labels.learnable[label] === 1 ? logit(labels.baseRate[label]!) : 0;
    return createMinimizer(start, tolerance);
  });
  return {
    rows,
    labels,
    minimizers,
    losses: new Float64Array(labelCount),
    countedPairs: countPairs(targets, rows, labels),
    logits: new Float32Array(count * labelCount),
  };
}

function unsettledLabels({ labels, minimizers }: HeadState): number[] {
  return [...minimizers.keys()].filter(
    (label) => labels.learnable[label] === 1 && !minimizers[label]!.isDone,
  );
}

function keepLogits(
  head: HeadState,
  labels: readonly number[],
  logits: Float32Array,
  stride: number,
  first: number,
): void {
  const labelCount = head.minimizers.length;
  for (let row = 0, own = 0; own < head.logits.length; row++, own += labelCount)
    for (let column = 0; column < labels.length; column++)
      head.logits[own + labels[column]!] = logits[row * stride + first + column]!;
}

/** Adds the penalty to what was measured at a point. */
function penalized(
  point: Float64Array,
  loss: number,
  slopes: Float64Array,
  biasSlope: number,
  penalty: number,
): { value: number; gradient: Float64Array } {
  const width = slopes.length;
  const gradient = new Float64Array(width + 1);
  let squares = 0;
  for (let input = 0; input < width; input++) {
    const weight = point[input]!;
    squares += weight * weight;
    gradient[input] = slopes[input]! + penalty * weight;
  }
  gradient[width] = biasSlope;
  return { value: loss + (penalty / 2) * squares, gradient };
}

function layerOf(minimizers: readonly Minimizer[], width: number): HeadLayer {
  const points = minimizers.map(({ point }) => point);
  return { ...emptyLayer(width, points.length), ...sideBySide(points, width) };
}

/** Weights of width×points row-major, and the biases that follow the weights in each point. */
function sideBySide(
  points: readonly Float64Array[],
  width: number,
): { weights: Float32Array<ArrayBuffer>; biases: Float32Array<ArrayBuffer> } {
  const weights = new Float32Array(width * points.length);
  for (const [column, point] of points.entries())
    for (let input = 0; input < width; input++) weights[input * points.length + column] = point[input]!;
  return { weights, biases: Float32Array.from(points, (point) => point[width]!) };
}
