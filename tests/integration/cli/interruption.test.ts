/** Killed or stopped half way: nothing is lost, nothing comes twice. */

import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawPhotos } from './draw-photos.ts';
import { startTagwright, tagwright, tagwrightJson, type RunningCommand } from './run-tagwright.ts';

const DRAWN = 150;
const PHOTOS = 2 * DRAWN;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tagwright-interruption-'));
  const names = await drawPhotos(join(folder, 'images'), DRAWN);
  // So many that no machine is done before its import is stopped; another byte behind its end makes a file another photo.
  for (const name of names) {
    const bytes = await readFile(join(folder, 'images', name));
    await writeFile(join(folder, 'images', `again-${name}`), Buffer.concat([bytes, Buffer.from([1])]));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Waits until an import has written its first thumbnails: it is in the middle then. */
async function startImport(library: string, node?: string): Promise<RunningCommand> {
  const running = startTagwright(folder, ['--library', library, 'import', 'images'], node);
  const thumbnails = join(folder, `${library}.tagwright`, 'thumbnails');
  while (running.process.exitCode === null) {
    if (existsSync(thumbnails) && readdirSync(thumbnails).length >= 8) break;
    await pause(5);
  }
  return running;
}

test('a killed import is finished by the same command, everything exactly once', async () => {
  const running = await startImport('killed');
  running.process.kill('SIGKILL');
  expect((await running.result).code).toBeNull();

  const report = await tagwrightJson<{ added: number; unchanged: number }>(
    folder,
    '--library',
    'killed',
    'import',
    'images',
  );
  expect(report.added).toBeGreaterThan(0);
  expect(report.added + report.unchanged).toBe(PHOTOS);
  const stats = await tagwrightJson<object>(folder, '--library', 'killed', 'library', 'stats');
  expect(stats).toMatchObject({ photos: PHOTOS, files: PHOTOS, problems: 0 });
  expect(await tagwright(folder, '--library', 'killed', 'library', 'check')).toMatchObject({ code: 0 });
}, 120_000);

test.each([
  ['this Node', process.execPath],
  ['an older Node, which passes the signal on', '/usr/bin/node'],
])('Ctrl-C ends an import in order, on %s', async (_, node) => {
  if (!existsSync(node)) return;
  const library = `stopped-${node.length}`;
  const running = await startImport(library, node);
  running.process.kill('SIGINT');
  const { code, stdout, stderr } = await running.result;
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(stderr).toBe(
    'tagwright: Stopped. What was read so far is kept; the same command goes on from there.\n',
  );
  const { photos } = await tagwrightJson<{ photos: number }>(
    folder,
    '--library',
    library,
    'library',
    'stats',
  );
  expect(photos).toBeLessThan(PHOTOS);
});
