import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ABSENT, PRESENT, UNKNOWN } from '../../../src/shared/label.ts';
import { measureReliability } from '../../../src/shared/metrics/reliability.ts';
import {
  countAnswers,
  isSparse,
  isTooFewForReliability,
  leaningOf,
  shareInterval,
} from '../../../src/shared/metrics/reliability-reading.ts';

const judged = fc
  .array(
    fc.record({
      said: fc.double({ min: 0, max: 1, noNaN: true }),
      target: fc.constantFrom(ABSENT, PRESENT, UNKNOWN),
    }),
    { maxLength: 80 },
  )
  .map((rows) => ({
    said: Float32Array.from(rows, (row) => row.said),
    targets: Int8Array.from(rows, (row) => row.target),
  }));

test('counts what was answered, whatever the bins', () => {
  fc.assert(
    fc.property(judged, ({ said, targets }) => {
      expect(countAnswers(measureReliability(said, targets))).toEqual({
        present: targets.filter((target) => target === PRESENT).length,
        absent: targets.filter((target) => target === ABSENT).length,
      });
    }),
  );
});

test('leans as far as the means do, and never further than the error', () => {
  fc.assert(
    fc.property(judged, ({ said, targets }) => {
      const reliability = measureReliability(said, targets);
      const known = [...targets.keys()].filter((row) => targets[row] !== UNKNOWN);
      const leaning = leaningOf(reliability);
      if (known.length === 0) {
        expect(leaning).toBeNull();
        return;
      }
      const sum = known.reduce((total, row) => total + said[row]! - targets[row]!, 0);
      expect(leaning!).toBeCloseTo(sum / known.length, 5);
      expect(Math.abs(leaning!)).toBeLessThanOrEqual(reliability.error! + 1e-9);
    }),
  );
});

test('the interval of a bin holds its share, and narrows with more answers', () => {
  const bin = (count: number) => ({ low: 0.2, high: 0.3, count, meanProbability: 0.25, share: 0.25 });
  const widths = [4, 8, 40, 400].map((count) => {
    const { low, high } = shareInterval(bin(count))!;
    expect(low).toBeLessThan(0.25);
    expect(high).toBeGreaterThan(0.25);
    return high - low;
  });
  expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  expect([4, 8, 40, 400].map((count) => isSparse(bin(count)))).toEqual([true, true, false, false]);
});

test.each([
  { present: 0, absent: 0, isTooFew: true },
  { present: 9, absent: 400, isTooFew: true },
  { present: 400, absent: 9, isTooFew: true },
  { present: 20, absent: 20, isTooFew: true },
  { present: 10, absent: 40, isTooFew: false },
])('$present yes and $absent no: too few is $isTooFew', ({ present, absent, isTooFew }) => {
  expect(isTooFewForReliability({ present, absent })).toBe(isTooFew);
});
