/** Whether what a model says of one label can be taken at its word. */

import type { CalibrationEffect } from '../../shared/evaluation.ts';
import { calibrateScore, uncalibrateScore } from '../../shared/metrics/calibration.ts';
import { measureCalibration } from '../../shared/metrics/reliability.ts';
import { columnOf, type HeldOutColumn } from '../../shared/thresholds/held-out-column.ts';
import type { HeldOutPhotoScores } from '../engine/engine.ts';

/**
 * Reliability of one label before and after calibration, on its held-out scores.
 *
 * position  of the label among the model's
 * choose    takes a column of scores, one per held-out photo, and gives those that the label is judged on with their
 *           targets; the same photos whatever the scores
 */
export function labelReliability(
  { probabilities, labels, calibration, crossFit }: HeldOutPhotoScores,
  position: number,
  choose: (column: Float32Array) => HeldOutColumn,
): CalibrationEffect {
  const said = columnOf(probabilities, labels.length, position);
  const own = calibration?.[position];
  const uncalibrated = own ? said.map((score) => uncalibrateScore(score, own)) : said;
  const after =
    own && crossFit
      ? uncalibrated.map((score, row) =>
          calibrateScore(score, crossFit.calibrations[crossFit.foldOf[row]!]![position]!),
        )
      : said;
  const before = choose(uncalibrated);
  const isCrossFitted = own === undefined || crossFit !== null;
  return measureCalibration(before.probabilities, choose(after).probabilities, before.targets, isCrossFitted);
}
