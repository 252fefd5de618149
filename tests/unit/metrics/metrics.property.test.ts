import fc from 'fast-check';
import { expect, test } from 'vitest';
import { macroF1, microF1, samplesF1 } from '../../../src/shared/metrics/averages.ts';
import {
  countConfusion,
  countConfusions,
  f1,
  precision,
  recall,
} from '../../../src/shared/metrics/confusion.ts';
import {
  crossEntropyFromLogit,
  crossEntropyFromProbability,
  sigmoid,
} from '../../../src/shared/metrics/cross-entropy.ts';
import {
  averagePrecision,
  averagePrecisionOf,
  meanAveragePrecision,
  rankScores,
  rocAuc,
} from '../../../src/shared/metrics/ranking.ts';
import { wilsonInterval } from '../../../src/shared/metrics/wilson-interval.ts';

/** Scores on a coarse grid, so that ties are common. */
const pairs = fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.constantFrom(1, 0, -1)), {
  minLength: 1,
  maxLength: 30,
});

function asArrays(list: [number, number][]) {
  return {
    scores: Float32Array.from(list, ([score]) => score / 4),
    targets: Int8Array.from(list, ([, target]) => target),
  };
}

function close(a: number | null, b: number | null) {
  if (a === null || b === null) expect(a).toBe(b);
  else expect(a).toBeCloseTo(b, 12);
}

test('average precision is the sum over all thresholds, counted by hand', () => {
  fc.assert(
    fc.property(pairs, (list) => {
      const known = list.filter(([, target]) => target !== -1);
      const positives = known.filter(([, target]) => target === 1).length;
      let expected: number | null = positives === 0 ? null : 0;
      let recallAbove = 0;
      for (const threshold of [...new Set(known.map(([score]) => score))].sort((a, b) => b - a)) {
        const tagged = known.filter(([score]) => score >= threshold);
        const hits = tagged.filter(([, target]) => target === 1).length;
        if (expected !== null) expected += (hits / positives - recallAbove) * (hits / tagged.length);
        recallAbove = hits / positives;
      }
      const { scores, targets } = asArrays(list);
      close(averagePrecision(scores, targets), expected);
    }),
  );
});

test('ROC AUC is the share of ordered pairs, ties half', () => {
  fc.assert(
    fc.property(pairs, (list) => {
      const positives = list.filter(([, target]) => target === 1);
      const negatives = list.filter(([, target]) => target === 0);
      let ordered = 0;
      for (const [high] of positives)
        for (const [low] of negatives) ordered += high > low ? 1 : high === low ? 0.5 : 0;
      const count = positives.length * negatives.length;
      const { scores, targets } = asArrays(list);
      close(rocAuc(scores, targets), count === 0 ? null : ordered / count);
    }),
  );
});

test('the order of the photos does not matter, nor does a growing function of the scores', () => {
  fc.assert(
    fc.property(pairs, (list) => {
      const { scores, targets } = asArrays(list);
      const reversed = asArrays(list.toReversed());
      const bent = scores.map((score) => Math.atan(score * 3) + 7);
      close(averagePrecision(reversed.scores, reversed.targets), averagePrecision(scores, targets));
      close(averagePrecision(bent, targets), averagePrecision(scores, targets));
      close(rocAuc(bent, targets), rocAuc(scores, targets));
      close(rocAuc(reversed.scores, reversed.targets), rocAuc(scores, targets));
    }),
  );
});

test('weights count a photo as often as if it were there that often', () => {
  const weighted = fc.array(
    fc.tuple(fc.integer({ min: -4, max: 4 }), fc.constantFrom(1, 0, -1), fc.integer({ min: 0, max: 3 })),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(weighted, (list) => {
      const single = asArrays(list.map(([score, target]) => [score, target]));
      const repeated = asArrays(
        list.flatMap(([score, target, times]) =>
          Array.from({ length: times }, (): [number, number] => [score, target]),
        ),
      );
      const weights = list.map(([, , times]) => times);
      close(
        averagePrecisionOf(rankScores(single.scores, single.targets), weights),
        averagePrecision(repeated.scores, repeated.targets),
      );
    }),
  );
});

test('counts and measures agree with counting by hand, and stay in range', () => {
  fc.assert(
    fc.property(pairs, fc.integer({ min: -5, max: 5 }), (list, step) => {
      const { scores, targets } = asArrays(list);
      const count = (tagged: boolean, target: number) =>
        list.filter(([score, value]) => score >= step === tagged && value === target).length;
      const confusion = countConfusion(scores, targets, step / 4);
      expect(confusion).toEqual({
        truePositives: count(true, 1),
        falsePositives: count(true, 0),
        falseNegatives: count(false, 1),
        trueNegatives: count(false, 0),
      });
      const both = [precision(confusion), recall(confusion)] as const;
      const harmonic =
        both[0] === null || both[1] === null || both[0] + both[1] === 0
          ? null
          : (2 * both[0] * both[1]) / (both[0] + both[1]);
      if (harmonic !== null) close(f1(confusion), harmonic);
      for (const value of [...both, f1(confusion)])
        if (value !== null) expect(value >= 0 && value <= 1).toBe(true);
    }),
  );
});

test('averages do not depend on the order of photos; each label alone is its column', () => {
  const rows = fc.array(
    fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(1, 0, -1)), {
      minLength: 3,
      maxLength: 3,
    }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(rows, (list) => {
      const forward = asArrays(list.flat());
      const backward = asArrays(list.toReversed().flat());
      const thresholds = [0.25, 0.5, 0.75];
      const confusions = countConfusions(forward.scores, forward.targets, thresholds);
      expect(countConfusions(backward.scores, backward.targets, thresholds)).toEqual(confusions);
      close(
        samplesF1(backward.scores, backward.targets, thresholds),
        samplesF1(forward.scores, forward.targets, thresholds),
      );
      close(
        meanAveragePrecision(backward.scores, backward.targets, 3),
        meanAveragePrecision(forward.scores, forward.targets, 3),
      );
      const alone = [0, 1, 2].map((label) => {
        const { scores, targets } = asArrays(list.map((row) => row[label]!));
        return countConfusion(scores, targets, thresholds[label]!);
      });
      expect(confusions).toEqual(alone);
      close(macroF1(confusions), macroF1(confusions.toReversed()));
      close(microF1(confusions), microF1(confusions.toReversed()));
    }),
  );
});

test('cross-entropy of a logit is that of its probability, and never negative', () => {
  fc.assert(
    fc.property(fc.double({ min: -15, max: 15, noNaN: true }), fc.constantFrom(0, 1), (value, target) => {
      const loss = crossEntropyFromLogit(value, target);
      expect(loss).toBeGreaterThanOrEqual(0);
      expect(loss).toBeCloseTo(crossEntropyFromProbability(sigmoid(value), target), 6);
    }),
  );
});

test('the Wilson interval holds the share and narrows with more trials', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (trials, share) => {
        const successes = Math.round(share * trials);
        const { low, high } = wilsonInterval(successes, trials)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(successes / trials);
        expect(high).toBeGreaterThanOrEqual(successes / trials);
        const wider = wilsonInterval(4 * successes, 4 * trials)!;
        expect(wider.high - wider.low).toBeLessThan(high - low);
      },
    ),
  );
});
