import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignFolds } from '../../../src/main/ml/split/assign-folds.ts';
import { assignSplits } from '../../../src/main/ml/split/assign-splits.ts';
import { TEST, TRAIN, UNASSIGNED, VALIDATION } from '../../../src/shared/photo.ts';

const LABELS = 4;

/** Photos with groups, some splits given, targets of which many are unknown. */
const library = fc
  .array(
    fc.record({
      group: fc.integer({ min: 0, max: 25 }),
      split: fc.constantFrom(UNASSIGNED, UNASSIGNED, UNASSIGNED, TRAIN, VALIDATION, TEST),
      row: fc.array(fc.constantFrom(1, 0, 0, 0, -1), { minLength: LABELS, maxLength: LABELS }),
    }),
    { maxLength: 60 },
  )
  .map((photos) => ({
    groups: Int32Array.from(photos, (photo) => photo.group),
    splits: Int8Array.from(photos, (photo) => photo.split),
    targets: Int8Array.from(photos.flatMap((photo) => photo.row)),
  }));

type Library = { groups: Int32Array; splits: Int8Array; targets: Int8Array };

function assign(input: Library, seed = 1, validationShare = 0.2) {
  return assignSplits({ ...input, labelCount: LABELS, validationShare, seed });
}

function photosOf(groups: Int32Array, group: number): number[] {
  return [...groups.keys()].filter((photo) => groups[photo] === group);
}

/** How many groups of a label's positives lie on each side. */
function groupsWith({ groups, targets }: Library, result: Int8Array, label: number, side: number) {
  const holding = [...groups.keys()].filter(
    (photo) => targets[photo * LABELS + label] === 1 && result[photo] === side,
  );
  return new Set(holding.map((photo) => groups[photo])).size;
}

test('what is given stays, everything gets a side, and nothing becomes a test photo', () => {
  fc.assert(
    fc.property(library, (input) => {
      const before = input.splits.slice();
      const result = assign(input);
      expect(input.splits).toEqual(before);
      for (const [photo, split] of input.splits.entries()) {
        if (split !== UNASSIGNED) expect(result[photo]).toBe(split);
        else if (photosOf(input.groups, input.groups[photo]!).every((other) => input.splits[other] !== TEST))
          expect([TRAIN, VALIDATION]).toContain(result[photo]);
        else expect([TRAIN, VALIDATION, TEST]).toContain(result[photo]);
      }
    }),
  );
});

test('a group never straddles, unless it was given so', () => {
  fc.assert(
    fc.property(library, (input) => {
      const result = assign(input);
      for (const group of new Set(input.groups)) {
        const photos = photosOf(input.groups, group);
        const given = new Set(photos.map((photo) => input.splits[photo]).filter((s) => s !== UNASSIGNED));
        const sides = new Set(photos.map((photo) => result[photo]));
        expect(sides.size).toBe(Math.max(1, given.size));
        for (const side of given) expect(sides.has(side)).toBe(true);
      }
    }),
  );
});

test('the same seed gives the same split', () => {
  fc.assert(
    fc.property(library, fc.integer(), (input, seed) => {
      expect(assign(input, seed)).toEqual(assign(input, seed));
    }),
  );
});

test('photos added later move none of those assigned before', () => {
  fc.assert(
    fc.property(library, fc.integer({ min: 0, max: 60 }), (input, cut) => {
      const early = Math.min(cut, input.groups.length);
      const first = assign({
        groups: input.groups.slice(0, early),
        splits: input.splits.slice(0, early),
        targets: input.targets.slice(0, early * LABELS),
      });
      const splits = input.splits.slice();
      splits.set(first);
      expect(assign({ ...input, splits }).slice(0, early)).toEqual(first);
    }),
  );
});

test('a label in two free groups is on both sides, unless moving any one would take another label away', () => {
  fc.assert(
    fc.property(library, (input) => {
      const free = { ...input, splits: new Int8Array(input.splits.length).fill(UNASSIGNED) };
      const result = assign(free);
      const count = (label: number, side: number) => groupsWith(free, result, label, side);
      for (let label = 0; label < LABELS; label++) {
        for (const [from, to] of [
          [TRAIN, VALIDATION],
          [VALIDATION, TRAIN],
        ] as const) {
          if (count(label, to) > 0 || count(label, from) < 2) continue;
          const holding = new Set(
            [...free.groups.keys()]
              .filter((photo) => free.targets[photo * LABELS + label] === 1)
              .map((photo) => free.groups[photo]!),
          );
          for (const group of holding) {
            const isNeeded = [0, 1, 2, 3].some((other) => {
              const isHeld = (value: number) =>
                photosOf(free.groups, group).some((photo) => free.targets[photo * LABELS + other] === value);
              const onlyOne = (value: number) =>
                new Set(
                  [...free.groups.keys()]
                    .filter(
                      (photo) => free.targets[photo * LABELS + other] === value && result[photo] === from,
                    )
                    .map((photo) => free.groups[photo]),
                ).size === 1;
              return (isHeld(1) && onlyOne(1)) || (isHeld(0) && onlyOne(0));
            });
            expect(isNeeded).toBe(true);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('validation takes its share, to within the largest group', () => {
  fc.assert(
    fc.property(library, fc.double({ min: 0.1, max: 0.5, noNaN: true }), (input, share) => {
      const unlabelled = {
        groups: input.groups,
        splits: new Int8Array(input.splits.length).fill(UNASSIGNED),
        targets: new Int8Array(input.targets.length).fill(-1),
      };
      const result = assign(unlabelled, 1, share);
      const taken = result.filter((split) => split === VALIDATION).length;
      const largest = Math.max(0, ...[...new Set(input.groups)].map((g) => photosOf(input.groups, g).length));
      expect(Math.abs(taken - share * result.length)).toBeLessThanOrEqual(largest);
    }),
  );
});

test('folds: groups stay whole, the result repeats, and sizes differ by no more than the largest group', () => {
  fc.assert(
    fc.property(library, fc.integer({ min: 2, max: 6 }), fc.integer(), ({ groups, targets }, folds, seed) => {
      const result = assignFolds({ groups, targets, labelCount: LABELS, folds, seed });
      expect(assignFolds({ groups, targets, labelCount: LABELS, folds, seed })).toEqual(result);
      for (const group of new Set(groups))
        expect(new Set(photosOf(groups, group).map((photo) => result[photo])).size).toBe(1);
      for (const fold of result) expect(fold >= 0 && fold < folds).toBe(true);

      const unknown = new Int8Array(targets.length).fill(-1);
      const plain = assignFolds({ groups, targets: unknown, labelCount: LABELS, folds, seed });
      const sizes = Array.from({ length: folds }, (_, fold) => plain.filter((f) => f === fold).length);
      const largest = Math.max(0, ...[...new Set(groups)].map((group) => photosOf(groups, group).length));
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(largest);
    }),
  );
});
