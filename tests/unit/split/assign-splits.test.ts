import { describe, expect, test } from 'vitest';
import { assignFolds } from '../../../src/main/ml/split/assign-folds.ts';
import { assignSplits } from '../../../src/main/ml/split/assign-splits.ts';
import { TEST, TRAIN, UNASSIGNED, VALIDATION } from '../../../src/shared/photo.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

/** Labels from common to rare, each photo its own group or in bursts of up to four. */
function madeUp(photos: number, inBursts: boolean, unknownShare = 0) {
  const random = createSeededRandom(11);
  const rates = [0.6, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.95];
  const groups = new Int32Array(photos);
  const targets = new Int8Array(photos * rates.length);
  let group = -1;
  let left = 0;
  for (let photo = 0; photo < photos; photo++) {
    const isNew = left === 0;
    if (isNew) {
      group++;
      left = inBursts ? 1 + random.integer(4) : 1;
    }
    left--;
    groups[photo] = group;
    rates.forEach((rate, label) => {
      const index = photo * rates.length + label;
      targets[index] = isNew ? (random.next() < rate ? 1 : 0) : targets[index - rates.length]!;
    });
  }
  for (let index = 0; index < targets.length; index++) if (random.next() < unknownShare) targets[index] = -1;
  return { groups, targets, labelCount: rates.length };
}

function share(
  targets: Int8Array,
  labelCount: number,
  label: number,
  value: number,
  isTaken: (photo: number) => boolean,
) {
  let all = 0;
  let taken = 0;
  for (let photo = 0; photo < targets.length / labelCount; photo++) {
    if (targets[photo * labelCount + label] !== value) continue;
    all++;
    if (isTaken(photo)) taken++;
  }
  return { all, share: taken / all };
}

describe('assignSplits', () => {
  test.each([
    { name: 'single photos', inBursts: false, unknownShare: 0 },
    { name: 'bursts', inBursts: true, unknownShare: 0 },
    { name: 'bursts, half unknown', inBursts: true, unknownShare: 0.5 },
  ])('$name: each label comes near its share of validation', ({ inBursts, unknownShare }) => {
    const input = madeUp(1000, inBursts, unknownShare);
    const splits = new Int8Array(1000).fill(UNASSIGNED);
    const result = assignSplits({ ...input, splits, validationShare: 0.2, seed: 3 });
    const taken = result.filter((split) => split === VALIDATION).length;
    expect(Math.abs(taken - 200)).toBeLessThanOrEqual(25);
    for (let label = 0; label < input.labelCount; label++) {
      const present = share(input.targets, input.labelCount, label, 1, (p) => result[p] === VALIDATION);
      expect(Math.abs(present.share - 0.2) * present.all).toBeLessThanOrEqual(4);
    }
    const absent = share(input.targets, input.labelCount, 7, 0, (photo) => result[photo] === VALIDATION);
    expect(Math.abs(absent.share - 0.2) * absent.all).toBeLessThanOrEqual(4);
  });

  test('plain chance does worse on rare labels', () => {
    const input = madeUp(1000, false);
    const random = createSeededRandom(5);
    const byLot = random.shuffle(Int8Array.from({ length: 1000 }, (_, i) => (i < 200 ? VALIDATION : TRAIN)));
    const stratified = assignSplits({
      ...input,
      splits: new Int8Array(1000).fill(UNASSIGNED),
      validationShare: 0.2,
      seed: 3,
    });
    const error = (result: Int8Array) =>
      Array.from({ length: input.labelCount }, (_, label) =>
        Math.abs(
          share(input.targets, input.labelCount, label, 1, (p) => result[p] === VALIDATION).share - 0.2,
        ),
      ).reduce((sum, value) => sum + value, 0);
    expect(error(stratified)).toBeLessThan(error(byLot) / 3);
  });

  test('given photos are taken into account: the rest makes up for what they lack', () => {
    const input = madeUp(600, false);
    const splits = Int8Array.from({ length: 600 }, (_, photo) =>
      photo < 300 ? TRAIN : photo < 350 ? TEST : UNASSIGNED,
    );
    const result = assignSplits({ ...input, splits, validationShare: 0.2, seed: 1 });
    const taken = result.filter((split) => split === VALIDATION).length;
    expect(Math.abs(taken - 110)).toBeLessThanOrEqual(5);
    expect(result.slice(0, 350)).toEqual(splits.slice(0, 350));
    expect(result.filter((split) => split === TEST)).toHaveLength(50);
  });

  test('a new photo joins its burst, also when that is a test photo', () => {
    const result = assignSplits({
      splits: Int8Array.of(TEST, UNASSIGNED, VALIDATION, VALIDATION, TRAIN, UNASSIGNED, UNASSIGNED),
      groups: Int32Array.of(0, 0, 1, 1, 1, 1, 2),
      targets: new Int8Array(7).fill(1),
      labelCount: 1,
      validationShare: 0.2,
      seed: 1,
    });
    expect([...result]).toEqual([TEST, TEST, VALIDATION, VALIDATION, TRAIN, VALIDATION, TRAIN]);
  });

  test('everything given and no validation: there is none', () => {
    const splits = Int8Array.of(TRAIN, TRAIN, TEST);
    const result = assignSplits({
      splits,
      groups: Int32Array.of(0, 1, 2),
      targets: Int8Array.of(1, 0, 1),
      labelCount: 1,
      validationShare: 0.2,
      seed: 1,
    });
    expect(result).toEqual(splits);
  });

  test('one or two photos, no photo, no label', () => {
    const few = (photos: number, labelCount: number) =>
      assignSplits({
        splits: new Int8Array(photos).fill(UNASSIGNED),
        groups: Int32Array.from({ length: photos }, (_, photo) => photo),
        targets: new Int8Array(photos * labelCount).fill(1),
        labelCount,
        validationShare: 0.2,
        seed: 1,
      });
    expect([...few(0, 3)]).toEqual([]);
    expect([...few(1, 3)]).toEqual([TRAIN]);
    expect([...few(2, 3)].sort()).toEqual([TRAIN, VALIDATION]);
    expect(few(10, 0).filter((split) => split === VALIDATION)).toHaveLength(2);
  });

  test('wrong lengths and shares are refused', () => {
    const input = { ...madeUp(10, false), splits: new Int8Array(10).fill(UNASSIGNED), seed: 1 };
    expect(() => assignSplits({ ...input, validationShare: 1.5 })).toThrow(RangeError);
    expect(() => assignSplits({ ...input, validationShare: 0.2, splits: new Int8Array(9) })).toThrow(
      RangeError,
    );
    expect(() => assignSplits({ ...input, validationShare: 0.2, labelCount: 3 })).toThrow(RangeError);
  });
});

describe('assignFolds', () => {
  test('five folds of the same make-up', () => {
    const input = madeUp(1000, true);
    const folds = assignFolds({ ...input, folds: 5, seed: 2 });
    for (let fold = 0; fold < 5; fold++) {
      expect(Math.abs(folds.filter((value) => value === fold).length - 200)).toBeLessThanOrEqual(12);
      for (let label = 0; label < input.labelCount; label++) {
        const present = share(input.targets, input.labelCount, label, 1, (photo) => folds[photo] === fold);
        expect(Math.abs(present.share - 0.2) * present.all).toBeLessThanOrEqual(5);
      }
    }
  });

  test('one fold is none', () => {
    expect(() => assignFolds({ ...madeUp(10, false), folds: 1, seed: 2 })).toThrow(RangeError);
  });
});
