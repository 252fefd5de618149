import { expect, test } from 'vitest';
import type { HeldOutPhotoScores } from '../../../src/main/engine/engine.ts';
import { labelReliability } from '../../../src/main/training/label-reliability.ts';
import { calibrateScore, type LabelCalibration } from '../../../src/shared/metrics/calibration.ts';
import { chooseHeldOutColumn } from '../../../src/shared/thresholds/held-out-column.ts';

const asItIs: LabelCalibration = { scale: 1, shift: 0 };
/** what the model's own head was calibrated with, and what was fitted without either fold */
const own: LabelCalibration = { scale: 2, shift: 1 };
const withoutFirst: LabelCalibration = { scale: 0.5, shift: -1 };
const withoutSecond: LabelCalibration = { scale: 1.5, shift: 0.5 };

/** Four photos, "beach" then "dog"; what the heads said of "dog" was 0.2, 0.4, 0.6 and 0.8. */
const said = [0.2, 0.4, 0.6, 0.8];
const scores: HeldOutPhotoScores = {
  photoIds: [1, 2, 3, 4],
  labels: ['beach', 'dog'],
  probabilities: Float32Array.from(said.flatMap((score) => [0.5, calibrateScore(score, own)])),
  isCrossValidated: Uint8Array.of(1, 1, 1, 1),
  calibration: [asItIs, own],
  crossFit: {
    foldOf: Int8Array.of(0, 1, 0, 1),
    calibrations: [
      [asItIs, withoutFirst],
      [asItIs, withoutSecond],
    ],
  },
  learnedOnly: [],
};
const targets = Int8Array.of(0, 1, 1, 1);
const choose = (column: Float32Array) =>
  chooseHeldOutColumn(column, targets, scores.isCrossValidated, { kind: 'f1' });
const meansOf = (bins: { meanProbability: number; count: number }[]): number[] =>
  bins.flatMap(({ meanProbability, count }) => new Array<number>(count).fill(meanProbability));

test('judges each photo by the calibration that was fitted without it', () => {
  const { before, after, isCrossFitted } = labelReliability(scores, 1, choose);
  expect(isCrossFitted).toBe(true);
  for (const [place, mean] of meansOf(before.bins).entries()) expect(mean).toBeCloseTo(said[place]!, 5);
  const expected = said
    .map((score, row) => calibrateScore(score, row % 2 === 0 ? withoutFirst : withoutSecond))
    .sort((a, b) => a - b);
  const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  expect(total(meansOf(after.bins))).toBeCloseTo(total(expected), 5);
});

test('says so where only the calibration fitted to the same photos is known', () => {
  const { before, after, isCrossFitted } = labelReliability({ ...scores, crossFit: null }, 1, choose);
  expect(isCrossFitted).toBe(false);
  expect(before.error).not.toBe(after.error);
});

test('a model without calibration says the same before and after', () => {
  const plain = { ...scores, calibration: null, crossFit: null };
  const { before, after, isCrossFitted } = labelReliability(plain, 1, choose);
  expect(after).toEqual(before);
  expect(isCrossFitted).toBe(true);
});
