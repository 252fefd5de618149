import { describe, expect, test } from 'vitest';
import { logit, sigmoid } from '../../../src/shared/metrics/cross-entropy.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';
import { say } from '../../../src/shared/sentences/say.ts';
import { sentenceIn } from '../../../src/shared/sentences/sentence-in.ts';
import type { ThresholdObjective } from '../../../src/shared/threshold.ts';
import { tuneThreshold } from '../../../src/shared/thresholds/tune-threshold.ts';
import { tuneThresholds } from '../../../src/shared/thresholds/tune-thresholds.ts';

function tune(probabilities: number[], targets: number[], objective: ThresholdObjective = { kind: 'f1' }) {
  return tuneThreshold({
    label: 'dog',
    probabilities: Float32Array.from(probabilities),
    targets: Int8Array.from(targets),
    objective,
    basis: 'validation',
    shared: null,
  });
}

/** A model's made-up scores: positives and negatives are normal in logits, that many deviations apart. */
function madeUp(positives: number, negatives: number, seed: number, distance = 3) {
  const random = createSeededRandom(seed);
  const targets = Int8Array.from({ length: positives + negatives }, (_, row) => (row < positives ? 1 : 0));
  return {
    targets,
    probabilities: Float32Array.from(targets, (t) => sigmoid(distance * t - 2 + random.normal())),
  };
}

describe('one label', () => {
  test('best F1 lies midway in logits between the scores it separates', () => {
    const { apply, suggest, operatingPoint, note, source } = tune([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0]);
    expect(apply).toBeCloseTo(0.5, 6);
    expect(suggest).toBe(apply);
    expect(source).toBe('tuned');
    expect(note).toBeNull();
    expect(operatingPoint).toMatchObject({ precision: 1, recall: 1, f1: 1, positives: 2, negatives: 2 });
    expect(operatingPoint!.precisionInterval!.low).toBeCloseTo(2 / (2 + 1.959963984540054 ** 2), 9);
  });

  test('photos without the label, or only with it: 0.5, no operating point and a reason', () => {
    expect(tune([0.9, 0.2], [0, 0])).toMatchObject({
      apply: 0.5,
      source: 'default',
      operatingPoint: null,
      note: say('thresholds.noPhotoWith', { label: 'dog' }),
    });
    expect(tune([0.9, 0.2], [1, 1]).note?.english).toMatch(/^Every photo to check against has “dog”/);
    expect(tune([0.9, 0.2], [-1, -1]).note?.english).toMatch(/^There are no photos to check “dog” against/);
  });

  test('a precision that six photos cannot show is refused, with what would help', () => {
    const refused = tune([0.9, 0.9, 0.8, 0.8, 0.7, 0.7, 0.1], [1, 1, 1, 1, 1, 1, 0], {
      kind: 'precision',
      atLeast: 0.9,
    });
    expect(refused.note?.english).toBe(
      'With 6 photos that have “dog” to check against, even a perfect model could only be shown to reach ' +
        '61% precision; tag about 30 more. Until then the threshold with the best F1 is used.',
    );
    expect(refused.note).toMatchObject({
      key: 'thresholds.precisionNeedsPhotos',
      values: { label: 'dog', atLeast: 0.9, positives: 6, more: 30 },
    });
    expect(sentenceIn('de', refused.note!)).toMatch(
      /^An 6 Fotos mit „dog“ ließe sich .* nur 61\s% Präzision/,
    );
    expect(refused.operatingPoint!.f1).toBe(1);
    expect(refused.objective).toEqual({ kind: 'precision', atLeast: 0.9 });
  });

  test('a precision the model does not have is refused with what it has', () => {
    const { probabilities, targets } = madeUp(300, 700, 3);
    expect(tune([...probabilities], [...targets], { kind: 'precision', atLeast: 1 }).note?.english).toMatch(
      /^No number of photos can show/,
    );
    const noisy = tune(
      Array.from({ length: 200 }, (_, row) => row / 200),
      Array.from({ length: 200 }, (_, row) => row % 2),
      { kind: 'precision', atLeast: 0.9 },
    );
    expect(noisy.note?.english).toMatch(
      /^For “dog” the model is shown to reach at most \d+% precision, not 90%/,
    );
  });

  test('a precision within reach is met, and costs recall', () => {
    const { probabilities, targets } = madeUp(300, 700, 3);
    const precise = tune([...probabilities], [...targets], { kind: 'precision', atLeast: 0.9 });
    const best = tune([...probabilities], [...targets]);
    expect(precise.note).toBeNull();
    expect(precise.operatingPoint!.precisionInterval!.low).toBeGreaterThanOrEqual(0.9);
    expect(precise.apply).toBeGreaterThan(best.apply);
    expect(precise.suggest).toBeLessThan(precise.apply);
  });

  test('an impossible wish is a mistake of the caller', () => {
    expect(() => tune([0.5, 0.6], [0, 1], { kind: 'recall', atLeast: 0 })).toThrow(RangeError);
    expect(() => tune([0.5, 0.6], [0, 1], { kind: 'precision', atLeast: 1.2 })).toThrow(RangeError);
    expect(() => tune([0.5], [0, 1])).toThrow(RangeError);
  });

  test('a recall on three photos is met and called uncertain', () => {
    const { note, operatingPoint } = tune([0.9, 0.6, 0.3, 0.2], [1, 1, 1, 0], {
      kind: 'recall',
      atLeast: 0.6,
    });
    expect(operatingPoint!.recall).toBeCloseTo(2 / 3, 12);
    expect(note?.english).toBe(
      'Only 3 photos that have “dog” to check against: the true recall may lie anywhere from 21% to 94%.',
    );
  });
});

describe('all labels', () => {
  /** Label "few" has one positive, whose score says little; "many" has plenty. */
  function twoLabels(crossValidated: number) {
    const photos = 400;
    const { probabilities: many, targets: manyTargets } = madeUp(120, photos - 120, 7, 2);
    const probabilities = new Float32Array(photos * 2);
    const targets = new Int8Array(photos * 2);
    for (let row = 0; row < photos; row++) {
      probabilities[row * 2] = many[row]!;
      targets[row * 2] = manyTargets[row]!;
      probabilities[row * 2 + 1] = row === 0 ? 0.98 : 0.01;
      targets[row * 2 + 1] = row === 0 ? 1 : 0;
    }
    const isCrossValidated = Uint8Array.from({ length: photos }, (_, row) =>
      row % 4 < crossValidated ? 1 : 0,
    );
    return {
      labels: ['many', 'few'],
      probabilities,
      targets,
      isCrossValidated,
      objective: { kind: 'f1' } as const,
    };
  }

  test('a label with one positive leans on all, and says so', () => {
    const [many, few] = tuneThresholds(twoLabels(0));
    expect(many!.note).toBeNull();
    expect(few!.note?.english).toBe(
      'Only 1 photo that has “few” to check against, so the threshold leans on that of all labels together.',
    );
    const own = sigmoid((logit(Math.fround(0.98)) + logit(Math.fround(0.01))) / 2);
    expect(few!.apply).toBeGreaterThan(Math.min(own, many!.apply));
    expect(few!.apply).toBeLessThan(Math.max(own, many!.apply));
    expect(few!.suggest).toBeLessThan(few!.apply);
  });

  test('cross-validated scores are used where validation has too few', () => {
    const [manyInValidation, fewInValidation] = tuneThresholds(twoLabels(1));
    expect(manyInValidation!.operatingPoint).toMatchObject({ basis: 'validation', positives: 90 });
    expect(fewInValidation!.operatingPoint).toMatchObject({ basis: 'cross-validation', positives: 1 });
    const [many] = tuneThresholds(twoLabels(3));
    expect(many!.operatingPoint).toMatchObject({ basis: 'cross-validation', positives: 120 });
  });

  test('a high precision takes all the photos there are', () => {
    const input = { ...twoLabels(1), objective: { kind: 'precision', atLeast: 0.95 } as const };
    expect(tuneThresholds(input)[0]!.operatingPoint!.basis).toBe('cross-validation');
  });

  test('lengths that do not fit are refused', () => {
    expect(() => tuneThresholds({ ...twoLabels(0), isCrossValidated: new Uint8Array(3) })).toThrow(
      RangeError,
    );
    expect(() => tuneThresholds({ ...twoLabels(0), labels: ['a', 'b', 'c'] })).toThrow(RangeError);
  });
});
