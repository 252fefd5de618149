/** What people expect of any app of their system: one instance, recent libraries, progress, notifications. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import sharp from 'sharp';
import { isRoot } from '../../scripts/launcher/run-command.ts';
import { expect, root, test } from './fixtures.ts';

/** What the desktop was asked for, written down in main. */
interface Desktop {
  progress: number[];
  notifications: { title: string; isLongAfter: boolean }[];
  shown: string[];
}

const ask = (name: string, input: unknown) =>
  `window.tagwright.request(${JSON.stringify(name)}, ${JSON.stringify(input)})`;

async function photosIn(folder: string, count: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < count; index++)
    await sharp({
      create: { width: 320, height: 240, channels: 3, background: { r: 10 * index, g: 90, b: 160 } },
    })
      .jpeg()
      .toFile(join(folder, `photo-${index}.jpg`));
  return folder;
}

/**
 * Writes down what main asks of the desktop, in place of a desktop that a test's display does not have.
 *
 * isFocused  what the window says of itself
 * The clock goes forward by a minute with the first progress of a job, which makes it a long one.
 */
async function recordDesktop(app: ElectronApplication, isFocused: boolean): Promise<() => Promise<Desktop>> {
  await app.evaluate(({ BrowserWindow, Notification, shell }, focused) => {
    const desktop: Desktop = { progress: [], notifications: [], shown: [] };
    (globalThis as unknown as { desktop: Desktop }).desktop = desktop;
    const window = BrowserWindow.getAllWindows()[0]!;
    const systemNow = Date.now;
    window.isFocused = () => focused;
    window.setProgressBar = (share) => {
      desktop.progress.push(share);
      Date.now = () => systemNow() + 60_000;
    };
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      desktop.notifications.push({ title: this.title, isLongAfter: Date.now !== systemNow });
      this.emit('click');
    };
    shell.showItemInFolder = (path) => void desktop.shown.push(path);
  }, isFocused);
  return () => app.evaluate(() => (globalThis as unknown as { desktop: Desktop }).desktop);
}

async function importPhotos(page: Page, folder: string): Promise<void> {
  await page.evaluate(ask('library.import', { paths: [folder], labelsFile: null }));
  await expect(page.getByRole('gridcell').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^Importing photos: done/)).toBeVisible({ timeout: 60_000 });
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('shows a job’s progress on the taskbar and tells of its end, unless the window is looked at', async ({
  launch,
  dataFolder,
}) => {
  const photos = await photosIn(join(dataFolder, 'walk'), 12);
  const { app, page } = await launch();
  await expect(heading(page)).toHaveText('My photos');

  await test.step('unfocused: progress from nothing to all, then none; one notification', async () => {
    const desktop = await recordDesktop(app, false);
    await importPhotos(page, photos);
    await expect.poll(async () => (await desktop()).progress.at(-1)).toBe(-1);
    const { progress, notifications } = await desktop();
    const shares = progress.slice(0, progress.indexOf(-1));
    expect(shares.length).toBeGreaterThan(0);
    for (const share of shares) expect(share >= 0 && share <= 1, String(share)).toBe(true);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(notifications).toEqual([{ title: 'Importing photos: Finished', isLongAfter: true }]);
  });

  await test.step('shows the file of a photo in the file manager', async () => {
    const desktop = await recordDesktop(app, true);
    await page.getByRole('gridcell').first().dblclick();
    await page.getByRole('button', { name: /^Show in folder/ }).click();
    await expect.poll(async () => (await desktop()).shown).toHaveLength(1);
    expect((await desktop()).shown[0]).toMatch(/walk.photo-\d+\.jpg$/);
    await page.keyboard.press('Escape');
  });
  await app.close();

  await test.step('focused: progress all the same, and no notification', async () => {
    const again = await launch();
    await expect(again.page.getByRole('gridcell').first()).toBeVisible();
    const desktop = await recordDesktop(again.app, true);
    await importPhotos(again.page, await photosIn(join(dataFolder, 'second walk'), 10));
    await expect.poll(async () => (await desktop()).progress.at(-1)).toBe(-1);
    expect((await desktop()).progress.length).toBeGreaterThan(1);
    expect((await desktop()).notifications).toEqual([]);
  });
});

test('brings a notification’s window to the front when it is clicked', async ({ launch, dataFolder }) => {
  const photos = await photosIn(join(dataFolder, 'walk'), 2);
  const { app, page } = await launch();
  await expect(heading(page)).toHaveText('My photos');
  await recordDesktop(app, false);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
  await page.evaluate(ask('library.import', { paths: [photos], labelsFile: null }));
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible()), {
      timeout: 60_000,
    })
    .toBe(true);
});

test('runs once: a second start shows its library in the first one’s window', async ({
  launch,
  dataFolder,
  electron,
}) => {
  const { app, page } = await launch({ args: ['--library', join(dataFolder, 'First.tagwright')] });
  await expect(heading(page)).toHaveText('First');
  await page.evaluate(ask('library.open', join(dataFolder, 'First.tagwright')));
  expect(await app.evaluate(({ app }) => app.hasSingleInstanceLock())).toBe(true);

  const startAgain = async (...args: string[]): Promise<number | null> => {
    const second = spawn(electron, [...(isRoot() ? ['--no-sandbox'] : []), root, ...args], {
      cwd: dataFolder,
      env: { ...process.env, TAGWRIGHT_DATA_FOLDER: dataFolder },
      stdio: 'ignore',
    });
    const [code] = (await once(second, 'exit')) as [number | null];
    return code;
  };

  await makeLibraries(app, page, dataFolder, 'Second', 'Third');
  await page.evaluate(ask('library.open', join(dataFolder, 'First.tagwright')));
  await expect(heading(page)).toHaveText('First');

  // A relative path is meant from where the second start was made.
  expect(await startAgain('--library', 'Second.tagwright')).toBe(0);
  await expect(heading(page)).toHaveText('Second');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
  expect(await startAgain(join(dataFolder, 'Third.tagwright', 'library.sqlite'))).toBe(0);
  await expect(heading(page)).toHaveText('Third');
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.isVisible()),
  );
  expect(windows).toEqual([true]);
  expect(await startAgain()).toBe(0);
  await expect(heading(page)).toHaveText('Third');
});

test('opens libraries that the system hands over, and those of the menu', async ({ launch, dataFolder }) => {
  const { app, page } = await launch({ args: ['--library', join(dataFolder, 'First.tagwright')] });
  await expect(heading(page)).toHaveText('First');
  await makeLibraries(app, page, dataFolder, 'Second', 'Third');
  const recent = (): Promise<string[]> =>
    app.evaluate(({ Menu }) => {
      const file = Menu.getApplicationMenu()!.items.find(({ label }) => label === '&File')!;
      const { submenu } = file.submenu!.items.find(({ label }) => label === 'Open &recent')!;
      return submenu!.items.map(({ label }) => label);
    });
  await expect.poll(recent).toEqual(['Third', 'Second', 'First']);

  await app.evaluate(
    ({ app }, path) => {
      app.emit('open-file', { preventDefault: () => {} }, path);
    },
    join(dataFolder, 'First.tagwright'),
  );
  await expect(heading(page)).toHaveText('First');
  await expect.poll(recent).toEqual(['First', 'Third', 'Second']);

  await app.evaluate(({ Menu, BrowserWindow }) => {
    const file = Menu.getApplicationMenu()!.items.find(({ label }) => label === '&File')!;
    const { submenu } = file.submenu!.items.find(({ label }) => label === 'Open &recent')!;
    const window = BrowserWindow.getAllWindows()[0]!;
    submenu!.items.find(({ label }) => label === 'Second')!.click({}, window, window.webContents);
  });
  await expect(heading(page)).toHaveText('Second');

  await test.step('says what is wrong with one that is not there', async () => {
    await app.evaluate(
      ({ app, dialog }, path) => {
        const kept = globalThis as unknown as { told: string };
        dialog.showMessageBox = ((_window: unknown, options: { message: string }) => {
          kept.told = options.message;
          return Promise.resolve({ response: 0, checkboxChecked: false });
        }) as typeof dialog.showMessageBox;
        app.emit('open-file', { preventDefault: () => {} }, path);
      },
      join(dataFolder, 'Nowhere.tagwright'),
    );
    await expect
      .poll(() => app.evaluate(() => (globalThis as unknown as { told?: string }).told))
      .toContain('There is no library at');
    await expect(heading(page)).toHaveText('Second');
  });
});

/** Makes new libraries as the menu does; the last one is shown then. */
async function makeLibraries(
  app: ElectronApplication,
  page: Page,
  folder: string,
  ...names: string[]
): Promise<void> {
  for (const name of names) {
    await app.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      },
      join(folder, `${name}.tagwright`),
    );
    await page.evaluate(ask('library.chooseAndOpen', 'create'));
    await expect(heading(page)).toHaveText(name);
  }
}
