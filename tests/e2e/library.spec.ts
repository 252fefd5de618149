/** The library in the real window: grid, selection, search, photo view; by mouse and by keyboard. */

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { expectAccessible } from './accessibility.ts';
import { chooseTheme, expect, screenshots, test } from './fixtures.ts';
import { runTagwright } from './trained-library.ts';

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
  await runTagwright(library, ['import', photos, '--labels', join(photos, 'labels.csv')]);
  await runTagwright(library, ['train', '--backbone', 'mobilenet-v2-0.35', '--epochs', '20']);
  return library;
}

/** Away from what would show a tooltip. */
async function expectAccessibleAtRest(page: Page): Promise<void> {
  await page.mouse.move(640, 5);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expectAccessible(page);
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
    await expectAccessibleAtRest(page);
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
    // A photo that is selected would be dragged off.
    await page.keyboard.press('Escape');
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
    // What a half-typed search hides stays selected, unseen as it is.
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(chosen(page)).toHaveCount(2);
    await page.keyboard.press('ControlOrMeta+f');
    await expect(search(page)).toBeFocused();
    await page.keyboard.type('xyzzy');
    await expect(page.getByRole('heading', { name: 'No photos found' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Tags', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(chosen(page)).toHaveCount(2);
    await page.keyboard.type('xyzzy');
    await page.getByRole('main').getByRole('button', { name: 'Clear the search' }).last().click();
    await expect(chosen(page)).toHaveCount(2);
    await grid(page).focus();
    await page.keyboard.press('Escape');
    await expect(chosen(page)).toHaveCount(0);
    await page.keyboard.press('ControlOrMeta+f');
    await expect(search(page)).toBeFocused();
    await page.keyboard.type('unta');
    await expect(page.getByRole('option', { name: /^untagged/ })).toBeVisible();
    await page.screenshot({ path: join(screenshots, 'library-completions.png') });
    await page.keyboard.press('Tab');
    await expect(counted(page)).toHaveText(`${untagged} of ${count} photos`);
    await page.keyboard.type('folder:coa');
    await page.keyboard.press('Escape');
    await expect(counted(page)).not.toHaveText(`${untagged} of ${count} photos`);
    await page.getByRole('button', { name: 'Remove folder:coa' }).click();
    await expect(counted(page)).toHaveText(`${untagged} of ${count} photos`);
    await search(page).fill('taken:2023-99');
    await search(page).press('Enter');
    await expect(page.getByText('“taken:2023-99” is no date.')).toBeVisible();
    await search(page).fill('');
    await search(page).press('Enter');
    await expect(grid(page)).toBeFocused();
  });

  await test.step('filters by a menu, and keeps searches', async () => {
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('button', { name: 'Untagged' }).click();
    await page.getByLabel('Folder', { exact: true }).fill('village');
    await page.screenshot({ path: join(screenshots, 'library-filter.png') });
    await expectAccessibleAtRest(page);
    await page.getByRole('button', { name: 'Add to the search' }).click();
    await expect(search(page)).toHaveValue('untagged folder:village');
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await page.getByRole('menuitem', { name: 'Save this search …' }).click();
    await page.getByLabel('Name').fill('To do');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await page.getByRole('menuitem', { name: 'To do' }).click();
    await expect(search(page)).toHaveValue('untagged folder:village');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect(counted(page)).toHaveText(`${count} photos`);
  });

  await test.step('leaves photos in view that no longer match, until asked', async () => {
    await search(page).fill('untagged');
    await search(page).press('Enter');
    await expect(counted(page)).toHaveText(`${untagged} of ${count} photos`);
    await expect(grid(page)).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('f');
    await page.keyboard.press('1');
    await expect(page.getByText('1 photo no longer matches.')).toBeVisible();
    await expect(chosen(page)).toHaveCount(1);
    await page.screenshot({ path: join(screenshots, 'library-no-longer-matching.png') });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(counted(page)).toHaveText(`${untagged - 1} of ${count} photos`);
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect(counted(page)).toHaveText(`${count} photos`);
  });

  await test.step('opens a photo, zooms and goes on, and comes back to it', async () => {
    await grid(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const stage = page.getByRole('application');
    await expect(stage).toBeFocused();
    await expect(
      page.getByRole('region', { name: /^Photo / }).getByText(`1 of ${count}`, { exact: true }),
    ).toBeVisible();
    await expect(page.getByRole('complementary', { name: 'Information' })).toContainText('Sky 1');
    await expect(page.getByText(/^(would be applied|would be suggested|left out)$/).first()).toBeVisible();
    await page.keyboard.press('+');
    await page.keyboard.press('-');
    await page.keyboard.press('z');
    await expect(page.getByText(/^Zoom 100%$/)).toBeVisible();
    for (const theme of ['light', 'dark'] as const) {
      await chooseTheme(app, theme);
      await page.screenshot({ path: join(screenshots, `photo-view-${theme}.png`) });
    }
    await expectAccessibleAtRest(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(
      page.getByRole('region', { name: /^Photo / }).getByText(`3 of ${count}`, { exact: true }),
    ).toBeVisible();
    const name = await page
      .getByRole('region', { name: /^Photo / })
      .getByRole('heading', { level: 2 })
      .innerText();
    await page.keyboard.press('Escape');
    await expect(grid(page)).toBeFocused();
    await expect.poll(() => focusedName(page)).toContain(name);
    await expect(chosen(page)).toBeInViewport();
  });

  await test.step('arranges, scrubs, and remembers it all after a restart', async () => {
    await page.getByRole('button', { name: 'Squares' }).click();
    await page.getByRole('slider', { name: 'Thumbnail size' }).press('End');
    await expect.poll(async () => (await cells(page).first().boundingBox())!.height).toBeGreaterThan(250);
    const scrubber = page.getByRole('slider', { name: 'Scroll through the photos' });
    const before = await scrubber.getAttribute('aria-valuetext');
    await scrubber.press('End');
    await expect(scrubber).not.toHaveAttribute('aria-valuetext', before!);
    await page.screenshot({ path: join(screenshots, 'library-scrubber.png') });
    await page.getByRole('combobox', { name: /^Group:/ }).click();
    await page.getByRole('option', { name: 'By folder' }).click();
    await expect(grid(page).getByRole('rowheader').first()).toContainText(
      /photos \/ (coast|harbour|village)/,
    );
    await search(page).fill('folder:coast');
    await search(page).press('Enter');
    await expect(counted(page)).toHaveText('15 of 45 photos');
    await app.close();
    const again = await launch({ args: ['--library', library] });
    await expect(search(again.page)).toHaveValue('folder:coast');
    await expect(counted(again.page)).toHaveText('15 of 45 photos');
    await expect(again.page.getByRole('combobox', { name: 'Group: By folder' })).toBeVisible();
    await expect(again.page.getByRole('button', { name: 'Squares' })).toHaveAttribute('aria-pressed', 'true');
  });
});
