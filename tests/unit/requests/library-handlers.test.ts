import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DesktopSession, Platform } from '../../../src/main/requests/desktop-session.ts';
import { createHandlers } from '../../../src/main/requests/handlers.ts';
import { openDesktopSession } from '../../../src/main/requests/open-desktop-session.ts';
import type { Handlers } from '../../../src/shared/contract.ts';
import type { JobId } from '../../../src/shared/ids.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';

let folder: string;
let session: DesktopSession;
let handlers: Handlers;
let engine: ReturnType<typeof hashingEngine>;

function open(platform: Partial<Platform> = {}, library = 'Mine'): void {
  engine = hashingEngine();
  session = openDesktopSession({
    platform: fakePlatform(platform),
    libraryFolder: join(folder, library),
    dataFolder: folder,
    sampleCount: 12,
    engine,
    versions: { version: '0', node: '0', electron: '0' },
    emit: () => {},
    onUnexpected: () => {},
  });
  handlers = createHandlers(session);
}

async function finished(id: JobId): Promise<string> {
  await vi.waitFor(
    () => expect(session.listJobs().find((job) => job.id === id)?.finishedAt).not.toBeNull(),
    20_000,
  );
  return session.listJobs().find((job) => job.id === id)!.state;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagwright-handlers-'));
});
afterEach(async () => {
  await session.close();
  await rm(folder, { recursive: true, force: true });
});

test('shows another library in place of the present one, and remembers both', async () => {
  open();
  const first = session.app();
  const shown = await session.openLibrary(join(folder, 'Other'), true);
  expect(shown.name).toBe('Other');
  expect(session.summary().folder).toBe(join(folder, 'Other.tagwright'));
  expect(first.library.database.open).toBe(false);
  expect(await handlers['library.recent'](undefined)).toEqual([
    join(folder, 'Other.tagwright'),
    join(folder, 'Mine.tagwright'),
  ]);
  await handlers['library.open'](join(folder, 'Mine.tagwright'));
  expect(session.summary().name).toBe('Mine');
});

test('keeps the present library when the other one is not there or is none', async () => {
  open({ chooseFolder: () => Promise.resolve(join(folder, 'pictures')) });
  await expect(session.openLibrary(join(folder, 'Nowhere'), false)).rejects.toMatchObject({
    code: 'not-found',
  });
  expect(existsSync(join(folder, 'Nowhere.tagwright'))).toBe(false);
  await expect(handlers['library.chooseAndOpen']('open')).rejects.toMatchObject({ code: 'invalid-input' });
  expect(session.summary()).toMatchObject({ name: 'Mine', photos: 0 });
});

test('backs up where the person says, as a library that can be opened', async () => {
  const target = join(folder, 'safe');
  await mkdir(target);
  open({ chooseFolder: () => Promise.resolve(target) });
  expect(await handlers['library.sizeBytes'](undefined)).toBeGreaterThan(1000);
  const backup = await handlers['library.backup'](undefined);
  expect(backup).toMatch(/\.tagwright$/);
  expect((await session.openLibrary(backup!, false)).photos).toBe(0);
});

test('does nothing when nothing is chosen', async () => {
  open();
  expect(await handlers['library.chooseAndOpen']('create')).toBeNull();
  expect(await handlers['library.backup'](undefined)).toBeNull();
  expect(await handlers['library.chooseLabelsFile'](undefined)).toBeNull();
});

test('lists problem files, and reads them again when asked', async () => {
  open();
  const photos = join(folder, 'photos');
  await mkdir(photos);
  const bad = join(photos, 'bad.jpg');
  await writeFile(bad, 'broken');
  const id = await handlers['library.import']({ paths: [photos], labelsFile: null });
  expect(await finished(id)).toBe('done');
  expect(await handlers['problems.list'](undefined)).toMatchObject([{ path: bad, isWarning: false }]);
  expect(await handlers['jobs.problems'](id)).toMatchObject([{ subject: bad }]);
  expect(await handlers['jobs.result'](id)).toMatchObject({ found: 1, problems: 1 });

  const readBefore = engine.readPaths.length;
  await finished(await handlers['problems.retry'](undefined));
  expect(engine.readPaths.slice(readBefore)).toEqual([bad]);
  await writeFile(bad, 'a photo now');
  expect(await finished(await handlers['problems.retry'](undefined))).toBe('done');
  expect(await handlers['problems.list'](undefined)).toEqual([]);
  expect(session.summary().photos).toBe(1);
});

test('forgets problem files that were taken away', async () => {
  open();
  const photos = join(folder, 'photos');
  await mkdir(photos);
  await writeFile(join(photos, 'bad.jpg'), 'broken');
  await finished(await handlers['library.import']({ paths: [photos], labelsFile: null }));
  await rm(join(photos, 'bad.jpg'));
  expect(() => handlers['problems.retry'](undefined)).toThrow('nothing is left to try again');
  expect(await handlers['problems.list'](undefined)).toEqual([]);
});
