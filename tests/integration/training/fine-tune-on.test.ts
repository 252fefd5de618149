/** Fine-tuning that something ended in the middle: it goes on, and ends where an unbroken one does. */

import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createApp, type App } from '../../../src/main/app.ts';
import type { Engine } from '../../../src/main/engine/engine.ts';
import { createLocalEngine } from '../../../src/main/engine/local-engine.ts';
import { createRemoteEngine } from '../../../src/main/engine/remote-engine.ts';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import { quietContext } from '../../../src/main/task-context.ts';
import type { JobId } from '../../../src/shared/ids.ts';
import type { EpochRecord, Model } from '../../../src/shared/model.ts';
import { VALIDATION } from '../../../src/shared/photo.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { startTagwright, tagwrightJson } from '../cli/run-tagwright.ts';

const EPOCHS = 3;
const settings = resolveTrainingSettings({
  backbone: 'mobilenet-v2-0.35',
  fineTune: 'top',
  augmentation: 'mirror',
  maxEpochs: EPOCHS,
});
const folder = mkdtempSync(join(tmpdir(), 'tagwright-fine-tune-on-'));
const engine = createLocalEngine();
let unbroken: Model;

/** A library of its own with the same photos and answers; opened. */
function openCopy(
  name: string,
  options: { engine?: Engine; onEpoch?: (epoch: EpochRecord) => void } = {},
): App {
  const copy = join(folder, `${name}.tagwright`);
  if (!existsSync(copy)) cpSync(join(folder, 'first.tagwright'), copy, { recursive: true });
  return createApp({ folder: copy, engine, ...options });
}

async function trainIn(app: App): Promise<Model> {
  const { state, failure, result } = await app.jobs.start('train', 'Train', settings).finished;
  expect({ state, failure }).toEqual({ state: 'done', failure: null });
  return result as Model;
}

function expectLikeUnbroken({ epochs, bestEpoch, thresholds }: Model): void {
  expect(bestEpoch).toBe(unbroken.bestEpoch);
  expect(epochs.map(({ epoch }) => epoch)).toEqual(unbroken.epochs.map(({ epoch }) => epoch));
  for (const [index, { trainingLoss, validationLoss }] of epochs.entries()) {
    expect(trainingLoss).toBeCloseTo(unbroken.epochs[index]!.trainingLoss, 4);
    expect(validationLoss).toBeCloseTo(unbroken.epochs[index]!.validationLoss!, 4);
  }
  for (const [index, { apply }] of thresholds.entries())
    expect(apply).toBeCloseTo(unbroken.thresholds[index]!.apply, 3);
}

beforeAll(async () => {
  const samples = join(folder, 'samples');
  await engine.drawSamples({ folder: samples, count: 20, seed: 4 }, quietContext());
  const first = createApp({ folder: join(folder, 'first.tagwright'), engine });
  const context = { ...quietContext(), jobId: 1 as JobId, problem: () => {} };
  await importPhotos(first.library, { paths: [], labelsFile: join(samples, 'labels.csv') }, context);
  // Held out, so that one fine-tuning is enough: without them six would be cross-validated.
  const setAside = first.library.photos.idsTagged().slice(0, 4);
  first.library.photos.setSplits(setAside, new Int8Array(setAside.length).fill(VALIDATION));
  await first.close();
  const app = openCopy('unbroken');
  unbroken = await trainIn(app);
  expect(existsSync(app.library.paths.fineTuningFolder)).toBe(false);
  await app.close();
}, 120_000);

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

test('quit in the middle: the next start goes on after the last epoch, and looks at no photo again', async () => {
  let quitting: Promise<void> | null = null;
  const app = openCopy('quit', { onEpoch: ({ epoch }) => epoch === 2 && (quitting = app.close()) });
  const { state } = await app.jobs.start('train', 'Train', settings).finished;
  await quitting;
  expect(state).toBe('interrupted');
  expect(readdirSync(app.library.paths.fineTuningFolder)).toContain('checkpoint.bin');

  const notes: string[] = [];
  const watched: Engine = {
    ...engine,
    train: (request, context, onEpoch) =>
      engine.train(
        request,
        { ...context, report: ({ note }) => note !== undefined && note !== null && notes.push(note.english) },
        onEpoch,
      ),
  };
  const told: number[] = [];
  const again = openCopy('quit', { engine: watched, onEpoch: ({ epoch }) => told.push(epoch) });
  onTestFinished(() => again.close());
  const kept = Object.entries(again.library.settings.get('training-time') as Record<string, number>);
  again.library.settings.set('training-time', { [kept[0]![0]]: kept[0]![1] + 1000 });
  const [resumed] = again.jobs.resumeInterrupted();
  const finished = await resumed!.finished;
  expect(finished.state).toBe('done');
  expectLikeUnbroken(finished.result as Model);
  expect((finished.result as Model).trainingSeconds).toBeGreaterThan(1000 + kept[0]![1]);
  expect(told).toEqual([1, 2, 3]);
  expect(notes.filter((note) => note.startsWith('Looking'))).toEqual([]);
  const epochsTrained = new Set(notes.filter((note) => note.startsWith('Fine-tuning, epoch')));
  expect([...epochsTrained][0]).toBe(`Fine-tuning, epoch 3 of ${EPOCHS}`);
  expect(existsSync(again.library.paths.fineTuningFolder)).toBe(false);
});

test('the process killed: the same command goes on', async () => {
  await openCopy('killed').close();
  const args = ['--library', 'killed', 'train', '--backbone', settings.backbone];
  args.push('--fine-tune', 'top', '--augment', 'mirror', '--epochs', String(EPOCHS));
  const running = startTagwright(folder, args);
  const work = join(folder, 'killed.tagwright', 'fine-tuning');
  while (running.process.exitCode === null && !existsSync(join(work, 'checkpoint.bin'))) await pause(5);
  running.process.kill('SIGKILL');
  expect((await running.result).code).toBeNull();

  const { model } = await tagwrightJson<{ model: Model }>(folder, ...args);
  expectLikeUnbroken(model);
  expect(existsSync(work)).toBe(false);
  const app = openCopy('killed');
  onTestFinished(() => app.close());
  expect(app.listModels()).toHaveLength(1);
  expect(readdirSync(app.library.paths.modelsFolder)).toHaveLength(1);
}, 120_000);

test('the engine killed: the same job goes on in a new one', async () => {
  const started: ChildProcess[] = [];
  const remote = createRemoteEngine({
    start: () => {
      const file = resolve(import.meta.dirname, '../../../src/main/engine/engine-process.ts');
      const child = spawn(process.execPath, [file], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        serialization: 'advanced',
      });
      started.push(child);
      return child;
    },
  });
  onTestFinished(() => remote.close());
  const told: number[] = [];
  const app = openCopy('engine-killed', {
    engine: remote,
    onEpoch: ({ epoch }) => {
      told.push(epoch);
      if (epoch === 2 && started.length === 1) started[0]!.kill('SIGKILL');
    },
  });
  onTestFinished(() => app.close());
  expectLikeUnbroken(await trainIn(app));
  expect(started).toHaveLength(2);
  expect(told.slice(0, 4)).toEqual([1, 2, 1, 2]);
  expect(told.at(-1)).toBe(EPOCHS);
}, 120_000);

test('cancelled: no further batch is begun, and nothing is kept', async () => {
  let batches = 0;
  let batchesWhenCancelled: number | null = null;
  const watched: Engine = {
    ...engine,
    train: (request, context, onEpoch) =>
      engine.train(
        request,
        {
          ...context,
          report: (progress) => {
            if (!progress.note?.english.startsWith('Fine-tuning, epoch')) return;
            batches++;
            if (progress.note.english.startsWith('Fine-tuning, epoch 2')) {
              batchesWhenCancelled ??= batches;
              app.jobs.cancel(id);
            }
          },
        },
        onEpoch,
      ),
  };
  const app = openCopy('cancelled', { engine: watched });
  onTestFinished(() => app.close());
  const { id, finished } = app.jobs.start('train', 'Train', settings);
  expect((await finished).state).toBe('cancelled');
  expect(batches).toBe(batchesWhenCancelled);
  expect(existsSync(app.library.paths.fineTuningFolder)).toBe(false);
  expect(readdirSync(app.library.paths.modelsFolder)).toEqual([]);
});

test('killed while the library was scored: the model is not trained again', async () => {
  let trainings = 0;
  const watched: Engine = {
    ...engine,
    train: (request, context, onEpoch) => {
      trainings++;
      return engine.train(request, context, onEpoch);
    },
  };
  const app = openCopy('unbroken', { engine: watched });
  onTestFinished(() => app.close());
  // What a killed process leaves: the model is there, and its job neither ended nor was put aside.
  app.library.database.prepare("UPDATE job SET state = 'running', finished_at = NULL").run();
  app.library.scores.keepOnly([]);
  const { state, result } = await app.jobs.resumeInterrupted()[0]!.finished;
  expect(state).toBe('done');
  expect(result).toEqual(unbroken);
  expect(trainings).toBe(0);
  expect(app.library.scores.count(unbroken.id)).toBe(app.library.photos.allIds().length);
});
