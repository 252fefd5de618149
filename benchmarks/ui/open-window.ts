/** Starts the built app, or an empty window, the way a person would. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { isRoot } from '../../scripts/launcher/run-command.ts';

export interface BenchmarkSetUp {
  /** path of the executable */
  electron: string;
  /** NAME.tagwright */
  library: string;
  display: string | null;
}

export interface OpenWindow {
  app: ElectronApplication;
  page: Page;
  /** Date.now() before the process was started */
  startedAt: number;
  close(): Promise<void>;
}

const root = join(import.meta.dirname, '..', '..');

/** The built app on the benchmark's library; its own data is in a folder that goes when `close` is called. */
export async function openApp(setUp: BenchmarkSetUp, dataFolder: string): Promise<OpenWindow> {
  return open(setUp, [root, '--library', setUp.library], { TAGWRIGHT_DATA_FOLDER: dataFolder });
}

export async function openEmptyWindow(setUp: BenchmarkSetUp, dataFolder: string): Promise<OpenWindow> {
  return open(
    setUp,
    [join(import.meta.dirname, 'empty-window.mjs'), `--user-data-dir=${join(dataFolder, 'empty')}`],
    {},
  );
}

/** A folder for the data of several starts. */
export async function withDataFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-ui-benchmark-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function open(
  { electron, display }: BenchmarkSetUp,
  args: string[],
  environment: Record<string, string>,
): Promise<OpenWindow> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const startedAt = Date.now();
  const app = await _electron.launch({
    executablePath: electron,
    args: [...(isRoot() ? ['--no-sandbox'] : []), ...args],
    cwd: root,
    colorScheme: null,
    env: { ...Object.fromEntries(inherited), ...(display ? { DISPLAY: display } : {}), ...environment },
  });
  const page = await app.firstWindow();
  return { app, page, startedAt, close: () => app.close() };
}
