/** Chooses the thresholds of all labels of a model from held-out scores. */

import { ABSENT, PRESENT, UNKNOWN } from '../label.ts';
import { checkShape } from '../metrics/confusion.ts';
import { Z_95 } from '../metrics/wilson-interval.ts';
import type { LabelThreshold, OperatingPoint, ThresholdObjective } from '../threshold.ts';
import { bestF1Cut, findCutPoints, thresholdOfCut } from './cut-points.ts';
import { suggestThreshold } from './suggest-threshold.ts';
import { tuneThreshold, type SharedThresholds } from './tune-threshold.ts';

/** With this many positives and negatives among the validation photos, a label needs no cross-validated scores. */
export const ENOUGH_VALIDATION = 50;

export interface TuneThresholdsInput {
  /** L names */
  labels: readonly string[];
  /** N×L row-major, 0..1, of photos the scoring model was not trained on */
  probabilities: Float32Array;
  /** N×L row-major: PRESENT, ABSENT, or UNKNOWN, which is left out */
  targets: Int8Array;
  /** N: 1 where the scores are out-of-fold predictions of a training photo, 0 for validation photos */
  isCrossValidated: Uint8Array;
  objective: ThresholdObjective;
}

/**
 * Chooses every label's thresholds.
 *
 * A label is tuned on the validation photos alone when they hold enough of both kinds, else on cross-validated
 * scores as well; its basis says which. The shared threshold, which labels with few photos are drawn towards,
 * has the best micro F1 over all labels' scores.
 *
 * returns  L thresholds, in the order of the labels
 * throws   RangeError when lengths do not fit, or as tuneThreshold does
 */
export function tuneThresholds(input: TuneThresholdsInput): LabelThreshold[] {
  const { labels, probabilities, targets, isCrossValidated, objective } = input;
  checkShape(probabilities, targets, labels.length);
  if (isCrossValidated.length * labels.length !== targets.length)
    throw new RangeError(`${isCrossValidated.length} rows do not fit ${targets.length} targets.`);
  const columns = labels.map((_, label) => heldOutColumn(input, label));
  const shared = sharedThresholds(columns);
  return labels.map((label, index) => tuneThreshold({ label, ...columns[index]!, objective, shared }));
}

interface HeldOutColumn {
  probabilities: Float32Array;
  targets: Int8Array;
  basis: OperatingPoint['basis'];
}

/** The known scores of one label that it is tuned on. */
function heldOutColumn(
  { labels, probabilities, targets, isCrossValidated, objective }: TuneThresholdsInput,
  label: number,
): HeldOutColumn {
  const counts = { [PRESENT]: 0, [ABSENT]: 0 };
  let known = 0;
  for (let row = 0; row < isCrossValidated.length; row++) {
    const target = targets[row * labels.length + label]!;
    if (target === UNKNOWN) continue;
    known++;
    if (isCrossValidated[row] === 0) counts[target as typeof PRESENT | typeof ABSENT]++;
  }
  const enough = enoughFor(objective);
  const validationOnly = counts[PRESENT] >= enough && counts[ABSENT] >= ENOUGH_VALIDATION;

  const column = { probabilities: new Float32Array(known), targets: new Int8Array(known) };
  let taken = 0;
  let hasCrossValidated = false;
  for (let row = 0; row < isCrossValidated.length; row++) {
    const index = row * labels.length + label;
    if (targets[index] === UNKNOWN || (validationOnly && isCrossValidated[row] === 1)) continue;
    column.probabilities[taken] = probabilities[index]!;
    column.targets[taken] = targets[index]!;
    hasCrossValidated ||= isCrossValidated[row] === 1;
    taken++;
  }
  return {
    probabilities: column.probabilities.subarray(0, taken),
    targets: column.targets.subarray(0, taken),
    basis: hasCrossValidated ? 'cross-validation' : 'validation',
  };
}

/** Positives wanted in validation: a high precision takes many to show, twice as many as a perfect model needs. */
function enoughFor(objective: ThresholdObjective): number {
  if (objective.kind !== 'precision') return ENOUGH_VALIDATION;
  const perfect = (objective.atLeast * Z_95 * Z_95) / (1 - objective.atLeast);
  return Math.max(ENOUGH_VALIDATION, 2 * perfect);
}

/** Best micro F1 over all labels pooled; null when nothing is positive anywhere, or nothing negative. */
function sharedThresholds(columns: readonly HeldOutColumn[]): SharedThresholds | null {
  const size = columns.reduce((sum, column) => sum + column.targets.length, 0);
  const probabilities = new Float32Array(size);
  const targets = new Int8Array(size);
  let offset = 0;
  for (const column of columns) {
    probabilities.set(column.probabilities, offset);
    targets.set(column.targets, offset);
    offset += column.targets.length;
  }
  const cuts = findCutPoints(probabilities, targets);
  if (cuts.positives === 0 || cuts.negatives === 0) return null;
  const apply = thresholdOfCut(cuts, bestF1Cut(cuts)!);
  return { apply, suggest: suggestThreshold(cuts, apply) };
}
