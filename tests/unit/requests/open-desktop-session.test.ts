import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from '../../../src/main/engine/engine.ts';
import type { DesktopSession, Emit } from '../../../src/main/requests/desktop-session.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';
import { openDesktopSession } from '../../../src/main/requests/open-desktop-session.ts';
import { AppError } from '../../../src/shared/errors.ts';
import type { Job } from '../../../src/shared/job.ts';
import { verbatim } from '../../../src/shared/sentences/sentence.ts';
import { say } from '../../../src/shared/sentences/say.ts';

let folder: string;
let events: { name: string; payload: unknown }[];
let session: DesktopSession;

/** An engine that can only draw, in the given way. */
function drawingEngine(drawSamples: Engine['drawSamples']): Engine {
  const unused = (): never => {
    throw new Error('not expected to be called');
  };
  return {
    describe: unused,
    readPhotos: unused,
    train: unused,
    timeFineTuning: unused,
    score: unused,
    evaluate: unused,
    tuneThresholds: unused,
    heldOutScores: unused,
    findSimilar: unused,
    findNearDuplicates: unused,
    spreadPhotos: unused,
    heatMaps: unused,
    scoreStarterWords: unused,
    drawSamples,
    close: async () => {},
  };
}

function open(drawSamples: Engine['drawSamples']): void {
  const emit: Emit = (name, payload) => void events.push({ name, payload });
  session = openDesktopSession({
    platform: fakePlatform(),
    libraryFolder: join(folder, 'Mine'),
    dataFolder: folder,
    sampleCount: 12,
    engine: drawingEngine(drawSamples),
    versions: { version: '0', node: '0', electron: '0' },
    emit,
    onUnexpected: () => {},
  });
}

const untilAborted: Engine['drawSamples'] = (_, context) =>
  new Promise((_resolve, reject) => {
    context.report({ done: 3, total: 12, note: verbatim('Drawing') });
    context.signal.addEventListener('abort', () => reject(context.signal.reason as Error));
  });

const jobs = (): Job[] =>
  events.filter(({ name }) => name === 'job.changed').map(({ payload }) => payload as Job);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagwright-session-'));
  events = [];
});

afterEach(async () => {
  await session.close();
  await rm(folder, { recursive: true, force: true });
});

test('opens the person’s library, empty and without a report', () => {
  open(untilAborted);
  expect(session.summary()).toMatchObject({ name: 'Mine', photos: 0, isSample: false });
  expect(session.sampleReport()).toBeNull();
  expect(session.listJobs()).toEqual([]);
});

test('shows the sample library while it is tried out, and the person’s own afterwards', async () => {
  open(untilAborted);
  const id = session.startSample();
  expect(session.summary()).toMatchObject({ name: 'Sample photos', isSample: true });
  await expect.poll(() => jobs().at(-1)?.state).toBe('running');
  expect(() => session.startSample()).toThrowError(expect.objectContaining({ code: 'conflict' }) as AppError);

  session.cancelJob(id);
  await expect.poll(() => jobs().at(-1)?.state).toBe('cancelled');
  expect(events.at(-1)).toMatchObject({ name: 'library.changed', payload: { isSample: true } });
  expect(session.sampleReport()).toBeNull();

  session.leaveSample();
  expect(events.at(-1)).toMatchObject({ name: 'library.changed', payload: { name: 'Mine' } });
  expect(session.listJobs()).toEqual([]);
});

test('asks the engine for the wanted number of photos, beside the libraries', async () => {
  const draw = vi.fn(untilAborted);
  open(draw);
  session.startSample();
  await expect.poll(() => draw.mock.calls.length).toBe(1);
  expect(draw.mock.calls[0]![0]).toEqual({ folder: join(folder, 'sample-photos'), count: 12, seed: 1 });
});

test('tells why a try-out failed, and takes the next one', async () => {
  open(async () => {
    throw new AppError('engine-stopped', say('jobs.engineStopped'));
  });
  session.startSample();
  await expect.poll(() => jobs().at(-1)?.state).toBe('failed');
  expect(jobs().at(-1)!.failure).toEqual({ code: 'engine-stopped', message: say('jobs.engineStopped') });
  expect(session.startSample()).toBeGreaterThan(jobs()[0]!.id);
});

test('goes on with a try-out that closing broke off', async () => {
  open(untilAborted);
  const id = session.startSample();
  await expect.poll(() => jobs().at(-1)?.state).toBe('running');
  await session.close();

  events = [];
  open(untilAborted);
  expect(session.summary()).toMatchObject({ isSample: true });
  await expect.poll(() => jobs().at(-1)).toMatchObject({ id, state: 'running' });
});

test('opens the person’s library although the sample library is damaged, and says so when it is wanted', async () => {
  await mkdir(join(folder, 'Sample photos.tagwright'));
  await writeFile(
    join(folder, 'Sample photos.tagwright', 'library.sqlite'),
    'no database at all, '.repeat(100),
  );
  open(untilAborted);
  expect(session.summary()).toMatchObject({ name: 'Mine', isSample: false });
  expect(() => session.startSample()).toThrowError(AppError);
  expect(session.summary()).toMatchObject({ name: 'Mine', isSample: false });
});
