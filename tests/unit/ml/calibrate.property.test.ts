import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrateHead, crossFitCalibration, fitCalibration } from '../../../src/main/ml/calibrate.ts';
import { emptyLayer, headOf } from '../../../src/main/ml/head.ts';
import { compactGroups } from '../../../src/main/ml/split/compact-groups.ts';
import { ABSENT, PRESENT, UNKNOWN } from '../../../src/shared/label.ts';
import {
  calibrateScores,
  crossCalibrateScores,
  uncalibrateScores,
} from '../../../src/shared/metrics/calibration.ts';
import { meanCrossEntropyFromProbabilities, sigmoid } from '../../../src/shared/metrics/cross-entropy.ts';
import { measureCalibration, measureReliability } from '../../../src/shared/metrics/reliability.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

/** Photos of which the true logit is known; the head says `stretch` times that, plus `push`. */
function drawn(photos: number, labels: number, stretch: number, push: number) {
  const random = createSeededRandom(11);
  const targets = new Int8Array(photos * labels);
  const said = new Float32Array(targets.length);
  for (let place = 0; place < targets.length; place++) {
    const truth = 2 * random.normal() - 1;
    targets[place] = random.next() < sigmoid(truth) ? PRESENT : ABSENT;
    said[place] = sigmoid(stretch * truth + push);
  }
  return { said, targets };
}

test('probabilities that say too much are taken back', () => {
  const { said, targets } = drawn(1500, 2, 3, 1);
  const calibration = fitCalibration(said, targets, 2);
  for (const { scale, shift } of calibration) {
    expect(scale).toBeCloseTo(1 / 3, 1);
    expect(shift).toBeCloseTo(-1 / 3, 0);
  }
  const before = measureReliability(said, targets).error!;
  const after = measureReliability(calibrateScores(said, calibration), targets).error!;
  expect(before).toBeGreaterThan(0.1);
  expect(after).toBeLessThan(0.03);
});

test('a label with a handful of photos stays near what fits all', () => {
  const { said, targets } = drawn(600, 2, 3, 0);
  for (let row = 6; row < 600; row++) targets[2 * row + 1] = UNKNOWN;
  for (let row = 0; row < 6; row++) targets[2 * row + 1] = row % 2 === 0 ? PRESENT : ABSENT;
  const [many, few] = fitCalibration(said, targets, 2);
  expect(Math.abs(Math.log(few!.scale / many!.scale))).toBeLessThan(0.5);
  expect(Math.abs(few!.shift - many!.shift)).toBeLessThan(0.3);
});

test('a label known on one side only stays as it is', () => {
  const { said, targets } = drawn(100, 2, 2, 0);
  for (let row = 0; row < 100; row++) targets[2 * row] = ABSENT;
  expect(fitCalibration(said, targets, 2)[0]).toEqual({ scale: 1, shift: 0 });
});

test('the order of the scores stays, and the way back is found', () => {
  const pair = fc.record({
    scale: fc.double({ min: 0.2, max: 4, noNaN: true }),
    shift: fc.double({ min: -2, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.02, max: 0.98, noNaN: true }), { minLength: 2 }),
      pair,
      (said, own) => {
        const scores = Float32Array.from(said);
        const calibrated = calibrateScores(scores, [own]);
        for (const [a, first] of scores.entries())
          for (const [b, second] of scores.entries())
            if (first < second) expect(calibrated[a]!).toBeLessThanOrEqual(calibrated[b]!);
        const back = uncalibrateScores(calibrated, [own]);
        for (const [place, value] of back.entries())
          if (calibrated[place]! > 1e-3 && calibrated[place]! < 0.999)
            expect(value).toBeCloseTo(scores[place]!, 2);
      },
    ),
  );
});

test('the head says calibrated probabilities itself', () => {
  const layer = emptyLayer(2, 2);
  layer.weights.set([1, 2, 3, 4]);
  layer.biases.set([0.5, -0.5]);
  const calibration = [
    { scale: 0.5, shift: 1 },
    { scale: 2, shift: -1 },
  ];
  const calibrated = calibrateHead(headOf([layer], 'unit-length'), calibration);
  expect(calibrated.form).toBe('unit-length');
  const [own] = calibrated.layers;
  expect([...own!.weights]).toEqual([0.5, 4, 1.5, 8]);
  expect([...own!.biases]).toEqual([1.25, -2]);
  expect([...layer.weights]).toEqual([1, 2, 3, 4]);
});

test('reliability of a small example, by hand', () => {
  const { bins, error } = measureReliability(
    Float32Array.of(0.1, 0.15, 0.75, 0.75, 1, 0.5),
    Int8Array.of(ABSENT, PRESENT, PRESENT, ABSENT, PRESENT, UNKNOWN),
  );
  expect(bins.map(({ count, share }) => [count, share])).toEqual([
    [2, 0.5],
    [2, 0.5],
    [1, 1],
  ]);
  expect(error).toBeCloseTo((2 * 0.375 + 2 * 0.25 + 0) / 5, 6);
  expect(measureReliability(new Float32Array(0), new Int8Array(0))).toEqual({ bins: [], error: null });
});

test('with a handful of photos nearly everything stays as it is', () => {
  const { said, targets } = drawn(8, 3, 3, 1);
  for (const { scale, shift } of fitCalibration(said, targets, 3)) {
    expect(Math.abs(Math.log(scale))).toBeLessThan(0.25);
    expect(Math.abs(shift)).toBeLessThan(0.25);
  }
});

test('free of shrinkage it finds the scaling that minimizes cross-entropy', () => {
  const { said, targets } = drawn(800, 1, 0.5, -2);
  const own = fitCalibration(said, targets, 1, { shared: 0, own: 0 })[0]!;
  const lossOf = (scale: number, shift: number) =>
    meanCrossEntropyFromProbabilities(calibrateScores(said, [{ scale, shift }]), targets)!;
  const least = lossOf(own.scale, own.shift);
  for (const [scale, shift] of [
    [1.02, 0],
    [0.98, 0],
    [1, 0.02],
    [1, -0.02],
  ] as const)
    expect(lossOf(own.scale * scale, own.shift + shift)).toBeGreaterThan(least);
});

const heldOutPhotos = fc
  .record({ photos: fc.integer({ min: 2, max: 24 }), labels: fc.integer({ min: 1, max: 3 }) })
  .chain(({ photos, labels }) =>
    fc.record({
      labels: fc.constant(labels),
      said: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
        minLength: photos * labels,
        maxLength: photos * labels,
      }),
      targets: fc.array(fc.constantFrom(ABSENT, PRESENT, UNKNOWN), {
        minLength: photos * labels,
        maxLength: photos * labels,
      }),
      groups: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: photos, maxLength: photos }),
      photo: fc.nat(photos - 1),
    }),
  );

test('a cross-fitted score knows nothing of its own photo, nor of those of the same moment', () => {
  fc.assert(
    fc.property(heldOutPhotos, ({ labels, said, targets, groups, photo }) => {
      const scores = Float32Array.from(said);
      const moments = compactGroups(Int32Array.from(groups), Int32Array.from(groups.keys()));
      const known = Int8Array.from(targets);
      const { foldOf, calibrations } = crossFitCalibration(scores, known, labels, moments, 1);
      for (const [row, moment] of moments.entries())
        if (moment === moments[photo]) expect(foldOf[row]).toBe(foldOf[photo]);
      const others = known.map((target, place) =>
        foldOf[Math.floor(place / labels)] === foldOf[photo] ? UNKNOWN : target,
      );
      expect(calibrations[foldOf[photo]!]).toEqual(fitCalibration(scores, others, labels));
    }),
  );
});

test('judging by the photos that calibration was fitted to flatters it', () => {
  const random = createSeededRandom(5);
  const photos = 60;
  const labels = 6;
  let flattered = 0;
  let honest = 0;
  for (let round = 0; round < 12; round++) {
    // Well calibrated already: whatever a fit finds is chance.
    const said = Float32Array.from({ length: photos * labels }, () => sigmoid(2 * random.normal() - 1));
    const targets = Int8Array.from(said, (probability) => (random.next() < probability ? PRESENT : ABSENT));
    const moments = Int32Array.from({ length: photos }, (_, row) => row);
    const crossFit = crossFitCalibration(said, targets, labels, moments, round);
    const own = fitCalibration(said, targets, labels);
    const lossOf = (scores: Float32Array) => meanCrossEntropyFromProbabilities(scores, targets)!;
    flattered += lossOf(calibrateScores(said, own)) - lossOf(said);
    honest += lossOf(crossCalibrateScores(said, crossFit, labels)) - lossOf(said);
  }
  expect(flattered).toBeLessThan(0);
  expect(honest).toBeGreaterThan(flattered / 2);
});

test('bins count every known answer once, and the error lies between 0 and 1', () => {
  fc.assert(
    fc.property(heldOutPhotos, ({ said, targets }) => {
      const scores = Float32Array.from(said);
      const known = Int8Array.from(targets);
      const { before, after, isCrossFitted } = measureCalibration(
        scores,
        scores.map((p) => p / 2),
        known,
        true,
      );
      expect(isCrossFitted).toBe(true);
      const answers = known.filter((target) => target !== UNKNOWN).length;
      for (const { bins, error } of [before, after]) {
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(answers);
        for (const { low, high, meanProbability, share } of bins) {
          expect(meanProbability).toBeGreaterThanOrEqual(low - 1e-6);
          expect(meanProbability).toBeLessThanOrEqual(high + 1e-6);
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        if (answers === 0) expect(error).toBeNull();
        else expect(error! >= 0 && error! <= 1).toBe(true);
      }
    }),
  );
});
