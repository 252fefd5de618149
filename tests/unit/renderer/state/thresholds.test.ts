import { beforeEach, expect, test } from 'vitest';
import { Thresholds } from '../../../../src/renderer/state/thresholds.svelte.ts';
import type { LabelThreshold } from '../../../../src/shared/threshold.ts';
import { fakeApi, type FakeApi } from './fake-api.ts';

let stored: LabelThreshold[];
let api: FakeApi;
/** views are answered as they were when they were asked for, once this resolves */
let gate: Promise<void>;

const threshold = (label: string, apply: number): LabelThreshold => ({
  label,
  apply,
  suggest: apply / 2,
  source: 'tuned',
  objective: { kind: 'f1' },
  operatingPoint: null,
  note: null,
});

beforeEach(() => {
  stored = [threshold('dog', 0.6), threshold('beach', 0.4)];
  gate = Promise.resolve();
  api = fakeApi({
    'thresholds.list': () => stored,
    'thresholds.reach': () => [],
    'thresholds.view': async (label) => {
      const then = stored.find((each) => each.label === label)!;
      await gate;
      return {
        threshold: then,
        heldOutPositives: Float32Array.of(0.3, 0.7, 0.9),
        heldOutNegatives: Float32Array.of(0.1, 0.5),
        basis: 'validation',
        reliability: { before: { bins: [], error: null }, after: { bins: [], error: null } },
        libraryScores: Float32Array.of(0.9, 0.5, 0.2),
        libraryPhotoIds: Int32Array.of(1, 2, 3),
      };
    },
    'thresholds.set': ({ label, apply, suggest }) => {
      const set: LabelThreshold = { ...threshold(label, apply), suggest, source: 'manual' };
      stored = stored.map((each) => (each.label === label ? set : each));
      return set;
    },
  });
});

async function open(): Promise<Thresholds> {
  const thresholds = new Thresholds(api, () => {});
  await thresholds.load(null);
  return thresholds;
}

test('begins with the first label by name, and saves where a handle was moved', async () => {
  const thresholds = await open();
  expect([thresholds.label, thresholds.pair.apply, thresholds.isSaved]).toEqual(['beach', 0.4, true]);
  thresholds.move('apply', 0.8);
  expect(thresholds.isSaved).toBe(false);
  expect(thresholds.standing?.applied).toBe(1);
  await thresholds.save();
  expect([thresholds.isSaved, thresholds.changes]).toEqual([true, 1]);
  expect(stored.find(({ label }) => label === 'beach')).toMatchObject({ apply: 0.8, source: 'manual' });
});

test('a move that is taken back changes nothing', async () => {
  const thresholds = await open();
  thresholds.move('apply', 0.8);
  thresholds.takeBack();
  expect([thresholds.pair.apply, thresholds.isSaved]).toEqual([0.4, true]);
  expect(api.asked.some(({ name }) => name === 'thresholds.set')).toBe(false);
});

test('what main said before a move does not move the handle back', async () => {
  const thresholds = await open();
  let letThrough = () => {};
  gate = new Promise((resolve) => (letThrough = resolve));
  const reading = thresholds.load();
  await expect.poll(() => api.asked.filter(({ name }) => name === 'thresholds.view').length).toBe(2);
  thresholds.move('apply', 0.8);
  const saving = thresholds.save();
  letThrough();
  await Promise.all([reading, saving]);
  expect([thresholds.pair.apply, thresholds.view?.threshold.apply, thresholds.isSaved]).toEqual([
    0.8,
    0.8,
    true,
  ]);
  thresholds.follow()();
});
