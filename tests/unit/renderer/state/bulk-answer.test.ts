import { expect, test } from 'vitest';
import { BulkAnswer } from '../../../../src/renderer/state/bulk-answer.svelte.ts';
import type { LabelId, PhotoId } from '../../../../src/shared/ids.ts';
import type { LabelThreshold } from '../../../../src/shared/threshold.ts';
import { fakeApi } from './fake-api.ts';

const beach = 7 as LabelId;
const scores = [0.97, 0.91, 0.9, 0.6, 0.41, 0.3, 0.2];

async function load(apply: number, suggest: number): Promise<BulkAnswer> {
  const threshold = { label: 'beach', apply, suggest } as LabelThreshold;
  const api = fakeApi({
    'thresholds.list': () => [threshold],
    'review.above': ({ score }) =>
      scores
        .filter((other) => other >= score)
        .map((other, index) => ({ photoId: (index + 1) as PhotoId, score: other })),
  });
  const bulk = new BulkAnswer(api, beach);
  await bulk.load('beach');
  return bulk;
}
const answered = (bulk: BulkAnswer) => bulk.answers().map(({ score }) => score);

test('accepts from the line on, the line included; it begins at 90%', async () => {
  const bulk = await load(0.5, 0.25);
  expect(bulk.threshold).toBe(0.9);
  expect(answered(bulk)).toEqual([0.97, 0.91, 0.9]);
  expect(bulk.nearest.map(({ score }) => score)).toEqual([0.9, 0.91, 0.97]);
  expect(bulk.answers()[0]).toEqual({ photoId: 1, labelId: beach, score: 0.97 });
});

test('rejects what lies below the line; it begins between suggest and apply', async () => {
  const bulk = await load(0.5, 0.2);
  bulk.value = 'absent';
  expect(bulk.threshold).toBe(0.35);
  expect(answered(bulk)).toEqual([0.3, 0.2]);
  expect(bulk.nearest.map(({ score }) => score)).toEqual([0.3, 0.2]);
  bulk.moveLine(0.6);
  expect(answered(bulk)).toEqual([0.41, 0.3, 0.2]);
});

test('keeps a line for each answer, and no pair is both accepted and rejected at one line', async () => {
  const bulk = await load(0.5, 0.2);
  bulk.moveLine(0.41);
  bulk.value = 'absent';
  bulk.moveLine(0.41);
  const below = answered(bulk);
  bulk.value = 'present';
  expect(bulk.threshold).toBe(0.41);
  expect([...answered(bulk), ...below]).toEqual(scores);
});

test('the line never begins below what is suggested', async () => {
  expect((await load(0.97, 0.95)).threshold).toBe(0.97);
  const surest = await load(0.995, 0.99);
  surest.value = 'absent';
  expect(surest.threshold).toBe(1);
});
