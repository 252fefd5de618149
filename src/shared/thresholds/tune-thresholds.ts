/** Chooses the thresholds of all labels of a model from held-out scores. */

import { checkShape } from '../metrics/confusion.ts';
import type { LabelThreshold, ThresholdObjective } from '../threshold.ts';
import { bestF1Cut, findCutPoints, thresholdOfCut } from './cut-points.ts';
import { chooseHeldOutColumn, columnOf, type HeldOutColumn } from './held-out-column.ts';
import { suggestThreshold } from './suggest-threshold.ts';
import { tuneThreshold, type SharedThresholds } from './tune-threshold.ts';

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
  const columns = labels.map((_, label) =>
    chooseHeldOutColumn(
      columnOf(probabilities, labels.length, label),
      columnOf(targets, labels.length, label),
      isCrossValidated,
      objective,
    ),
  );
  const shared = sharedThresholds(columns);
  return labels.map((label, index) => tuneThreshold({ label, ...columns[index]!, objective, shared }));
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
