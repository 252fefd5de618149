/** Platt scaling (Platt 1999) per label, shrunk in two steps: probabilities that mean what they say. */

import { UNKNOWN } from '../../shared/label.ts';
import { boundedLogit, type CrossFit, type LabelCalibration } from '../../shared/metrics/calibration.ts';
import { crossEntropyFromLogit, sigmoid } from '../../shared/metrics/cross-entropy.ts';
import { copyLayers, headOf } from './head.ts';
import type { Head } from './head.ts';
import { assignFolds } from './split/assign-folds.ts';

/** How firmly scalings hold to what they are drawn to; 0 leaves them free, Infinity fixes them. */
export interface Shrinkage {
  /** of what fits all labels together, to "as it is" */
  shared: number;
  /** of each label, to what fits all together */
  own: number;
}

/** docs/accuracy.md has the measurements. */
export const SHRINKAGE: Shrinkage = { shared: 300, own: 30 };
const FOLDS = 5;
const MOST_STEPS = 60;
/** A step that lowers the sum by no more than this share of it is the last. */
const TOLERANCE = 1e-8;
const SHORTEST_STEP = 1e-4;

interface Column {
  logits: Float64Array;
  targets: Float64Array;
}

/**
 * Fits scale and shift to held-out predictions: first one pair for all labels pooled, drawn towards 1 and 0, then one
 * for each label, drawn towards that pair: each minimizes Σ cross-entropy + shrinkage/2 · ((ln scale − ln scale₀)² +
 * (shift − shift₀)²). Answers to one photo hang together, and so do those to one label: they say less than their number
 * promises, which is why all together are drawn too. A label whose photos all have it, or all have it not, stays as it
 * is.
 *
 * probabilities  M×labelCount row-major, 0..1, by heads that had not learned from the photos
 * targets        M×labelCount row-major: PRESENT, ABSENT, or UNKNOWN, which is left out
 * returns        one per label
 */
export function fitCalibration(
  probabilities: Float32Array,
  targets: Int8Array,
  labelCount: number,
  shrinkage: Shrinkage = SHRINKAGE,
): LabelCalibration[] {
  const columns = Array.from({ length: labelCount }, (_, label) =>
    knownColumn(probabilities, targets, labelCount, label),
  );
  const shared = fitPair(pool(columns), { scale: 1, shift: 0 }, shrinkage.shared);
  return columns.map((column) => {
    const positives = column.targets.reduce((sum, target) => sum + target, 0);
    const isMixed = positives > 0 && positives < column.targets.length;
    return isMixed ? fitPair(column, shared, shrinkage.own) : { scale: 1, shift: 0 };
  });
}

/**
 * Calibrations to judge calibration by: the photos are shared out among five folds, and for each fold one calibration
 * is fitted to the photos of the others. What they say of their fold is what the calibration of all says of new photos.
 *
 * probabilities, targets  as fitCalibration takes them
 * groups                  M group numbers from 0: photos of one moment stay in one fold
 */
export function crossFitCalibration(
  probabilities: Float32Array,
  targets: Int8Array,
  labelCount: number,
  groups: Int32Array,
  seed: number,
): CrossFit {
  const foldOf = assignFolds({ groups, targets, labelCount, folds: FOLDS, seed });
  const calibrations = Array.from({ length: FOLDS }, (_, fold) => {
    const others = targets.map((target, place) =>
      foldOf[Math.floor(place / labelCount)] === fold ? UNKNOWN : target,
    );
    return fitCalibration(probabilities, others, labelCount);
  });
  return { foldOf, calibrations };
}

/** The head whose logits are calibrated. */
export function calibrateHead(head: Head, calibration: readonly LabelCalibration[]): Head {
  const layers = copyLayers(head.layers);
  const last = layers[layers.length - 1]!;
  for (let place = 0; place < last.weights.length; place++)
    last.weights[place]! *= calibration[place % last.outputs]!.scale;
  for (const [label, { scale, shift }] of calibration.entries())
    last.biases[label] = scale * last.biases[label]! + shift;
  return headOf(layers, head.form);
}

function knownColumn(
  probabilities: Float32Array,
  targets: Int8Array,
  labelCount: number,
  label: number,
): Column {
  const logits = new Float64Array(targets.length / labelCount);
  const known = new Float64Array(logits.length);
  let count = 0;
  for (let place = label; place < targets.length; place += labelCount) {
    if (targets[place] === UNKNOWN) continue;
    logits[count] = boundedLogit(probabilities[place]!);
    known[count++] = targets[place]!;
  }
  return { logits: logits.subarray(0, count), targets: known.subarray(0, count) };
}

function pool(columns: readonly Column[]): Column {
  const length = columns.reduce((sum, { logits }) => sum + logits.length, 0);
  const pooled = { logits: new Float64Array(length), targets: new Float64Array(length) };
  let start = 0;
  for (const { logits, targets } of columns) {
    pooled.logits.set(logits, start);
    pooled.targets.set(targets, start);
    start += logits.length;
  }
  return pooled;
}

/** Fisher scoring over ln scale and shift: Newton's steps with the expected curvature, halved until they descend. */
function fitPair(column: Column, towards: LabelCalibration, shrinkage: number): LabelCalibration {
  if (shrinkage === Infinity || column.logits.length === 0) return towards;
  let best = measure(column, Math.log(towards.scale), towards.shift, towards, shrinkage);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slope, curve } = best;
    const determinant = curve[0] * curve[2] - curve[1] ** 2;
    if (!(determinant > 0)) break;
    const power = (curve[2] * slope[0] - curve[1] * slope[1]) / determinant;
    const shift = (curve[0] * slope[1] - curve[1] * slope[0]) / determinant;
    let next = best;
    for (let length = 1; length >= SHORTEST_STEP && !(next.value < best.value); length /= 2)
      next = measure(column, best.power - length * power, best.shift - length * shift, towards, shrinkage);
    if (!(next.value < best.value)) break;
    const isLast = best.value - next.value <= TOLERANCE * best.value;
    best = next;
    if (isLast) break;
  }
  return { scale: Math.exp(best.power), shift: best.shift };
}

interface Measured {
  power: number;
  shift: number;
  value: number;
  /** by ln scale and by shift */
  slope: [number, number];
  /** by both of ln scale, by one of each, by both of shift */
  curve: [number, number, number];
}

/** Value, gradient and expected curvature at scale = e^power and shift. */
function measure(
  { logits, targets }: Column,
  power: number,
  shift: number,
  towards: LabelCalibration,
  shrinkage: number,
): Measured {
  const scale = Math.exp(power);
  const away = [power - Math.log(towards.scale), shift - towards.shift] as const;
  let value = (shrinkage / 2) * (away[0] ** 2 + away[1] ** 2);
  const slope: [number, number] = [shrinkage * away[0], shrinkage * away[1]];
  const curve: [number, number, number] = [shrinkage, 0, shrinkage];
  for (let place = 0; place < logits.length; place++) {
    const scaled = scale * logits[place]!;
    const target = targets[place]!;
    const probability = sigmoid(scaled + shift);
    const weight = probability * (1 - probability);
    value += crossEntropyFromLogit(scaled + shift, target);
    slope[0] += (probability - target) * scaled;
    slope[1] += probability - target;
    curve[0] += weight * scaled * scaled;
    curve[1] += weight * scaled;
    curve[2] += weight;
  }
  return { power, shift, value, slope, curve };
}
