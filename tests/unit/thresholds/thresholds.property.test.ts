import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countConfusion, f1, recall } from '../../../src/shared/metrics/confusion.ts';
import { decide, type ThresholdObjective } from '../../../src/shared/threshold.ts';
import { bestF1Cut, findCutPoints, thresholdOfCut } from '../../../src/shared/thresholds/cut-points.ts';
import { tuneThreshold } from '../../../src/shared/thresholds/tune-threshold.ts';
import { tuneThresholds } from '../../../src/shared/thresholds/tune-thresholds.ts';

/** Scores with many ties, others a hair apart, and the saturated ends 0 and 1. */
const score = fc.oneof(
  fc.integer({ min: 0, max: 8 }).map((step) => step / 8),
  fc.float({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(1 - 2 ** -24, 2 ** -30, 2 ** -149),
);
const photos = fc.array(fc.tuple(score, fc.constantFrom(1, 0, 0, -1)), { minLength: 1, maxLength: 40 });
const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
const objective: fc.Arbitrary<ThresholdObjective> = fc.oneof(
  fc.constant({ kind: 'f1' as const }),
  share.map((atLeast) => ({ kind: 'precision' as const, atLeast })),
  share.map((atLeast) => ({ kind: 'recall' as const, atLeast })),
);

function asArrays(list: [number, number][]) {
  return {
    probabilities: Float32Array.from(list, ([value]) => value),
    targets: Int8Array.from(list, ([, target]) => target),
  };
}

function tune(list: [number, number][], wanted: ThresholdObjective, isShared = false) {
  return tuneThreshold({
    label: 'dog',
    ...asArrays(list),
    objective: wanted,
    basis: 'validation',
    shared: isShared ? { apply: 0.4, suggest: 0.2 } : null,
  });
}

/** F1, tags and the Wilson bound of every possible threshold, counted by hand. */
function everyCut(list: [number, number][]) {
  const known = list.filter(([, target]) => target !== -1);
  return [...new Set(known.map(([value]) => Math.fround(value)))].map((threshold) => {
    const tagged = known.filter(([value]) => Math.fround(value) >= threshold);
    const hits = tagged.filter(([, target]) => target === 1).length;
    const positives = known.filter(([, target]) => target === 1).length;
    const n = tagged.length;
    const p = hits / n;
    const z = 1.959963984540054;
    const bound =
      hits === 0
        ? 0
        : (p + (z * z) / (2 * n) - z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) /
          (1 + (z * z) / n);
    return { threshold, tags: n, f1: (2 * hits) / (n + positives), recall: hits / positives, bound };
  });
}

test('each cut tags exactly the photos down to its score', () => {
  fc.assert(
    fc.property(photos, (list) => {
      const { probabilities, targets } = asArrays(list);
      const cuts = findCutPoints(probabilities, targets);
      for (let cut = 0; cut < cuts.scores.length; cut++) {
        const threshold = thresholdOfCut(cuts, cut);
        const { truePositives, falsePositives } = countConfusion(probabilities, targets, threshold);
        expect(truePositives + falsePositives).toBe(cuts.tagged[cut]);
        expect(truePositives).toBe(cuts.truePositives[cut]);
        expect(threshold >= 0 && threshold <= 1).toBe(true);
      }
    }),
  );
});

test('best F1 is the best of all possible thresholds, whatever the order of the photos', () => {
  fc.assert(
    fc.property(photos, (list) => {
      const tuned = tune(list, { kind: 'f1' });
      if (tuned.source === 'default') return;
      const best = Math.max(...everyCut(list).map((cut) => cut.f1));
      expect(tuned.operatingPoint!.f1).toBeCloseTo(best, 12);
      expect(tune(list.toReversed(), { kind: 'f1' })).toEqual(tuned);
      const { probabilities, targets } = asArrays(list);
      expect(f1(countConfusion(probabilities, targets, tuned.apply))).toBeCloseTo(best, 12);
      expect(bestF1Cut(findCutPoints(probabilities, targets))).not.toBeNull();
    }),
  );
});

test('wanted precision: its bound is met by the lowest threshold that can, or refused when none can', () => {
  fc.assert(
    fc.property(photos, fc.double({ min: 0.05, max: 0.8, noNaN: true }), (list, atLeast) => {
      const tuned = tune(list, { kind: 'precision', atLeast });
      if (tuned.source === 'default') return;
      const meeting = everyCut(list).filter((cut) => cut.bound >= atLeast);
      if (meeting.length === 0) {
        expect(tuned.note?.english).toMatch(/threshold with the best F1/);
        expect(tuned.apply).toBe(tune(list, { kind: 'f1' }).apply);
        return;
      }
      expect(tuned.note).toBeNull();
      const { operatingPoint } = tuned;
      expect(operatingPoint!.precisionInterval!.low).toBeGreaterThanOrEqual(atLeast);
      const tagged = list.filter(
        ([value, target]) => target !== -1 && Math.fround(value) >= tuned.apply,
      ).length;
      expect(tagged).toBe(Math.max(...meeting.map((cut) => cut.tags)));
    }),
  );
});

test('wanted recall: met by the highest threshold that can', () => {
  fc.assert(
    fc.property(photos, share, (list, atLeast) => {
      const tuned = tune(list, { kind: 'recall', atLeast });
      if (tuned.source === 'default') return;
      const { probabilities, targets } = asArrays(list);
      expect(recall(countConfusion(probabilities, targets, tuned.apply))).toBeGreaterThanOrEqual(atLeast);
      const fewest = Math.min(
        ...everyCut(list)
          .filter((cut) => cut.recall >= atLeast)
          .map((cut) => cut.tags),
      );
      const tagged = list.filter(
        ([value, target]) => target !== -1 && Math.fround(value) >= tuned.apply,
      ).length;
      expect(tagged).toBe(fewest);
    }),
  );
});

test('suggest is never above apply, and both are probabilities', () => {
  fc.assert(
    fc.property(photos, objective, fc.boolean(), (list, wanted, isShared) => {
      const { apply, suggest } = tune(list, wanted, isShared);
      expect(suggest).toBeLessThanOrEqual(apply);
      expect(suggest).toBeGreaterThanOrEqual(0);
      expect(apply).toBeLessThanOrEqual(1);
    }),
  );
});

test('standing alone, the suggested band is right at least once in five', () => {
  fc.assert(
    fc.property(photos, objective, (list, wanted) => {
      const threshold = tune(list, wanted);
      const band = list.filter(
        ([value, target]) => target !== -1 && decide(Math.fround(value), threshold) === 'suggest',
      );
      const right = band.filter(([, target]) => target === 1).length;
      if (threshold.source === 'tuned') expect(right).toBeGreaterThanOrEqual(band.length / 5);
    }),
  );
});

test('a higher threshold never adds tags', () => {
  fc.assert(
    fc.property(photos, share, share, (list, one, other) => {
      const { probabilities, targets } = asArrays(list);
      const low = countConfusion(probabilities, targets, Math.min(one, other));
      const high = countConfusion(probabilities, targets, Math.max(one, other));
      expect(high.truePositives).toBeLessThanOrEqual(low.truePositives);
      expect(high.falsePositives).toBeLessThanOrEqual(low.falsePositives);
    }),
  );
});

test('a label with few photos ends between its own and the shared threshold', () => {
  fc.assert(
    fc.property(photos, (list) => {
      const own = tune(list, { kind: 'f1' });
      if (own.source === 'default') return;
      const drawn = tune(list, { kind: 'f1' }, true);
      expect(drawn.apply).toBeGreaterThanOrEqual(Math.min(own.apply, 0.4) - 1e-6);
      expect(drawn.apply).toBeLessThanOrEqual(Math.max(own.apply, 0.4) + 1e-6);
    }),
  );
});

test('every label gets thresholds in order, whatever is known', () => {
  const rows = fc.array(
    fc.array(fc.tuple(score, fc.constantFrom(1, 0, -1)), { minLength: 3, maxLength: 3 }),
    {
      minLength: 0,
      maxLength: 20,
    },
  );
  fc.assert(
    fc.property(rows, objective, (list, wanted) => {
      const thresholds = tuneThresholds({
        labels: ['dog', 'cat', 'sea'],
        ...asArrays(list.flat()),
        isCrossValidated: Uint8Array.from(list, (_, index) => index % 2),
        objective: wanted,
      });
      expect(thresholds.map((threshold) => threshold.label)).toEqual(['dog', 'cat', 'sea']);
      thresholds.forEach((threshold, label) => {
        const known = list.map((row) => row[label]![1]).filter((target) => target !== -1);
        const canTune = known.includes(1) && known.includes(0);
        expect(threshold.source).toBe(canTune ? 'tuned' : 'default');
        expect(threshold.operatingPoint === null).toBe(!canTune);
        if (!canTune) expect(threshold.note).not.toBeNull();
      });
    }),
  );
});
