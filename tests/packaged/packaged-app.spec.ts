/** The packaged app: what it can no longer be made to do, and that it works without a checkout. */

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { chromium, expect, test as base } from '@playwright/test';
import { packagedFuses } from '../../scripts/fuses.ts';
import { isRoot } from '../../scripts/launcher/run-command.ts';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import type { AppDescription } from '../../src/shared/contract.ts';
import type { Job } from '../../src/shared/job.ts';

const executable = process.env.TAGWRIGHT_PACKAGED ?? '';
const rootArguments = isRoot() ? ['--no-sandbox'] : [];
const ask = (name: string, input?: unknown) =>
  `window.tagwright.request(${JSON.stringify(name)}, ${JSON.stringify(input) ?? 'undefined'})`;

interface Started {
  process: ChildProcess;
  /** address of Chromium's own debugging, which tests need and no fuse is about */
  endpoint: string;
  /** everything on stderr so far */
  printed: () => string;
}

const test = base.extend<{
  folder: string;
  start: (args: string[], environment: Record<string, string>) => Promise<Started>;
}>({
  // eslint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'tagwright-packaged-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  start: async ({ folder }, use) => {
    const started: ChildProcess[] = [];
    await use(async (args, environment) => {
      const child = spawn(executable, [...rootArguments, '--remote-debugging-port=0', ...args], {
        cwd: folder,
        env: { ...process.env, TAGWRIGHT_DATA_FOLDER: folder, ...environment },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      started.push(child);
      let printed = '';
      const endpoint = await new Promise<string>((resolve, reject) => {
        child.stderr!.on('data', (chunk) => {
          printed += String(chunk);
          const address = /DevTools listening on (ws:\S+)/.exec(printed)?.[1];
          if (address) resolve(address);
        });
        child.once('exit', (code) => reject(new Error(`The app ended with ${code}: ${printed}`)));
      });
      return { process: child, endpoint, printed: () => printed };
    });
    for (const child of started) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill();
      await once(child, 'exit');
    }
  },
});

test('has every fuse as it is meant to be', async () => {
  const wire = await getCurrentFuseWire(executable);
  for (const [name, option] of Object.entries(FuseV1Options)) {
    if (typeof option !== 'number') continue;
    const wanted = (packagedFuses as unknown as Record<number, boolean>)[option];
    expect(wire[option], name).toBe(wanted ? FuseState.ENABLE : FuseState.DISABLE);
  }
});

test('opens its window, reads photos and computes, and is no tool for scripts', async ({ folder, start }) => {
  const marker = join(folder, 'script-was-run');
  const script = join(folder, 'script.cjs');
  await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`);
  const asNode = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${script}` };

  await test.step('while an Electron without fuses is one', async () => {
    const env = { ...process.env, ...asNode };
    await promisify(execFile)(process.env.TAGWRIGHT_ELECTRON ?? '', [script], { env });
    expect(existsSync(marker)).toBe(true);
    await rm(marker);
  });

  const { endpoint, printed } = await start(['--inspect=0', script], asNode);
  const browser = await chromium.connectOverCDP(endpoint);
  const page = browser.contexts()[0]!.pages()[0] ?? (await browser.contexts()[0]!.waitForEvent('page'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My photos');
  const { value: described } = await page.evaluate<{ value: AppDescription }>(ask('app.describe'));
  expect(described.engine.node).toMatch(/^v?24\./);
  expect(described.engine.embeddingBackend).toContain('ONNX Runtime');

  const photos = join(folder, 'photos');
  await drawSamples(
    { folder: photos, count: 4, seed: 3 },
    { signal: new AbortController().signal, report: () => {} },
  );
  await page.evaluate(ask('library.import', { paths: [photos], labelsFile: join(photos, 'labels.csv') }));
  await expect(page.getByRole('gridcell')).toHaveCount(4);
  const states = async (): Promise<string[]> => {
    const { value: jobs } = await page.evaluate<{ value: Job[] }>(ask('jobs.list'));
    return jobs.filter(({ kind }) => kind === 'import').map(({ state }) => state);
  };
  await expect.poll(states).toEqual(['done']);
  expect(await page.evaluate(ask('library.summary'))).toMatchObject({ value: { photos: 4, problems: 0 } });
  const names = await page.evaluate(`Promise.all([typeof require, typeof process])`);
  expect(names).toEqual(['undefined', 'undefined']);
  await browser.close();

  expect(existsSync(marker)).toBe(false);
  expect(printed()).not.toContain('Debugger listening');
});

test('brings its licences along, and tells a Linux desktop of libraries', async ({ folder }) => {
  test.skip(process.platform !== 'linux', 'The desktop entry is Linux’s.');
  const home = dirname(executable);
  const notices = await readFile(join(home, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const name of ['sharp', 'onnxruntime-node', 'better-sqlite3', 'svelte', 'libheif-js'])
    expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
  expect(existsSync(join(home, 'LICENSES.chromium.html'))).toBe(true);
  expect(existsSync(join(home, 'resources', 'node', 'LICENSE'))).toBe(true);

  const script = join(home, 'resources', 'desktop', 'install.sh');
  const env = { ...process.env, XDG_DATA_HOME: folder };
  await promisify(execFile)(script, [], { env });
  const entry = join(folder, 'applications', 'tagwright.desktop');
  const written = await readFile(entry, 'utf8');
  expect(written).toContain(`Exec="${executable}" %f`);
  const icon = /^Icon=(.*)$/m.exec(written)![1]!;
  expect(existsSync(icon)).toBe(true);
  expect(existsSync(join(folder, 'mime', 'packages', 'tagwright-library.xml'))).toBe(true);
  await promisify(execFile)(script, ['--remove'], { env });
  expect(existsSync(entry)).toBe(false);
});
