import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { checkpointsIn } from '../../../src/main/engine/checkpoint-file.ts';
import type { TuningState } from '../../../src/main/ml/fine-tune/tuning-state.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

const random = createSeededRandom(1);
const arrays = () => [7, 3, 1].map((length) => Float32Array.from({ length }, () => random.normal()));
const state = (): TuningState => ({
  records: [
    { epoch: 1, trainingLoss: 0.5, validationLoss: null, validationMAP: 0.25 },
    { epoch: 2, trainingLoss: 0.4, validationLoss: 0.6, validationMAP: null },
  ],
  values: arrays(),
  averaged: arrays(),
  moments: { steps: 9, first: arrays(), second: arrays() },
  best: { epoch: 1, values: arrays() },
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagwright-checkpoint-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

test('a state comes back as it was, and a later one replaces it', async () => {
  const checkpoints = checkpointsIn(folder, 'these photos');
  expect(await checkpoints.read()).toBeNull();
  for (const each of [state(), state()]) {
    await checkpoints.write(each);
    expect(await checkpointsIn(folder, 'these photos').read()).toEqual(each);
  }
  expect(existsSync(join(folder, 'checkpoint.bin.partial'))).toBe(false);
});

test('other photos, a cut and a spoiled file are no checkpoint', async () => {
  await checkpointsIn(folder, 'these photos').write(state());
  expect(await checkpointsIn(folder, 'other photos').read()).toBeNull();
  const file = join(folder, 'checkpoint.bin');
  const bytes = readFileSync(file);
  for (const spoiled of [
    bytes.subarray(0, 2),
    bytes.subarray(0, 40),
    bytes.subarray(0, -4),
    Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes.at(-1)! ^ 1])]),
  ]) {
    writeFileSync(file, spoiled);
    expect(await checkpointsIn(folder, 'these photos').read()).toBeNull();
  }
});

test('a checkpoint that cannot be written ends nothing', async () => {
  const gone = join(folder, 'gone');
  await checkpointsIn(gone, 'these photos').write(state());
  expect(existsSync(gone)).toBe(false);
});
