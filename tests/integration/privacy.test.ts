/** What docs/privacy.md promises of the command line and of the libraries it runs on. */

import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drawPhotos, kindOf } from './cli/draw-photos.ts';

const runFile = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const tagwright = join(root, 'bin', 'tagwright.mjs');

/** Names that only what reports usage or crashes has reason to hold. */
const uploaders = [
  'OneCollector',
  'events.data.microsoft',
  'applicationinsights',
  'google-analytics',
  'sentry.io',
];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('the native libraries that Tagwright runs on', () => {
  // What sharp needs for this system is in packages under @img.
  const packages = ['onnxruntime-node', 'better-sqlite3', '@img'].map((name) =>
    join(root, 'node_modules', name),
  );
  const libraries = packages.flatMap(filesIn).filter((file) => /\.(node|so|dylib|dll)(\.|$)/.test(file));

  test('are found, for every system', () => {
    const runtimes = libraries.filter((file) => file.includes('onnxruntime-node'));
    for (const system of ['darwin', 'linux', 'win32'])
      expect(runtimes.filter((file) => file.includes(system)).length).toBeGreaterThan(1);
    for (const name of ['better-sqlite3', '@img'])
      expect(libraries.some((file) => file.includes(name))).toBe(true);
  });

  test('know no address to report to', async () => {
    const found: string[] = [];
    for (const file of libraries) {
      const bytes = await readFile(file);
      for (const name of uploaders)
        // Windows programs hold texts as UTF-16, too.
        if (bytes.includes(name) || bytes.includes(name, 0, 'utf16le')) found.push(`${file}: ${name}`);
    }
    expect(found).toEqual([]);
  });
});

describe('a person’s folders', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tagwright-privacy-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** The places in which programs leave things. On a Mac and on Windows some are told by the system instead. */
  const places = {
    HOME: 'home',
    XDG_CACHE_HOME: 'cache',
    XDG_CONFIG_HOME: 'configuration',
    XDG_STATE_HOME: 'state',
    XDG_RUNTIME_DIR: 'runtime',
    TMPDIR: 'temporary',
    TEMP: 'temporary',
    TMP: 'temporary',
    APPDATA: 'data',
    LOCALAPPDATA: 'cache',
    XDG_DATA_HOME: 'data',
  };

  test('hold nothing of Tagwright’s but the library, after import, training and prediction', async () => {
    const environment: NodeJS.ProcessEnv = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot };
    for (const [variable, place] of Object.entries(places)) {
      environment[variable] = join(folder, 'person', place);
      await mkdir(environment[variable], { recursive: true });
    }
    const photos = join(folder, 'images');
    const names = await drawPhotos(photos, 12);
    const labelsFile = join(folder, 'labels.csv');
    await writeFile(
      labelsFile,
      ['file,labels', ...names.map((name, index) => `${name},${kindOf(index)}`)].join('\n'),
    );
    const library = join(folder, 'person', 'data', 'Mine.tagwright');
    const run = (...args: string[]) =>
      runFile(process.execPath, [tagwright, '--library', library, ...args], { env: environment });

    await run('import', photos, '--labels', labelsFile);
    await run('train', '--epochs', '5');
    expect((await run('predict', join(photos, names[0]!))).stdout).toContain('stripes');
    await run('starter-labels');

    expect(existsSync(join(library, 'library.sqlite'))).toBe(true);
    const left = filesIn(join(folder, 'person')).filter((file) => !file.startsWith(library));
    expect(left).toEqual([]);
    expect(filesIn(photos).length).toBe(names.length);
  }, 120_000);
});
