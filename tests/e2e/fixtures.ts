/** Starts Tagwright in a real Electron window, with all its data in a fresh temporary folder. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, _electron, type ElectronApplication, type Page } from '@playwright/test';
import { ensureElectron } from '../../scripts/launcher/electron-binary.ts';
import { isRoot } from '../../scripts/launcher/run-command.ts';

export const root = join(import.meta.dirname, '..', '..');
export const screenshots = join(root, 'test-results', 'screenshots');

export interface OpenWindow {
  app: ElectronApplication;
  page: Page;
}

export interface LaunchOptions {
  /** what Electron is started with; default: the built app */
  entry?: string;
  /** what follows it on the command line */
  args?: string[];
  environment?: Record<string, string>;
}

interface Fixtures {
  dataFolder: string;
  /** starts the app; every window it opened is closed after the test */
  launch: (options?: LaunchOptions) => Promise<OpenWindow>;
}

export const test = base.extend<Fixtures, { electron: string }>({
  electron: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => use(process.env.TAGWRIGHT_ELECTRON ?? (await ensureElectron())),
    { scope: 'worker' },
  ],
  // eslint-disable-next-line no-empty-pattern
  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'tagwright-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ dataFolder, electron }, use) => {
    const opened: ElectronApplication[] = [];
    await use(async ({ entry = root, args = [], environment = {} } = {}) => {
      const app = await _electron.launch({
        executablePath: electron,
        args: [...(isRoot() ? ['--no-sandbox'] : []), entry, ...args],
        cwd: root,
        // The app follows the system; Playwright's own default would be light.
        colorScheme: null,
        env: { ...stringsOf(process.env), TAGWRIGHT_DATA_FOLDER: dataFolder, ...environment },
      });
      opened.push(app);
      return { app, page: await app.firstWindow() };
    });
    for (const app of opened) await app.close().catch(() => {});
  },
});

export { expect } from '@playwright/test';

function stringsOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Sets the colours as the system's setting would. */
export async function chooseTheme(app: ElectronApplication, theme: 'dark' | 'light'): Promise<void> {
  await app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source;
  }, theme);
}

/** A picture of the window as it is drawn. page.screenshot() misses parts of a zoomed page. */
export async function takePicture(app: ElectronApplication, name: string): Promise<void> {
  const png = await app.evaluate(async ({ BrowserWindow }) => {
    const picture = await BrowserWindow.getAllWindows()[0]!.webContents.capturePage();
    return picture.toPNG().toString('base64');
  });
  await mkdir(screenshots, { recursive: true });
  await writeFile(join(screenshots, `${name}.png`), Buffer.from(png, 'base64'));
}
