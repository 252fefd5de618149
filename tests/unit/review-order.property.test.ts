import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ABSENT, PRESENT, UNKNOWN } from '../../src/shared/label.ts';
import {
  countOpen,
  logit,
  orderForReview,
  type ReviewedLabel,
  type ScoredPairs,
  type ScoreOrder,
} from '../../src/shared/review-order.ts';

const label = (apply: number, suggest: number, positives = 0): ReviewedLabel => ({
  apply,
  suggest,
  positives,
});

function pairsOf(rows: number[][], labels: (ReviewedLabel | null)[], targets?: number[][]): ScoredPairs {
  return {
    scores: Float32Array.from(rows.flat()),
    targets: Int8Array.from(targets?.flat() ?? rows.flat().map(() => UNKNOWN)),
    labels,
  };
}

const someLabel = fc
  .record({
    thresholds: fc.tuple(
      fc.float({ min: 0, max: 1, noNaN: true }),
      fc.float({ min: 0, max: 1, noNaN: true }),
    ),
    positives: fc.nat(5),
  })
  .map(({ thresholds: [a, b], positives }) => label(Math.max(a, b), Math.min(a, b), positives));

const somePairs: fc.Arbitrary<ScoredPairs> = fc
  .array(fc.option(someLabel), { minLength: 1, maxLength: 4 })
  .chain((labels) =>
    fc.integer({ min: 0, max: 12 }).chain((rows) => {
      const length = { minLength: rows * labels.length, maxLength: rows * labels.length };
      return fc.record({
        labels: fc.constant(labels),
        scores: fc
          .array(fc.float({ min: 0, max: 1, noNaN: true }), length)
          .map((list) => Float32Array.from(list)),
        targets: fc
          .array(fc.constantFrom(UNKNOWN, UNKNOWN, PRESENT, ABSENT), length)
          .map((list) => Int8Array.from(list)),
      });
    }),
  );

describe('orderForReview', () => {
  test('confident: the likeliest first, whatever the label', () => {
    const pairs = pairsOf(
      [
        [0.6, 0.99],
        [0.95, 0.2],
      ],
      [label(0.5, 0.5), label(0.5, 0.5)],
    );
    expect(orderForReview(pairs, 'confident', 10)).toEqual({ pairs: [1, 2, 0], total: 3 });
  });

  test('uncertain: nearest to the apply threshold first in logits, also just below the suggest threshold', () => {
    const pairs = pairsOf([[0.99], [0.55], [0.4], [0.05]], [label(0.5, 0.45)]);
    expect(orderForReview(pairs, 'uncertain', 10)).toEqual({ pairs: [1, 2, 0], total: 3 });
  });

  test('uncertain: the same distance in score weighs more near the edge', () => {
    // 0.98 → 0.99 is 0.70 logits, 0.5 → 0.6 only 0.41
    const pairs = pairsOf([[0.99, 0.6]], [label(0.98, 0.5), label(0.5, 0.4)]);
    expect(orderForReview(pairs, 'uncertain', 1).pairs).toEqual([1]);
  });

  test('rare: the label with the fewest positives first, in it the likeliest', () => {
    const pairs = pairsOf(
      [
        [0.99, 0.6],
        [0.98, 0.7],
      ],
      [label(0.5, 0.3, 900), label(0.5, 0.3, 3)],
    );
    expect(orderForReview(pairs, 'rare', 10).pairs).toEqual([3, 1, 0, 2]);
  });

  test('leaves out what a person answered and labels that take no part', () => {
    const pairs = pairsOf(
      [[0.9, 0.9, 0.9]],
      [label(0.5, 0.3), null, label(0.5, 0.3)],
      [[ABSENT, UNKNOWN, UNKNOWN]],
    );
    expect(orderForReview(pairs, 'confident', 10)).toEqual({ pairs: [2], total: 1 });
    expect([...countOpen(pairs)]).toEqual([0, 0, 1]);
  });

  test('of nothing is nothing', () => {
    expect(orderForReview(pairsOf([], [label(0.5, 0.3)]), 'uncertain', 5)).toEqual({ pairs: [], total: 0 });
  });

  test('a limit gives the beginning of the whole order', () => {
    fc.assert(
      fc.property(
        somePairs,
        fc.constantFrom<ScoreOrder[]>('uncertain', 'rare', 'confident'),
        fc.integer({ min: 1, max: 20 }),
        (pairs, order, limit) => {
          const whole = orderForReview(pairs, order, 1000);
          const some = orderForReview(pairs, order, limit);
          expect(some.total).toBe(whole.total);
          expect(whole.pairs).toHaveLength(whole.total);
          expect(some.pairs).toEqual(whole.pairs.slice(0, limit));
        },
      ),
    );
  });

  test('asks about every open suggestion exactly once, and never about an answered pair', () => {
    fc.assert(
      fc.property(
        somePairs,
        fc.constantFrom<ScoreOrder[]>('uncertain', 'rare', 'confident'),
        (pairs, order) => {
          const asked = orderForReview(pairs, order, 1000).pairs;
          const width = pairs.labels.length;
          expect(new Set(asked).size).toBe(asked.length);
          expect(asked.every((place) => pairs.targets[place] === UNKNOWN)).toBe(true);
          const suggestions = [...pairs.scores.keys()].filter((place) => {
            const suggested = pairs.labels[place % width];
            return suggested && pairs.targets[place] === UNKNOWN && pairs.scores[place]! >= suggested.suggest;
          });
          expect(suggestions.filter((place) => !asked.includes(place))).toEqual([]);
          expect(countOpen(pairs).reduce((sum, count) => sum + count, 0)).toBe(suggestions.length);
          if (order !== 'uncertain') expect(asked).toHaveLength(suggestions.length);
        },
      ),
    );
  });

  test('uncertain: distances never fall', () => {
    fc.assert(
      fc.property(somePairs, (pairs) => {
        const distances = orderForReview(pairs, 'uncertain', 1000).pairs.map((place) =>
          Math.abs(logit(pairs.scores[place]!) - logit(pairs.labels[place % pairs.labels.length]!.apply)),
        );
        expect(distances).toEqual([...distances].sort((a, b) => a - b));
      }),
    );
  });
});

test('logit is odd around one half and finite at both ends', () => {
  expect(logit(0.5)).toBe(0);
  expect(logit(0.9)).toBeCloseTo(Math.log(9), 12);
  expect(logit(1)).toBeCloseTo(-logit(0), 6);
  expect(Number.isFinite(logit(1))).toBe(true);
});
