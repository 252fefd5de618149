/** Calibrated probabilities and the way back; how a calibration is found is src/main/ml/calibrate.ts's. */

import { logit, PROBABILITY_MARGIN, sigmoid } from './cross-entropy.ts';

/** A label's logits become scale · z + shift (Platt 1999), which keeps their order. */
export interface LabelCalibration {
  /** above 0 */
  scale: number;
  shift: number;
}

/** Calibrations by which the scores of a fold were not fitted, so that a judgement by them is not flattered. */
export interface CrossFit {
  /** per held-out photo, which of the calibrations was fitted without it */
  foldOf: Int8Array;
  /** per fold one per label, fitted to the photos of all other folds */
  calibrations: LabelCalibration[][];
}

/** One probability, calibrated: 0..1. */
export function calibrateScore(probability: number, { scale, shift }: LabelCalibration): number {
  return sigmoid(scale * boundedLogit(probability) + shift);
}

/** The way back. */
export function uncalibrateScore(probability: number, { scale, shift }: LabelCalibration): number {
  return sigmoid((boundedLogit(probability) - shift) / scale);
}

/** Calibrated probabilities of uncalibrated ones; both M×labels row-major, 0..1. */
export function calibrateScores(
  probabilities: Float32Array,
  calibration: readonly LabelCalibration[],
): Float32Array {
  return probabilities.map((own, place) => calibrateScore(own, calibration[place % calibration.length]!));
}

/** The way back: what the head said before it was calibrated. */
export function uncalibrateScores(
  probabilities: Float32Array,
  calibration: readonly LabelCalibration[],
): Float32Array {
  return probabilities.map((own, place) => uncalibrateScore(own, calibration[place % calibration.length]!));
}

/** Uncalibrated scores of held-out photos, each calibrated by what was fitted without it; M×labels row-major, 0..1. */
export function crossCalibrateScores(
  probabilities: Float32Array,
  { foldOf, calibrations }: CrossFit,
  labelCount: number,
): Float32Array {
  return probabilities.map((own, place) => {
    const fold = foldOf[Math.floor(place / labelCount)]!;
    return calibrateScore(own, calibrations[fold]![place % labelCount]!);
  });
}

/** The logit of a probability, kept off 0 and 1, where it would be infinite. */
export function boundedLogit(probability: number): number {
  return logit(Math.min(Math.max(probability, PROBABILITY_MARGIN), 1 - PROBABILITY_MARGIN));
}
