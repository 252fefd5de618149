/** Chooses the thresholds of one label. */

import { sigmoid } from '../metrics/cross-entropy.ts';
import { wilsonInterval } from '../metrics/wilson-interval.ts';
import type { Sentence } from '../sentences/sentence.ts';
import type { LabelThreshold, OperatingPoint, ThresholdObjective } from '../threshold.ts';
import {
  bestF1Cut,
  bestShownPrecision,
  boundedLogit,
  findCutPoints,
  precisionCut,
  recallCut,
  thresholdOfCut,
  type CutPoints,
} from './cut-points.ts';
import { measureOperatingPoint } from './operating-point.ts';
import { suggestThreshold } from './suggest-threshold.ts';
import {
  noteLeansOnAll,
  noteNothingToTune,
  notePrecisionRefused,
  noteRecallUncertain,
} from './threshold-notes.ts';

/** The thresholds of all labels together, which a label with few photos leans on. */
export interface SharedThresholds {
  apply: number;
  suggest: number;
}

/**
 * A label's own best-F1 threshold weighs n/(n + this), the shared one the rest; n is the number of its positives
 * or negatives, whichever are fewer. Found by experiment: docs/decisions/0004-thresholds.md.
 */
export const SHRINKAGE = 4;

/** With fewer positives or negatives than this, a note tells the person not to trust the threshold too much. */
export const FEW_TO_TUNE_ON = 10;

/** Without photos of both kinds there is nothing to tune on. */
export const DEFAULT_APPLY = 0.5;
export const DEFAULT_SUGGEST = 0.25;

export interface TuneThresholdInput {
  label: string;
  /** N, 0..1, of photos the model was not trained on */
  probabilities: Float32Array;
  /** N: PRESENT, ABSENT, or UNKNOWN, which is left out */
  targets: Int8Array;
  objective: ThresholdObjective;
  /** where the probabilities come from */
  basis: OperatingPoint['basis'];
  /** null: the label stands alone */
  shared: SharedThresholds | null;
}

/**
 * Chooses one label's apply and suggest thresholds.
 *
 * - best F1: the cut with the highest F1, then drawn towards the shared threshold;
 * - wanted precision: the lowest threshold whose precision is at least that by its 95% Wilson lower bound;
 *   when there is none, the best-F1 threshold, with a note that says why;
 * - wanted recall: the highest threshold that finds at least that share.
 *
 * returns  source 'tuned' with its operating point; 'default' when positives or negatives are missing
 * throws   RangeError when lengths differ or a wanted precision or recall is not within 0..1 (0 excluded)
 */
export function tuneThreshold(input: TuneThresholdInput): LabelThreshold {
  const { label, probabilities, targets, objective, basis, shared } = input;
  if (objective.kind !== 'f1' && !(objective.atLeast > 0 && objective.atLeast <= 1))
    throw new RangeError(`A wanted ${objective.kind} is above 0 and at most 1, not ${objective.atLeast}.`);
  const cuts = findCutPoints(probabilities, targets);
  const { positives, negatives } = cuts;
  if (positives === 0 || negatives === 0)
    return {
      label,
      apply: DEFAULT_APPLY,
      suggest: DEFAULT_SUGGEST,
      source: 'default',
      objective,
      operatingPoint: null,
      note: noteNothingToTune(label, positives, negatives),
    };
  const { apply, note } = chooseApply(label, cuts, objective, shared);
  return {
    label,
    apply,
    suggest: drawSuggest(cuts, apply, shared),
    source: 'tuned',
    objective,
    operatingPoint: measureOperatingPoint(probabilities, targets, apply, basis),
    note,
  };
}

function chooseApply(
  label: string,
  cuts: CutPoints,
  objective: ThresholdObjective,
  shared: SharedThresholds | null,
): { apply: number; note: Sentence | null } {
  if (objective.kind === 'precision') {
    const cut = precisionCut(cuts, objective.atLeast);
    if (cut !== null) return { apply: thresholdOfCut(cuts, cut), note: null };
    const note = notePrecisionRefused(label, cuts.positives, objective.atLeast, bestShownPrecision(cuts));
    return { apply: drawnF1(cuts, shared), note };
  }
  if (objective.kind === 'recall') {
    const cut = recallCut(cuts, objective.atLeast)!;
    const isUncertain = cuts.positives < FEW_TO_TUNE_ON;
    const interval = wilsonInterval(cuts.truePositives[cut]!, cuts.positives)!;
    return {
      apply: thresholdOfCut(cuts, cut),
      note: isUncertain ? noteRecallUncertain(label, cuts.positives, interval) : null,
    };
  }
  const leans = shared !== null && evidence(cuts) < FEW_TO_TUNE_ON;
  return {
    apply: drawnF1(cuts, shared),
    note: leans ? noteLeansOnAll(label, cuts.positives, cuts.negatives) : null,
  };
}

function drawnF1(cuts: CutPoints, shared: SharedThresholds | null): number {
  const own = thresholdOfCut(cuts, bestF1Cut(cuts)!);
  if (shared === null) return own;
  return sigmoid(drawn(cuts, boundedLogit(own), boundedLogit(shared.apply)));
}

/** How far below `apply` to suggest, in logits, is drawn towards the shared distance in the same way. */
function drawSuggest(cuts: CutPoints, apply: number, shared: SharedThresholds | null): number {
  const own = suggestThreshold(cuts, apply);
  if (shared === null) return own;
  const ownDistance = boundedLogit(apply) - boundedLogit(own);
  const sharedDistance = boundedLogit(shared.apply) - boundedLogit(shared.suggest);
  return Math.min(apply, sigmoid(boundedLogit(apply) - drawn(cuts, ownDistance, sharedDistance)));
}

function drawn(cuts: CutPoints, own: number, shared: number): number {
  const weight = evidence(cuts) / (evidence(cuts) + SHRINKAGE);
  return weight * own + (1 - weight) * shared;
}

function evidence({ positives, negatives }: CutPoints): number {
  return Math.min(positives, negatives);
}
