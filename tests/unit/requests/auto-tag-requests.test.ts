import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp, type App } from '../../../src/main/app.ts';
import { autoTagHandlers } from '../../../src/main/requests/auto-tag.ts';
import type { DesktopSession } from '../../../src/main/requests/desktop-session.ts';
import { reviewHandlers } from '../../../src/main/requests/review.ts';
import type { AutoTagReport } from '../../../src/shared/auto-tag-report.ts';
import type { AutoTagRequest } from '../../../src/shared/contract.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { scriptedLearning } from '../../helpers/scripted-learning.ts';

let folder: string;
let app: App;
let emitted: string[];
const request: AutoTagRequest = { paths: [], write: 'none', csvFile: null, labels: [], isDryRun: false };

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
