/** How far a fine-tuning is: all that its next epoch depends on, between two epochs. */

import type { EpochRecord } from '../../../shared/model.ts';
import type { HeadLayer } from '../head.ts';
import { weightOf } from '../network-description.ts';
import type { Weights } from '../network-description.ts';
import { noMoments } from './adam-w.ts';
import type { Moments } from './adam-w.ts';
import type { NetworkCut } from './trained-part.ts';

/** Arrays lie in one order everywhere: the cut's tensors, then the head's weights, then its biases. */
export interface TuningState {
  /** of the epochs that are done */
  records: EpochRecord[];
  values: Float32Array[];
  /** the running average of the values */
  averaged: Float32Array[];
  moments: Moments;
  /** the averaged values after the best epoch; null before the first */
  best: { epoch: number; values: Float32Array[] } | null;
}

/** Where a state is kept in case the process ends. */
export interface Checkpoints {
  /** null when there is none that fits */
  read(): Promise<TuningState | null>;
  /** Keeps a state instead of the one before; the arrays are not kept hold of. */
  write(state: TuningState): Promise<void>;
}

/** Before the first epoch; the arrays are copies. */
export function beginTuning(
  { tensors }: NetworkCut,
  start: { weights: Weights; head: HeadLayer },
): TuningState {
  const values = [
    ...tensors.map(({ name }) => weightOf(start.weights, name).slice()),
    start.head.weights.slice(),
    start.head.biases.slice(),
  ];
  const averaged = values.map((each) => each.slice());
  return { records: [], values, averaged, moments: noMoments(values), best: null };
}

/** The way from a state's arrays to tensors and head; they are shared, not copied. */
export function asNetwork(
  { tensors }: NetworkCut,
  values: readonly Float32Array[],
  { inputs, outputs }: HeadLayer,
): { weights: Weights; head: HeadLayer } {
  return {
    weights: new Map(tensors.map(({ name }, index) => [name, values[index]!])),
    head: { inputs, outputs, weights: values[tensors.length]!, biases: values[tensors.length + 1]! },
  };
}

/** True when the arrays of a state are as long as those of another one. */
export function hasShapeOf(state: TuningState, other: TuningState): boolean {
  const lists = ({ values, averaged, moments, best }: TuningState) => [
    values,
    averaged,
    moments.first,
    moments.second,
    best?.values ?? values,
  ];
  const lengths = (each: TuningState) => lists(each).map((list) => list.map(({ length }) => length));
  return JSON.stringify(lengths(state)) === JSON.stringify(lengths(other));
}
