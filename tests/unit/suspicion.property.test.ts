import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ABSENT, PRESENT, UNKNOWN } from '../../src/shared/label.ts';
import { crossEntropyFromProbability } from '../../src/shared/metrics/cross-entropy.ts';
import {
  isContradiction,
  isLikelyWrong,
  orderBySuspicion,
  selfConfidenceOf,
  type AnnotatedScores,
} from '../../src/shared/suspicion.ts';

const scores: fc.Arbitrary<AnnotatedScores> = fc
  .record({ labelCount: fc.integer({ min: 1, max: 4 }), photos: fc.integer({ min: 0, max: 12 }) })
  .chain(({ labelCount, photos }) => {
    const size = { minLength: labelCount * photos, maxLength: labelCount * photos };
    return fc.record({
      labelCount: fc.constant(labelCount),
      probabilities: fc
        .array(fc.float({ min: 0, max: 1, noNaN: true }), size)
        .map((values) => Float32Array.from(values)),
      targets: fc
        .array(fc.constantFrom(PRESENT, ABSENT, UNKNOWN), size)
        .map((values) => Int8Array.from(values)),
    });
  });

describe('the order of suspicion', () => {
  test('holds every known annotation once, the largest loss first, and nothing unknown', () => {
    fc.assert(
      fc.property(scores, (data) => {
        const places = [...orderBySuspicion(data)];
        const known = [...data.targets.keys()].filter((place) => data.targets[place] !== UNKNOWN);
        expect([...places].sort((a, b) => a - b)).toEqual(known);
        const losses = places.map((place) =>
          crossEntropyFromProbability(data.probabilities[place]!, data.targets[place]!),
        );
        for (let index = 1; index < losses.length; index++)
          // losses of 32-bit probabilities next to 0 and 1 are cut off
          expect(losses[index]!).toBeLessThanOrEqual(losses[index - 1]! + 1e-6);
      }),
    );
  });

  test('leaves out what is not accepted', () => {
    fc.assert(
      fc.property(scores, (data) => {
        const odd = [...orderBySuspicion(data, (place) => place % 2 === 1)];
        expect(odd).toEqual([...orderBySuspicion(data)].filter((place) => place % 2 === 1));
      }),
    );
  });
});

describe('confident learning', () => {
  const data: AnnotatedScores = {
    labelCount: 1,
    probabilities: Float32Array.of(0.9, 0.7, 0.2, 0.1, 0.3, 0.85, 0.5),
    targets: Int8Array.of(PRESENT, PRESENT, PRESENT, ABSENT, ABSENT, ABSENT, UNKNOWN),
  };

  test('takes as thresholds how sure the model is where the annotation says so', () => {
    const { present, absent } = selfConfidenceOf(data);
    expect(present[0]).toBeCloseTo((0.9 + 0.7 + 0.2) / 3, 6);
    expect(absent[0]).toBeCloseTo((0.9 + 0.7 + 0.15) / 3, 6);
  });

  test('counts an annotation as wrong whose opposite is at least as sure as elsewhere', () => {
    const confidence = selfConfidenceOf(data);
    const wrong = [...orderBySuspicion(data)].filter((place) =>
      isLikelyWrong(confidence, 0, data.targets[place]!, data.probabilities[place]!),
    );
    expect(wrong).toEqual([5, 2]);
  });

  test('knows nothing of a label that is never annotated', () => {
    const confidence = selfConfidenceOf({ ...data, targets: new Int8Array(7).fill(ABSENT) });
    expect(confidence.present).toEqual([null]);
    expect(isLikelyWrong(confidence, 0, ABSENT, 1)).toBe(false);
  });
});

test('annotation and model contradict each other when the model believes or would decide the opposite', () => {
  expect(isContradiction(ABSENT, 0.2, 0.1)).toBe(true);
  expect(isContradiction(ABSENT, 0.6, 0.9)).toBe(true);
  expect(isContradiction(ABSENT, 0.2, 0.5)).toBe(false);
  expect(isContradiction(PRESENT, 0.6, 0.9)).toBe(true);
  expect(isContradiction(PRESENT, 0.4, 0.1)).toBe(true);
  expect(isContradiction(PRESENT, 0.6, 0.5)).toBe(false);
  expect(isContradiction(UNKNOWN, 0.9, 0.1)).toBe(false);
});
