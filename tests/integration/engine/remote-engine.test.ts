import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { PhotoReading } from '../../../src/main/engine/engine.ts';
import { createRemoteEngine, type RemoteEngine } from '../../../src/main/engine/remote-engine.ts';
import { readRobustly } from '../../../src/main/library/read-robustly.ts';
import { quietContext } from '../../../src/main/task-context.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { verbatim } from '../../../src/shared/sentences/sentence.ts';

const processFile = join(import.meta.dirname, '../../helpers/fake-engine-process.ts');
let engine: RemoteEngine;
let children: ChildProcess[] = [];

/** cancelGraceMs: by default longer than the slowest machine takes to obey */
function openEngine(cancelGraceMs = 60_000): RemoteEngine {
  engine = createRemoteEngine({
    cancelGraceMs,
    start: () => {
      const child = spawn(process.execPath, [processFile], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        serialization: 'advanced',
      });
      children.push(child);
      return child;
    },
  });
  return engine;
}

afterEach(async () => {
  await engine.close();
  for (const child of children) child.kill('SIGKILL');
  children = [];
});

const request = (...names: string[]) => ({
  files: names.map((name) => ({ path: `/photos/${name}` })),
  backbone: 'mobilenet-v2-1.0' as const,
  thumbnailsFolder: null,
});

async function read(names: string[], signal?: AbortSignal): Promise<string[]> {
  const seen: string[] = [];
  const context = { ...quietContext(), ...(signal ? { signal } : {}) };
  await engine.readPhotos(request(...names), context, (readings) => {
    seen.push(...readings.map((reading) => reading.path));
  });
  return seen;
}

describe('remote engine', () => {
  test('hands on parts, progress and results', async () => {
    openEngine();
    const notes: (string | undefined)[] = [];
    const seen: PhotoReading[] = [];
    await engine.readPhotos(
      request('a.jpg', 'b.jpg'),
      { ...quietContext(), report: (progress) => notes.push(progress.note?.english) },
      (readings) => void seen.push(...readings),
    );
    expect(seen.map((reading) => reading.path)).toEqual(['/photos/a.jpg', '/photos/b.jpg']);
    expect(notes).toEqual(['a.jpg', 'b.jpg']);
  });

  test('parts that are handed out at the same time all arrive, however late their receiver is done', async () => {
    openEngine();
    const names = ['together-1.jpg', 'together-2.jpg', 'together-3.jpg'];
    const seen: string[] = [];
    await engine.readPhotos(request(...names), quietContext(), async (readings) => {
      // the first receiver is done last
      await sleep(60 - 20 * seen.push(...readings.map((reading) => reading.path)));
    });
    expect(seen).toEqual(names.map((name) => `/photos/${name}`));
  });

  test('typed arrays arrive as they were', async () => {
    openEngine();
    const batches: unknown[] = [];
    const photos = { kind: 'given' as const, embeddings: new Uint16Array(4) };
    await engine.score({ modelFolder: 'm', photos }, quietContext(), (batch) => void batches.push(batch));
    expect(batches).toEqual([{ photoIds: [1, 2], probabilities: Float32Array.from([0.25, 0.5]) }]);
  });

  test('the process starts with the first call, and again after its end', async () => {
    openEngine();
    expect(engine.processId()).toBeNull();
    await read(['a.jpg']);
    const first = engine.processId();
    await expect(read(['poison.jpg'])).rejects.toMatchObject({ code: 'engine-stopped' });
    expect(await read(['b.jpg'])).toEqual(['/photos/b.jpg']);
    expect(engine.processId()).not.toBe(first);
  });

  test('a killed process ends its calls with a sentence, not a hang', async () => {
    openEngine();
    const reading = read(['slow.jpg']);
    await expect.poll(() => engine.processId()).not.toBeNull();
    children[0]!.kill('SIGKILL');
    await expect(reading).rejects.toThrow(/stopped unexpectedly/);
  });

  test('a cancelled call stops in order and keeps the process', async () => {
    openEngine();
    await read(['a.jpg']);
    const processId = engine.processId();
    const controller = new AbortController();
    const reading = read(['slow.jpg'], controller.signal);
    controller.abort();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(engine.processId()).toBe(processId);
  });

  test('a cancelled call that does not stop has its process killed', async () => {
    openEngine(150);
    const controller = new AbortController();
    const reading = read(['stuck.jpg'], controller.signal);
    controller.abort();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(await read(['a.jpg'])).toEqual(['/photos/a.jpg']);
  });

  test('an error of the receiver is the outcome of the call', async () => {
    openEngine();
    const failing = engine.readPhotos(request('a.jpg', 'b.jpg'), quietContext(), () => {
      throw new AppError('disk-full', verbatim('The disk is full.'));
    });
    await expect(failing).rejects.toMatchObject({ code: 'disk-full' });
  });

  test('after closing, calls are refused', async () => {
    openEngine();
    await read(['a.jpg']);
    await engine.close();
    await expect(read(['b.jpg'])).rejects.toMatchObject({ code: 'engine-stopped' });
  });

  test('a file that ends the engine becomes a problem, and the rest is read', async () => {
    openEngine();
    const readings: PhotoReading[] = [];
    const names = ['a.jpg', 'poison-1.jpg', 'b.jpg', 'c.jpg', 'poison-2.jpg', 'd.jpg'];
    const options = { backbone: 'mobilenet-v2-1.0' as const, thumbnailsFolder: null };
    const files = request(...names).files;
    await readRobustly(engine, files, options, quietContext(), (some) => readings.push(...some));
    expect(readings.map((reading) => reading.path).toSorted()).toEqual(
      files.map((file) => file.path).toSorted(),
    );
    const stopped = readings.filter(
      (reading) => reading.kind === 'problem' && reading.message.english.includes('decoder stop'),
    );
    expect(stopped.map((reading) => reading.path)).toEqual(['/photos/poison-1.jpg', '/photos/poison-2.jpg']);
  });
});
