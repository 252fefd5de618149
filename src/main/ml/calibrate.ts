/**
 * Platt scaling (Platt 1999) per label, shrunk: probabilities that mean what they say. A label's logits become
 * scale · z + shift, which keeps their order.
 */

import { UNKNOWN } from '../../shared/label.ts';
import {
  crossEntropyFromLogit,
  logit,
  PROBABILITY_MARGIN,
  sigmoid,
} from '../../shared/metrics/cross-entropy.ts';
import { copyLayers, headOf } from './head.ts';
import type { Head } from './head.ts';
import { createMinimizer } from './minimizer.ts';

export interface LabelCalibration {
  /** above 0 */
  scale: number;
  shift: number;
}

/** How firmly labels hold to what fits all of them together; docs/accuracy.md has the measurements. */
export const SHRINKAGE = 10;
/** How firmly all of them together hold to "as they are". */
const SHARED_SHRINKAGE = 1;
const MOST_STEPS = 100;

/**
 * Fits scale and shift to held-out predictions: first one pair for all labels pooled, drawn weakly towards 1 and 0, then
 * one for each label, drawn towards that pair: it minimizes Σ cross-entropy + shrinkage/2 · ((ln scale − ln scale₀)² +
 * (shift − shift₀)²). A label whose photos all have it, or all
 * have it not, stays as it is.
 *
 * probabilities  M×labelCount row-major, 0..1, by heads that had not learned from the photos
 * targets        M×labelCount row-major: PRESENT, ABSENT, or UNKNOWN, which is left out
 * shrinkage      0 fits each label by itself; Infinity gives all the pooled pair
 * returns        one per label
 */
export function fitCalibration(
  probabilities: Float32Array,
  targets: Int8Array,
  labelCount: number,
  shrinkage: number = SHRINKAGE,
): LabelCalibration[] {
  const columns = Array.from({ length: labelCount }, (_, label) => {
    const column: Column = { logits: [], targets: [] };
    for (let place = label; place < targets.length; place += labelCount) {
      if (targets[place] === UNKNOWN) continue;
      column.logits.push(boundedLogit(probabilities[place]!));
      column.targets.push(targets[place]!);
    }
    return column;
  });
  const pooled = {
    logits: columns.flatMap(({ logits }) => logits),
    targets: columns.flatMap((own) => own.targets),
  };
  const shared = fitPair(pooled, { scale: 1, shift: 0 }, SHARED_SHRINKAGE);
  return columns.map((column) => {
    const positives = column.targets.reduce((sum, target) => sum + target, 0);
    const isMixed = positives > 0 && positives < column.targets.length;
    return isMixed ? fitPair(column, shared, shrinkage) : { scale: 1, shift: 0 };
  });
}

/** The head whose logits are calibrated. */
export function calibrateHead(head: Head, calibration: readonly LabelCalibration[]): Head {
  const layers = copyLayers(head.layers);
  const last = layers[layers.length - 1]!;
  for (let place = 0; place < last.weights.length; place++)
    last.weights[place]! *= calibration[place % last.outputs]!.scale;
  for (const [label, { scale, shift }] of calibration.entries())
    last.biases[label] = scale * last.biases[label]! + shift;
  return headOf(layers);
}

/** Calibrated probabilities of uncalibrated ones; both M×labels row-major, 0..1. */
export function calibrateScores(
  probabilities: Float32Array,
  calibration: readonly LabelCalibration[],
): Float32Array {
  return probabilities.map((probability, place) => {
    const { scale, shift } = calibration[place % calibration.length]!;
    return sigmoid(scale * boundedLogit(probability) + shift);
  });
}

/** The way back: what the head said before it was calibrated. */
export function uncalibrateScores(
  probabilities: Float32Array,
  calibration: readonly LabelCalibration[],
): Float32Array {
  return probabilities.map((probability, place) => {
    const { scale, shift } = calibration[place % calibration.length]!;
    return sigmoid((boundedLogit(probability) - shift) / scale);
  });
}

interface Column {
  logits: number[];
  targets: number[];
}

function fitPair(
  { logits, targets }: Column,
  towards: LabelCalibration,
  shrinkage: number,
): LabelCalibration {
  if (shrinkage === Infinity) return towards;
  const goal = Math.log(towards.scale);
  const minimizer = createMinimizer(Float64Array.of(goal, towards.shift), 1e-10);
  for (let step = 0; step < MOST_STEPS && !minimizer.isDone; step++) {
    const [power, shift] = minimizer.point as unknown as [number, number];
    const scale = Math.exp(power);
    let value = (shrinkage / 2) * ((power - goal) ** 2 + (shift - towards.shift) ** 2);
    const gradient = Float64Array.of(shrinkage * (power - goal), shrinkage * (shift - towards.shift));
    for (const [place, own] of logits.entries()) {
      const z = scale * own + shift;
      value += crossEntropyFromLogit(z, targets[place]!);
      const slope = sigmoid(z) - targets[place]!;
      gradient[0]! += slope * scale * own;
      gradient[1]! += slope;
    }
    minimizer.take(value, gradient);
  }
  return { scale: Math.exp(minimizer.point[0]!), shift: minimizer.point[1]! };
}

function boundedLogit(probability: number): number {
  return logit(Math.min(Math.max(probability, PROBABILITY_MARGIN), 1 - PROBABILITY_MARGIN));
}
