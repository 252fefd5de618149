import { expect, test } from 'vitest';
import { chooseHeldOutFolds } from '../../../src/main/ml/held-out-folds.ts';
import { ABSENT, PRESENT } from '../../../src/shared/label.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { TEST, TRAIN, VALIDATION } from '../../../src/shared/photo.ts';

const photoCount = 40;
const input = {
  photos: Int32Array.from({ length: 32 }, (_, place) => place),
  targets: Int8Array.from({ length: photoCount }, (_, photo) => (photo % 3 === 0 ? PRESENT : ABSENT)),
  labelCount: 1,
  splits: Int8Array.from({ length: photoCount }, (_, photo) =>
    photo < 24 ? TRAIN : photo < 32 ? VALIDATION : TEST,
  ),
  groups: Int32Array.from({ length: photoCount }, (_, photo) => Math.floor(photo / 2)),
  settings: resolveTrainingSettings(),
};

test('every photo is held out once, validation photos together and last', () => {
  const folds = chooseHeldOutFolds(input);
  expect(folds).toHaveLength(6);
  expect([...folds.at(-1)!.held]).toEqual([24, 25, 26, 27, 28, 29, 30, 31]);
  expect(folds.flatMap(({ held }) => [...held]).sort((a, b) => a - b)).toEqual([...input.photos]);
  for (const { held, learned } of folds) {
    const groups = new Set(Array.from(held, (place) => input.groups[place]));
    expect(Array.from(learned).some((place) => groups.has(input.groups[place]))).toBe(false);
    expect(held.length + learned.length).toBe(32);
  }
});

test('a moment on both sides of a person’s split is not learned from while a part of it is held out', () => {
  const groups = input.groups.map((group, photo) =>
    photo === 24 || photo === 25 ? input.groups[0]! : group,
  );
  const last = chooseHeldOutFolds({ ...input, groups }).at(-1)!;
  expect(last.learned).not.toContain(0);
  expect(last.learned).not.toContain(1);
  expect(last.learned).toHaveLength(22);
});

test('what leaves nothing to learn from is not held out', () => {
  expect(chooseHeldOutFolds({ ...input, groups: new Int32Array(photoCount) })).toEqual([]);
});
