import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ABSENT, PRESENT } from '../../../src/shared/label.ts';
import { decide } from '../../../src/shared/threshold.ts';
import { moveHandle, valueAfterKey } from '../../../src/shared/thresholds/move-thresholds.ts';
import { measureOperatingPoint } from '../../../src/shared/thresholds/operating-point.ts';
import { precisionRecallCurve } from '../../../src/shared/thresholds/precision-recall-curve.ts';
import { scoreHistogram } from '../../../src/shared/thresholds/score-histogram.ts';
import { countReaching, countReachingFromTop } from '../../../src/shared/thresholds/sorted-scores.ts';
import { photosAround, photosThatChange, standingAt } from '../../../src/shared/thresholds/standing.ts';

/** Few distinct values, so that ties and exact hits are common. */
const probability = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map((value) => value / 20),
  fc.float({ min: 0, max: 1, noNaN: true }),
);
const ascending = fc.array(probability, { maxLength: 60 }).map((scores) => Float32Array.from(scores).sort());
const pair = fc
  .tuple(probability, probability)
  .map(([a, b]) => ({ apply: Math.max(a, b), suggest: Math.min(a, b) }));
const view = fc.record({ positives: ascending, negatives: ascending, library: ascending }).map((scores) => ({
  heldOutPositives: scores.positives,
  heldOutNegatives: scores.negatives,
  basis: 'validation' as const,
  libraryScores: scores.library.toReversed(),
  libraryPhotoIds: Int32Array.from(scores.library, (_, row) => row + 1),
}));

test('halving counts what looking at each score counts', () => {
  fc.assert(
    fc.property(ascending, probability, (scores, threshold) => {
      const expected = scores.filter((score) => score >= threshold).length;
      expect(countReaching(scores, threshold)).toBe(expected);
      expect(countReachingFromTop(scores.toReversed(), threshold)).toBe(expected);
    }),
  );
});

test('a standing is the measured operating point, and its counts are the decisions of the library’s photos', () => {
  fc.assert(
    fc.property(view, pair, (shown, thresholds) => {
      const { heldOutPositives, heldOutNegatives } = shown;
      const scores = Float32Array.of(...heldOutPositives, ...heldOutNegatives);
      const targets = Int8Array.from(scores, (_, row) => (row < heldOutPositives.length ? PRESENT : ABSENT));
      const standing = standingAt(shown, thresholds);
      expect(standing).toMatchObject(measureOperatingPoint(scores, targets, thresholds.apply, 'validation'));
      const decisions = [...shown.libraryScores].map((score) => decide(score, thresholds));
      expect(standing.applied).toBe(decisions.filter((decision) => decision === 'apply').length);
      expect(standing.suggested).toBe(decisions.filter((decision) => decision === 'suggest').length);
      expect(standing.photos).toBe(decisions.length);
    }),
  );
});

test('the photos that change are those decided differently', () => {
  fc.assert(
    fc.property(view, pair, pair, (shown, before, after) => {
      const expected = [...shown.libraryScores].flatMap((score, index) =>
        decide(score, before) === decide(score, after) ? [] : [shown.libraryPhotoIds[index]!],
      );
      expect(photosThatChange(shown, before, after).sort()).toEqual(expected.sort());
    }),
  );
});

test('the strips begin at the line, on both sides of it', () => {
  fc.assert(
    fc.property(ascending, probability, fc.integer({ min: 0, max: 12 }), (scores, apply, count) => {
      const descending = scores.toReversed();
      const { above, below } = photosAround(descending, apply, count);
      for (const index of above) expect(descending[index]!).toBeGreaterThanOrEqual(apply);
      for (const index of below) expect(descending[index]!).toBeLessThan(apply);
      expect(above.length).toBe(Math.min(count, countReaching(scores, apply)));
      expect(below.length).toBe(Math.min(count, scores.length - countReaching(scores, apply)));
      if (above.length > 0 && below.length > 0) expect(below[0]! - above[0]!).toBe(1);
    }),
  );
});

test('a histogram holds each score once, in the bin whose lower edge it reaches', () => {
  fc.assert(
    fc.property(ascending, fc.integer({ min: 1, max: 50 }), (scores, bins) => {
      const expected = Array.from({ length: bins }, () => 0);
      for (const score of scores) {
        const reached = Array.from({ length: bins }, (_, bin) => bin).filter((bin) => score >= bin / bins);
        expected[reached.at(-1)!]!++;
      }
      expect(scoreHistogram(scores, bins)).toEqual(expected);
    }),
  );
});

test('a curve rises in recall to 1 and says what each threshold does', () => {
  fc.assert(
    fc.property(ascending, ascending, fc.integer({ min: 2, max: 30 }), (positives, negatives, most) => {
      const points = precisionRecallCurve(positives, negatives, most);
      expect(points.length === 0).toBe(positives.length === 0);
      if (points.length === 0) return;
      expect(points.length).toBeLessThanOrEqual(most);
      expect(points.at(-1)!.recall).toBe(1);
      for (const [index, { threshold, recall, precision }] of points.entries()) {
        const tagged = countReaching(positives, threshold) + countReaching(negatives, threshold);
        expect(precision).toBe(countReaching(positives, threshold) / tagged);
        expect(recall).toBeGreaterThan(index === 0 ? 0 : points[index - 1]!.recall);
      }
    }),
  );
});

test('suggest never passes apply, and comes back when apply does', () => {
  fc.assert(
    fc.property(pair, fc.double({ min: -1, max: 2, noNaN: true }), (start, value) => {
      for (const handle of ['apply', 'suggest'] as const) {
        const moved = moveHandle(start, handle, value);
        expect(moved.suggest).toBeLessThanOrEqual(moved.apply);
        expect(moved.apply).toBeGreaterThanOrEqual(0);
        expect(moved.apply).toBeLessThanOrEqual(1);
      }
      expect(moveHandle(start, 'apply', 1).suggest).toBe(start.suggest);
      expect(moveHandle(start, 'suggest', value).apply).toBe(start.apply);
    }),
  );
});

test('keys move by a hundredth, a tenth with Shift, and to the ends', () => {
  expect(valueAfterKey(0.5, 'ArrowRight', false)).toBeCloseTo(0.51);
  expect(valueAfterKey(0.5, 'ArrowUp', true)).toBeCloseTo(0.6);
  expect(valueAfterKey(0.5, 'ArrowLeft', false)).toBeCloseTo(0.49);
  expect(valueAfterKey(0.5, 'ArrowDown', true)).toBeCloseTo(0.4);
  expect(valueAfterKey(0.5, 'PageUp', false)).toBeCloseTo(0.6);
  expect(valueAfterKey(0.5, 'PageDown', false)).toBeCloseTo(0.4);
  expect(valueAfterKey(0.5, 'Home', false)).toBe(0);
  expect(valueAfterKey(0.5, 'End', true)).toBe(1);
  expect(valueAfterKey(0.5, 'a', false)).toBeNull();
});
