/** What is known of a head by scores of photos that were held out: calibration, thresholds, measures. */

import { evaluate } from '../../shared/metrics/evaluate.ts';
import { measureReliability } from '../../shared/metrics/reliability.ts';
import type { HeldOutEvaluation } from '../../shared/model.ts';
import type { LabelThreshold } from '../../shared/threshold.ts';
import { tuneThresholds } from '../../shared/thresholds/tune-thresholds.ts';
import { calibrateHead, calibrateScores, fitCalibration, type LabelCalibration } from './calibrate.ts';
import type { Head } from './head.ts';

/** What thresholds are tuned on, and measures taken of: scores by heads that had not learned from the photo. */
export interface HeldOutScores {
  /** M photos, as indexes into the training data: first the validation photos, then training photos */
  indexes: Int32Array;
  /** M×labels row-major, 0..1, calibrated */
  probabilities: Float32Array;
  /** M: 0 for validation photos, scored by a head of the training photos; 1 for training photos, by their fold's */
  isCrossValidated: Uint8Array;
}

export interface JudgedHead {
  /** learned from all training and validation photos; its probabilities are calibrated */
  head: Head;
  /** what the head's logits were calibrated with, one per label */
  calibration: LabelCalibration[];
  /** calibrated too */
  heldOut: HeldOutScores;
  /** best F1 on calibrated probabilities, in the order of the labels */
  thresholds: LabelThreshold[];
  /** of held-out photos at these thresholds; null where none could be held out */
  validation: HeldOutEvaluation | null;
}

const BOOTSTRAP_ROUNDS = 200;
/** Fewer validation photos say less than cross-validation of all. */
const ENOUGH_VALIDATION_PHOTOS = 100;

/**
 * Calibrates a head, then tunes thresholds and measures on the calibrated scores.
 *
 * heldOut  scores before calibration
 * targets  M×labels row-major, of the held-out photos: PRESENT, ABSENT or UNKNOWN
 */
export function judgeHead(
  head: Head,
  heldOut: HeldOutScores,
  targets: Int8Array,
  labels: string[],
  seed: number,
): JudgedHead {
  const calibration = fitCalibration(heldOut.probabilities, targets, labels.length);
  const calibrated = { ...heldOut, probabilities: calibrateScores(heldOut.probabilities, calibration) };
  const thresholds = tuneThresholds({ labels, targets, ...calibrated, objective: { kind: 'f1' } });
  const judged = { labels, targets };
  return {
    head: calibrateHead(head, calibration),
    calibration,
    heldOut: calibrated,
    thresholds,
    validation: evaluateHeldOut(calibrated, heldOut.probabilities, judged, thresholds, seed),
  };
}

/** Measures of held-out photos: of the validation photos where they are enough; null without any. */
function evaluateHeldOut(
  { probabilities, isCrossValidated }: HeldOutScores,
  uncalibrated: Float32Array,
  { labels, targets }: { labels: string[]; targets: Int8Array },
  thresholds: LabelThreshold[],
  seed: number,
): HeldOutEvaluation | null {
  if (isCrossValidated.length === 0) return null;
  const validationCount =
    isCrossValidated.indexOf(1) < 0 ? isCrossValidated.length : isCrossValidated.indexOf(1);
  const isEnough = validationCount === isCrossValidated.length || validationCount >= ENOUGH_VALIDATION_PHOTOS;
  const end = (isEnough ? validationCount : isCrossValidated.length) * labels.length;
  const measured = evaluate({
    labels,
    probabilities: probabilities.subarray(0, end),
    targets: targets.subarray(0, end),
    thresholds,
    bootstrapRounds: BOOTSTRAP_ROUNDS,
    seed,
  });
  const reliability = {
    before: measureReliability(uncalibrated.subarray(0, end), targets.subarray(0, end)),
    after: measureReliability(probabilities.subarray(0, end), targets.subarray(0, end)),
  };
  return { ...measured, reliability, basis: isEnough ? 'validation' : 'cross-validation' };
}
