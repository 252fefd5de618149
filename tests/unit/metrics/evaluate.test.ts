import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/shared/metrics/evaluate.ts';
import { wilsonInterval } from '../../../src/shared/metrics/wilson-interval.ts';
import { percentileInterval } from '../../../src/shared/metrics/bootstrap.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

function madeUp(photos: number, labelCount: number, seed: number) {
  const random = createSeededRandom(seed);
  const targets = new Int8Array(photos * labelCount);
  const probabilities = new Float32Array(photos * labelCount);
  for (let index = 0; index < targets.length; index++) {
    targets[index] = random.next() < 0.2 ? 1 : 0;
    probabilities[index] = 1 / (1 + Math.exp(-(targets[index]! * 3 - 2 + random.normal())));
  }
  const labels = Array.from({ length: labelCount }, (_, index) => `label ${index}`);
  return { labels, probabilities, targets, thresholds: labels.map((label) => ({ label, apply: 0.5 })) };
}

describe('evaluate', () => {
  test('nothing known: every measure is null', () => {
    const evaluation = evaluate({
      labels: ['dog'],
      probabilities: Float32Array.of(0.9, 0.1),
      targets: Int8Array.of(-1, -1),
      thresholds: [{ label: 'dog', apply: 0.5 }],
      bootstrapRounds: 10,
      seed: 1,
    });
    expect(evaluation).toMatchObject({
      photos: 0,
      mAP: null,
      mAPInterval: null,
      macroF1: null,
      microF1: null,
      samplesF1: null,
      hammingLoss: null,
      bce: null,
    });
    expect(evaluation.labels[0]).toMatchObject({
      support: 0,
      known: 0,
      precision: null,
      recall: null,
      f1: null,
    });
  });

  test('a label that no photo is known not to have leaves nothing to compare with', () => {
    const evaluation = evaluate({
      labels: ['dog', 'cat'],
      probabilities: Float32Array.of(0.9, 0.8, 0.6, 0.4),
      targets: Int8Array.of(1, 1, 1, 0),
      thresholds: ['dog', 'cat'].map((label) => ({ label, apply: 0.5 })),
      bootstrapRounds: 10,
      seed: 1,
    });
    expect(evaluation.labels[0]).toMatchObject({
      averagePrecision: null,
      averagePrecisionInterval: null,
      precision: null,
      recall: 1,
      f1: null,
    });
    expect(evaluation).toMatchObject({ mAP: 1, macroF1: 1, microF1: 1 });
    expect(evaluation.labels[1]).toMatchObject({ averagePrecision: 1, precision: 1, f1: 1 });
  });

  test('no labels at all', () => {
    const empty = {
      labels: [],
      probabilities: new Float32Array(0),
      targets: new Int8Array(0),
      thresholds: [],
    };
    expect(evaluate({ ...empty, bootstrapRounds: 5, seed: 1 })).toMatchObject({
      photos: 0,
      mAP: null,
      labels: [],
    });
  });

  test('positives but no tag: precision is null, F1 is 0', () => {
    const evaluation = evaluate({
      labels: ['dog'],
      probabilities: Float32Array.of(0.4, 0.1),
      targets: Int8Array.of(1, 0),
      thresholds: [{ label: 'dog', apply: 0.3 }],
      bootstrapRounds: 0,
      seed: 1,
    });
    expect(evaluation.labels[0]!.atHalf).toEqual({ precision: null, recall: 0, f1: 0 });
    expect(evaluation.labels[0]).toMatchObject({ precision: 1, recall: 1, f1: 1, threshold: 0.3 });
    expect(evaluation.atHalf.macroF1).toBe(0);
  });

  test('thresholds are found by name, and a missing one is refused', () => {
    const input = madeUp(50, 3, 1);
    const reversed = { ...input, thresholds: input.thresholds.toReversed() };
    const options = { bootstrapRounds: 0, seed: 1 };
    expect(evaluate({ ...reversed, ...options })).toEqual(evaluate({ ...input, ...options }));
    expect(() => evaluate({ ...input, thresholds: input.thresholds.slice(1), ...options })).toThrow(
      /label 0/,
    );
  });

  test('wrong lengths and impossible probabilities are refused', () => {
    const input = { ...madeUp(10, 2, 1), bootstrapRounds: 0, seed: 1 };
    expect(() => evaluate({ ...input, targets: new Int8Array(19) })).toThrow(RangeError);
    expect(() => evaluate({ ...input, probabilities: new Float32Array(20).fill(Number.NaN) })).toThrow(/NaN/);
  });

  test('intervals hold the measure, repeat with the seed and narrow with more photos', () => {
    const few = evaluate({ ...madeUp(60, 4, 5), bootstrapRounds: 200, seed: 9 });
    const again = evaluate({ ...madeUp(60, 4, 5), bootstrapRounds: 200, seed: 9 });
    const other = evaluate({ ...madeUp(60, 4, 5), bootstrapRounds: 200, seed: 10 });
    const many = evaluate({ ...madeUp(2000, 4, 5), bootstrapRounds: 200, seed: 9 });
    expect(again).toEqual(few);
    expect(other.mAPInterval).not.toEqual(few.mAPInterval);
    expect(few.mAPInterval!.low).toBeLessThan(few.mAP!);
    expect(few.mAPInterval!.high).toBeGreaterThan(few.mAP!);
    const width = (interval: { low: number; high: number }) => interval.high - interval.low;
    expect(width(many.mAPInterval!)).toBeLessThan(width(few.mAPInterval!) / 2);
  });

  test('about 95 of 100 intervals hold what many photos show', () => {
    const truth = evaluate({ ...madeUp(20_000, 1, 1), bootstrapRounds: 0, seed: 1 }).mAP!;
    let holding = 0;
    for (let seed = 100; seed < 200; seed++) {
      const { low, high } = evaluate({ ...madeUp(200, 1, seed), bootstrapRounds: 200, seed }).mAPInterval!;
      if (low <= truth && truth <= high) holding++;
    }
    expect(holding).toBeGreaterThanOrEqual(88);
  });
});

describe('intervals', () => {
  test('Wilson: 8 of 10 as in the literature, all and none, no trials', () => {
    const eight = wilsonInterval(8, 10)!;
    expect([eight.low.toFixed(4), eight.high.toFixed(4)]).toEqual(['0.4902', '0.9433']);
    expect(wilsonInterval(6, 6)!.low).toBeCloseTo(6 / (6 + 1.959963984540054 ** 2), 12);
    expect(wilsonInterval(6, 6)!.high).toBe(1);
    expect(wilsonInterval(0, 6)!.low).toBe(0);
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  test('percentiles as numpy.percentile([0..40], [2.5, 97.5])', () => {
    expect(percentileInterval(Array.from({ length: 41 }, (_, index) => index))).toEqual({ low: 1, high: 39 });
    expect(percentileInterval([])).toBeNull();
  });
});
