/** Trainings that are quit or killed: the time of every part counts, and a model that is made is not made again. */

import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { createApp, type App } from '../../../src/main/app.ts';
import type { Engine } from '../../../src/main/engine/engine.ts';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import type { Model } from '../../../src/shared/model.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { scriptedLearning } from '../../helpers/scripted-learning.ts';
import { watchedContext } from '../../helpers/test-library.ts';

const settings = resolveTrainingSettings();
const learning = scriptedLearning(['beach']);
let folder: string;
let trainings: number;
/** happens in the middle of a training, and before a scoring */
let inTraining: () => Promise<void> | void;
let inScoring: () => void;

const engine: Engine = hashingEngine({
  async train(request, context, onEpoch) {
    trainings++;
    await inTraining();
    context.signal.throwIfAborted();
    return learning.train(request, context, onEpoch);
  },
  score(request, context, onScores) {
    inScoring();
    return learning.score(request, context, onScores);
  },
});

function open(name = 'own'): App {
  const app = createApp({ folder: join(folder, `${name}.tagwright`), engine });
  onTestFinished(() => app.close().catch(() => {}));
  return app;
}

beforeEach(async () => {
  trainings = 0;
  inTraining = () => {};
  inScoring = () => {};
  folder = mkdtempSync(join(tmpdir(), 'tagwright-broken-off-'));
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  for (const name of ['2', '4', '9']) writeFileSync(join(photos, `${name}.jpg`), name);
  writeFileSync(join(photos, 'labels.csv'), 'file,labels\n2.jpg,beach\n4.jpg,\n');
  const app = createApp({ folder: join(folder, 'own.tagwright'), engine });
  const labelsFile = join(photos, 'labels.csv');
  await importPhotos(app.library, { paths: [photos], labelsFile }, watchedContext());
  await app.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const train = (app: App, chosen = settings) => app.jobs.start('train', 'Train', chosen).finished;

/** A training counts the seconds of its parts from here on. */
function addToKeptTime({ library }: App, seconds: number): void {
  const kept = Object.entries(library.settings.get('training-time') as Record<string, number>);
  expect(kept).toHaveLength(1);
  library.settings.set('training-time', { [kept[0]![0]]: kept[0]![1] + seconds });
}

/** The library as a process leaves it that is killed while it scores. */
async function killedWhileScoring(): Promise<App> {
  const app = open();
  inScoring = () => {
    app.library.database.pragma('wal_checkpoint(TRUNCATE)');
    if (!existsSync(join(folder, 'killed.tagwright')))
      cpSync(app.library.paths.folder, join(folder, 'killed.tagwright'), { recursive: true });
  };
  await train(app);
  await app.close();
  inScoring = () => {};
  trainings = 0;
  return open('killed');
}

/** What the command line does when the same command is given again. */
function trainAnew(app: App, chosen = settings): ReturnType<typeof train> {
  const before = app.library.jobs.unfinished();
  const finished = train(app, chosen);
  for (const { job } of before) app.jobs.cancel(job.id);
  return finished;
}

test('quit and started again: the model says how long all parts took', async () => {
  const app = open();
  let quitting: Promise<void> | null = null;
  inTraining = () => void (quitting = app.close());
  const ended = await train(app);
  expect(ended.state).toBe('interrupted');
  await quitting;

  inTraining = () => {};
  const again = open();
  addToKeptTime(again, 1000);
  const { state, result } = await again.jobs.resumeInterrupted()[0]!.finished;
  expect(state).toBe('done');
  expect((result as Model).trainingSeconds).toBeGreaterThan(1000);
  expect(again.library.settings.get('training-time')).toBeUndefined();
  expect(((await train(again)).result as Model).trainingSeconds).toBeLessThan(1000);
});

test('cancelled: its time is forgotten', async () => {
  const app = open();
  const { id, finished } = app.jobs.start('train', 'Train', settings);
  inTraining = () => app.jobs.cancel(id);
  expect((await finished).state).toBe('cancelled');
  expect(app.library.settings.get('training-time')).toBeUndefined();
});

test('killed while the library was scored: the same command takes the model that was made', async () => {
  const app = await killedWhileScoring();
  const made = app.library.models.active()!;
  expect(app.library.scores.count(made.id)).toBe(0);
  const { state, result } = await trainAnew(app);
  expect(state).toBe('done');
  expect(result).toEqual(made);
  expect(trainings).toBe(0);
  expect(app.library.scores.count(made.id)).toBe(3);
  // Asked once more, it is a new wish.
  expect(((await train(app)).result as Model).id).toBeGreaterThan(made.id);
  expect(trainings).toBe(1);
});

test('killed a second time: it is still the model that was made', async () => {
  const app = await killedWhileScoring();
  const made = app.library.models.active()!;
  await trainAnew(app);
  app.library.database
    .prepare("UPDATE job SET state = 'running', finished_at = NULL WHERE kind = 'train'")
    .run();
  expect((await trainAnew(app)).result).toEqual(made);
  expect(trainings).toBe(0);
});

test.each(['another answer', 'other settings', 'another model in use'])(
  'killed while the library was scored, and then %s: it learns anew',
  async (change) => {
    const app = await killedWhileScoring();
    const { labels, annotations, photos, models } = app.library;
    const made = models.active()!;
    if (change === 'another answer')
      annotations.set([photos.allIds()[2]!], labels.list()[0]!.id, 'present', 'human');
    if (change === 'another model in use')
      app.library.database.prepare('UPDATE model SET is_active = 0').run();
    const { result } = await trainAnew(
      app,
      change === 'other settings' ? { ...settings, seed: 9 } : settings,
    );
    expect((result as Model).id).toBeGreaterThan(made.id);
    expect(trainings).toBe(1);
  },
);
