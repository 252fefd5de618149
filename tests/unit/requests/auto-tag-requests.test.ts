import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp, type App } from '../../../src/main/app.ts';
import { queryPhotos } from '../../../src/main/library/query-photos.ts';
import { autoTagHandlers } from '../../../src/main/requests/auto-tag.ts';
import type { DesktopSession } from '../../../src/main/requests/desktop-session.ts';
import { reviewHandlers } from '../../../src/main/requests/review.ts';
import type { AutoTagReport } from '../../../src/shared/auto-tag-report.ts';
import { requests, type AutoTagRequest } from '../../../src/shared/contract.ts';
import type { PhotoId } from '../../../src/shared/ids.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { scriptedLearning } from '../../helpers/scripted-learning.ts';

let folder: string;
let app: App;
let emitted: string[];
const request: AutoTagRequest = {
  paths: [],
  photos: null,
  write: 'none',
  csvFile: null,
  labels: [],
  isDryRun: false,
};

function handlers() {
  const session = {
    app: () => app,
    platform: fakePlatform({
      chooseSaveFile: ({ title, defaultPath }) => Promise.resolve(`/${title}/${defaultPath}`),
    }),
    emit: (name: string) => void emitted.push(name),
    language: () => 'de',
  } as unknown as DesktopSession;
  return { ...autoTagHandlers(session), ...reviewHandlers(session) };
}

/** What the job returned, once it is over. */
async function reportOf(id: number): Promise<AutoTagReport> {
  await expect.poll(() => app.listJobs().find((job) => job.id === id)?.finishedAt ?? null).not.toBeNull();
  return app.library.jobs.result(id as never) as AutoTagReport;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagwright-test-'));
  emitted = [];
  app = createApp({
    folder: join(folder, 'test.tagwright'),
    engine: hashingEngine(scriptedLearning(['beach'])),
  });
  for (const name of ['t1', 't2', 't3', 't4']) writeFileSync(join(folder, `${name}.jpg`), `0 tagged ${name}`);
  for (const score of [9, 3]) writeFileSync(join(folder, `new-${score}.jpg`), `${score} untagged`);
  writeFileSync(join(folder, 'labels.csv'), 'file,labels\nt1.jpg,beach\nt2.jpg,\nt3.jpg,beach\nt4.jpg,\n');
  const imported = { paths: [folder], labelsFile: join(folder, 'labels.csv') };
  await app.jobs.start('import', 'Import', imported).finished;
  await app.jobs.start('train', 'Train', resolveTrainingSettings()).finished;
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('auto-tag, asked by the window', () => {
  test('tries dry, runs, is listed, and is undone', async () => {
    const { 'autoTag.start': start, 'autoTag.runs': runs, 'autoTag.undo': undo } = handlers();
    const dry = await reportOf(await start({ ...request, isDryRun: true }));
    expect(dry).toMatchObject({ runId: null, photos: 2, taggedPhotos: 1, suggestedPhotos: 1 });
    expect(await runs(undefined)).toEqual([]);
    expect(emitted).toEqual([]);

    const real = await reportOf(await start(request));
    expect(await runs(undefined)).toMatchObject([
      { id: real.runId, state: 'done', writeMode: 'none', photos: 2 },
    ]);
    await expect.poll(() => emitted).toEqual(['photos.changed']);

    expect(await reportOf(await undo(undefined))).toMatchObject({ runId: real.runId, predictions: 2 });
    expect(await runs(undefined)).toMatchObject([{ id: real.runId, state: 'undone', photos: 0 }]);
    expect(() => undo(undefined)).toThrow(/no auto-tag run to undo/);
  });

  test('tags the photos chosen and no others, and keeps them with the job', async () => {
    const { ids } = queryPhotos(app.library, { search: 'name:new-9', order: 'newest', grouping: 'none' });
    const photos = { photoIds: [...ids] as PhotoId[], search: 'name:new-9' };
    const id = await handlers()['autoTag.start']({ ...request, photos });
    expect(await reportOf(id)).toMatchObject({
      chosen: { photos: 1, search: 'name:new-9' },
      photos: 1,
      taggedPhotos: 1,
    });
  });

  test('goes on with the very same photos when the app was closed in the middle', async () => {
    const all = queryPhotos(app.library, { search: 'name:new-9', order: 'newest', grouping: 'none' }).ids;
    const photos = { photoIds: [...all] as PhotoId[], search: null };
    const { library } = app;
    const { id } = app.jobs.start('auto-tag', 'Auto-tag', { ...request, photos });
    await app.close();
    app = createApp({
      folder: library.paths.folder,
      engine: hashingEngine(scriptedLearning(['beach'])),
    });
    const [resumed] = app.jobs.resumeInterrupted();
    expect(resumed?.id).toBe(id);
    expect((await resumed!.finished).state).toBe('done');
    expect(await reportOf(id)).toMatchObject({ chosen: { photos: 1, search: null }, photos: 1 });
    expect(app.library.runs.photoCounts()).toEqual(new Map([[1, 1]]));
  });

  test('photos and paths together are not understood, nor a choice of no photo', () => {
    const { input } = requests['autoTag.start'];
    const photos = { photoIds: [1], search: null };
    expect(input.safeParse({ ...request, photos }).success).toBe(true);
    expect(input.safeParse({ ...request, photos, paths: ['/photos'] }).success).toBe(false);
    expect(input.safeParse({ ...request, photos: { photoIds: [], search: null } }).success).toBe(false);
  });

  test('asks where the CSV goes, in the language of the window', async () => {
    const chosen = await handlers()['autoTag.chooseCsvFile'](undefined);
    expect(chosen).toBe('/Tags als CSV speichern/auto-tag.csv');
  });
});

test('review is answered from the open library', async () => {
  const { 'review.queue': queue } = handlers();
  expect(await queue({ order: 'confident', labelId: null, limit: 5 })).toMatchObject({
    labels: [{ open: expect.any(Number) as number }],
  });
});
