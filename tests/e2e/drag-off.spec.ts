/** Photos dragged off the window: to a file manager or another program. */

import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { dropFiles, holdFilesOver } from './drop-files.ts';
import { expect, test } from './fixtures.ts';
import { runTagwright } from './trained-library.ts';

interface Drag {
  files: string[];
  iconSize: { width: number; height: number };
}

const cells = (page: Page): Locator => page.getByRole('grid', { name: 'Photos' }).getByRole('gridcell');
const chosen = (page: Page): Locator => page.getByRole('grid').locator('[aria-selected=true]');
const ask = (name: string, input: unknown) =>
  `window.tagwright.request(${JSON.stringify(name)}, ${JSON.stringify(input)})`;

async function makeLibrary(dataFolder: string): Promise<string> {
  const photos = join(dataFolder, 'photos');
  const library = join(dataFolder, 'Scenes.tagwright');
  await drawSamples(
    { folder: photos, count: 5, seed: 3 },
    { signal: new AbortController().signal, report: () => {} },
  );
  await runTagwright(library, ['import', photos]);
  return library;
}

/** From now on drags are written down instead of begun: there is nothing on a test's display to drop them on. */
async function recordDrags(app: ElectronApplication): Promise<() => Promise<Drag[]>> {
  await app.evaluate(({ BrowserWindow }) => {
    const kept = globalThis as unknown as { drags: Drag[] };
    kept.drags = [];
    BrowserWindow.getAllWindows()[0]!.webContents.startDrag = ({ files, icon }) => {
      if (typeof icon === 'string') throw new TypeError('The icon is a picture.');
      kept.drags.push({ files: files ?? [], iconSize: icon.getSize() });
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { drags: Drag[] }).drags);
}

/** Presses the mouse on the middle of something and pulls, without letting go. */
async function pull(page: Page, from: Locator, byX = 60): Promise<void> {
  const { x, y, width, height } = (await from.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + byX, y + height / 2 + 20, { steps: 5 });
}

async function fileOf(page: Page, cell: Locator): Promise<string> {
  const id = Number((await cell.getAttribute('id'))!.replace('photo-', ''));
  const { value } = await page.evaluate<{ value: { files: string[] } }>(ask('photos.details', id));
  return value.files[0]!;
}

test('lets photos be dragged out of the grid and the photo view, and takes nothing of its own back', async ({
  launch,
  dataFolder,
}) => {
  const library = await makeLibrary(dataFolder);
  const { app, page } = await launch({ args: ['--library', library] });
  const drags = await recordDrags(app);
  await expect(cells(page)).toHaveCount(5);
  const [first, third] = [await fileOf(page, cells(page).nth(0)), await fileOf(page, cells(page).nth(2))];
  const imports = async (): Promise<number> => {
    const { value } = await page.evaluate<{ value: { kind: string }[] }>(
      `window.tagwright.request('jobs.list')`,
    );
    return value.filter(({ kind }) => kind === 'import').length;
  };
  const importsBefore = await imports();

  await test.step('a photo that is not selected begins a rubber band', async () => {
    await pull(page, cells(page).nth(0), 300);
    await page.mouse.up();
    expect(await chosen(page).count()).toBeGreaterThan(1);
    expect(await drags()).toEqual([]);
    await page.keyboard.press('Escape');
  });

  await test.step('the selection is dragged by one of its photos, which comes first', async () => {
    await cells(page).nth(0).click();
    await cells(page)
      .nth(2)
      .click({ modifiers: ['ControlOrMeta'] });
    await pull(page, cells(page).nth(2));
    await expect.poll(drags).toHaveLength(1);
    const [drag] = await drags();
    expect(drag!.files).toEqual([third, first]);
    expect(Math.max(drag!.iconSize.width, drag!.iconSize.height)).toBe(128);
    await expect(page.locator('.band')).toHaveCount(0);
    await expect(page.getByText('2 selected ·')).toBeVisible();
  });

  await test.step('what is dropped back on the window is not imported', async () => {
    const invitation = page.getByText('Drop to import');
    await holdFilesOver(page, [third, first], () => expect(invitation).toHaveCount(0));
    // Out of the window and in again: it could be anything now, and only its path tells.
    await holdFilesOver(page, [third, first], () => expect(invitation).toBeVisible());
    await dropFiles(page, [third, first]);
    await page.mouse.up();
    // Whatever the drop had begun would have been answered before this.
    await page.evaluate(ask('photos.notDraggedOff', [first]));
    expect(await imports()).toBe(importsBefore);
  });

  await test.step('with Ctrl, a rubber band adds to the selection, also from a selected photo', async () => {
    await cells(page).nth(0).click();
    await page.keyboard.down('Control');
    await pull(page, cells(page).nth(0), 300);
    await page.mouse.up();
    await page.keyboard.up('Control');
    expect(await drags()).toHaveLength(1);
    expect(await chosen(page).count()).toBeGreaterThan(1);
  });

  await test.step('the photo that is looked at is dragged alone; zoomed in, it is moved', async () => {
    await cells(page).nth(0).dblclick();
    const stage = page.getByRole('application', { name: /jpg/ });
    await expect(stage.locator('img').last()).toBeVisible();
    await pull(page, stage);
    await page.mouse.up();
    await expect.poll(drags).toHaveLength(2);
    expect((await drags())[1]!.files).toEqual([first]);
    for (let step = 0; step < 4; step++) await page.keyboard.press('+');
    await pull(page, stage);
    await page.mouse.up();
    expect(await drags()).toHaveLength(2);
    await page.keyboard.press('Escape');
  });

  await test.step('only photos of this library can be asked for', async () => {
    for (const [input, code] of [
      [[99], 'not-found'],
      [[1, 99], 'not-found'],
      [[], 'invalid-input'],
      [['/etc/passwd'], 'invalid-input'],
    ] as const)
      expect(await page.evaluate(ask('photos.drag', input))).toMatchObject({ ok: false, failure: { code } });
    expect(await drags()).toHaveLength(2);
  });

  await test.step('another program’s files are still imported when they are dropped', async () => {
    await page.mouse.move(400, 400);
    const other = join(dataFolder, 'other.jpg');
    await sharp({ create: { width: 300, height: 200, channels: 3, background: '#205080' } })
      .jpeg()
      .toFile(other);
    await dropFiles(page, [other]);
    await expect(cells(page)).toHaveCount(6, { timeout: 60_000 });
  });
});
