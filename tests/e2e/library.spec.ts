/** The library in the real window: grid, selection, search, photo view; by mouse and by keyboard. */

import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { chooseTheme, expect, root, screenshots, test } from './fixtures.ts';

const runFile = promisify(execFile);
const count = 45;
/** two of five have no tags */
const untagged = 18;
/** widths per height, as cameras and crops give them */
const aspects = [1.5, 1.5, 0.667, 1.333, 1, 1.778];

/** Photos of different shapes, months and folders; three of five are tagged; a small model is trained on them. */
async function makeLibrary(dataFolder: string): Promise<string> {
  const photos = join(dataFolder, 'photos');
  const drawn = join(dataFolder, 'drawn');
  await drawSamples(
    { folder: drawn, count, seed: 5 },
    { signal: new AbortController().signal, report: () => {} },
  );
  const [header, ...rows] = (await readFile(join(drawn, 'labels.csv'), 'utf8')).trim().split('\n');
  const listed = rows.map((row) => ({ file: row.split(',')[0]!, labels: row.slice(row.indexOf(',')) }));
  const folderOf = (index: number): string => ['harbour', 'village', 'coast'][index % 3]!;
  for (const folder of ['harbour', 'village', 'coast'])
    await mkdir(join(photos, folder), { recursive: true });
  await Promise.all(
    listed.map(({ file }, index) => {
      const aspect = aspects[index % aspects.length]!;
      const size = {
        width: Math.round(480 * Math.min(1, aspect)),
        height: Math.round(480 / Math.max(1, aspect)),
      };
      const month = String(1 + (index % 5) * 2).padStart(2, '0');
      const taken = `${2023 + (index % 2)}:${month}:15 10:00:00`;
      return sharp(join(drawn, file))
        .resize({ ...size, fit: 'cover' })
        .withExif({ IFD0: { Make: 'Sky', Model: 'Sky 1' }, IFD2: { DateTimeOriginal: taken } })
        .jpeg()
        .toFile(join(photos, folderOf(index), basename(file)));
    }),
  );
  const lines = listed
    .map(({ file, labels }, index) => `${folderOf(index)}/${basename(file)}${labels}`)
    .filter((_, index) => index % 5 < 3);
  await writeFile(join(photos, 'labels.csv'), [header, ...lines, ''].join('\n'));
  await rm(drawn, { recursive: true });
  const library = join(dataFolder, 'Flights.tagwright');
  await tagwright(library, ['import', photos, '--labels', join(photos, 'labels.csv')]);
  await tagwright(library, ['train', '--backbone', 'mobilenet-v2-0.35', '--epochs', '20']);
  return library;
}

async function tagwright(library: string, [command, ...args]: string[]): Promise<void> {
  const script = join(root, 'src', 'cli', 'index.ts');
  await runFile(process.execPath, [script, command!, '--library', library, ...args]);
}

async function expectAccessible(page: Page): Promise<void> {
  // Playwright's Electron page cannot open the blank tab that axe would run in otherwise.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Photos' });
const cells = (page: Page): Locator => grid(page).getByRole('gridcell');
const chosen = (page: Page): Locator => grid(page).locator('[aria-selected=true]');
const search = (page: Page): Locator => page.getByRole('combobox', { name: 'Search photos' });
const counted = (page: Page): Locator => page.getByTestId('library-count');
/** the accessible name of the cell that the keyboard stands on */
const focusedName = (page: Page): Promise<string | null> =>
  page.evaluate(
    `document.getElementById(document.querySelector('[role=grid]').getAttribute('aria-activedescendant'))?.getAttribute('aria-label') ?? null`,
  );

test('finds, selects and looks at photos', async ({ launch, dataFolder }) => {
  const library = await makeLibrary(dataFolder);
  const { app, page } = await launch({ args: ['--library', library] });

  await test.step('shows all photos in months, with their thumbnails', async () => {
    await expect(counted(page)).toHaveText(`${count} photos`);
    await expect(grid(page).getByRole('rowheader').first()).toContainText(/2024/);
    await expect(cells(page).first()).not.toHaveAccessibleName('Photo, loading');
    await expect
      .poll(() =>
        page.evaluate(`{
          const images = [...document.querySelectorAll('[role=gridcell] img')];
          images.length > 5 && images.every((image) => image.naturalWidth > 0);
        }`),
      )
      .toBe(true);
    for (const theme of ['light', 'dark'] as const) {
      await chooseTheme(app, theme);
      await page.screenshot({ path: join(screenshots, `library-${theme}.png`) });
    }
    await expectAccessible(page);
  });

  await test.step('selects like a file manager', async () => {
    await cells(page).nth(1).click();
    await expect(chosen(page)).toHaveCount(1);
    await cells(page)
      .nth(4)
      .click({ modifiers: ['Shift'] });
    await expect(chosen(page)).toHaveCount(4);
    await cells(page)
      .nth(2)
      .click({ modifiers: ['ControlOrMeta'] });
    await expect(chosen(page)).toHaveCount(3);
    await page.keyboard.press('Escape');
    await expect(chosen(page)).toHaveCount(0);

    await page.keyboard.press('Home');
    await expect(chosen(page)).toHaveCount(1);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(counted(page)).toContainText('3 selected');
    await page.keyboard.press('ControlOrMeta+a');
    await expect(page.getByText(`${count} selected ·`)).toBeVisible();
    await page.keyboard.press('End');
    await expect(page.getByText('1 selected ·')).toBeVisible();
    await expect(chosen(page)).toBeInViewport();
    await page.keyboard.press('Home');
    await expect(chosen(page)).toBeInViewport();
    await expect(grid(page)).toBeFocused();
  });

  await test.step('selects with a rubber band', async () => {
    const from = (await cells(page).nth(0).boundingBox())!;
    const to = (await cells(page).nth(2).boundingBox())!;
    await page.mouse.move(from.x + 8, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + to.height / 2, { steps: 6 });
    await page.screenshot({ path: join(screenshots, 'library-rubber-band.png') });
    await page.mouse.up();
    const caught = await chosen(page).count();
    expect(caught).toBeGreaterThan(1);
    await expect(page.getByText(`${caught} selected ·`)).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('keeps the focused photo while it is scrolled out of view', async () => {
    await page.getByRole('button', { name: 'Whole photos' }).press('Enter');
    await grid(page).focus();
    await page.keyboard.press('Home');
    const name = await focusedName(page);
    await page.evaluate(
      `{ const grid = document.querySelector('[role=grid]'); grid.scrollTop = grid.scrollHeight; }`,
    );
    await expect(cells(page).first()).not.toBeInViewport();
    expect(await focusedName(page)).toBe(name);
    await page.keyboard.press('ArrowRight');
    await expect(chosen(page)).toBeInViewport();
    expect(await focusedName(page)).not.toBe(name);
  });

  await test.step('searches, completing what is typed', async () => {
    await page.keyboard.press('ControlOrMeta+f');
    await expect(search(page)).toBeFocused();
    await page.keyboard.type('unta');
    await expect(page.getByRole('option', { name: /^untagged/ })).toBeVisible();
    await page.screenshot({ path: join(screenshots, 'library-completions.png') });
    await page.keyboard.press('Tab');
    await expect(counted(page)).toHaveText(`${untagged} of ${count} photos`);
  });
});
