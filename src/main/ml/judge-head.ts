/** What is known of a head by scores of photos that were held out: calibration, thresholds, measures. */

import {
  calibrateScores,
  crossCalibrateScores,
  type CrossFit,
  type LabelCalibration,
} from '../../shared/metrics/calibration.ts';
import { evaluate } from '../../shared/metrics/evaluate.ts';
import { measureCalibration } from '../../shared/metrics/reliability.ts';
import type { HeldOutEvaluation } from '../../shared/model.ts';
import type { LabelThreshold } from '../../shared/threshold.ts';
import { tuneThresholds } from '../../shared/thresholds/tune-thresholds.ts';
import { calibrateHead, crossFitCalibration, fitCalibration } from './calibrate.ts';
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
  /** of the held-out photos; what calibration is judged by */
  crossFit: CrossFit;
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

/** What is known of the held-out photos. */
export interface HeldOutTruth {
  labels: string[];
  /** M×labels row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  /** M group numbers from 0: photos of one moment have the same */
  groups: Int32Array;
}

/**
 * Calibrates a head, then tunes thresholds and measures on the calibrated scores.
 *
 * heldOut  scores before calibration
 */
export function judgeHead(
  head: Head,
  heldOut: HeldOutScores,
  { labels, targets, groups }: HeldOutTruth,
  seed: number,
): JudgedHead {
  const said = heldOut.probabilities;
  const calibration = fitCalibration(said, targets, labels.length);
  const crossFit = crossFitCalibration(said, targets, labels.length, groups, seed);
  const calibrated = { ...heldOut, probabilities: calibrateScores(said, calibration) };
  const thresholds = tuneThresholds({ labels, targets, ...calibrated, objective: { kind: 'f1' } });
  const judged = {
    labels,
    targets,
    said,
    crossCalibrated: crossCalibrateScores(said, crossFit, labels.length),
  };
  return {
    head: calibrateHead(head, calibration),
    calibration,
    crossFit,
    heldOut: calibrated,
    thresholds,
    validation: evaluateHeldOut(calibrated, judged, thresholds, seed),
  };
}

interface Judged {
  labels: string[];
  targets: Int8Array;
  /** before calibration, and after calibrations that had not seen the photo; both as the targets lie */
  said: Float32Array;
  crossCalibrated: Float32Array;
}

/** Measures of held-out photos: of the validation photos where they are enough; null without any. */
function evaluateHeldOut(
  { probabilities, isCrossValidated }: HeldOutScores,
  { labels, targets, said, crossCalibrated }: Judged,
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
    lossProbabilities: crossCalibrated.subarray(0, end),
    bootstrapRounds: BOOTSTRAP_ROUNDS,
    seed,
  });
  const reliability = measureCalibration(
    said.subarray(0, end),
    crossCalibrated.subarray(0, end),
    targets.subarray(0, end),
    true,
  );
  return { ...measured, reliability, basis: isEnough ? 'validation' : 'cross-validation' };
}
