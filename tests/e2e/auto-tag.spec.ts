/** Auto-tagging in the real window: dry run, sidecars, undo, conflicts. */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { haltEngine } from './engine-process.ts';
import { chooseTheme, expect, screenshots, takePicture, test } from './fixtures.ts';
import { makeTrainedLibrary } from './trained-library.ts';

async function takePictures(app: ElectronApplication, page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `${name}-${theme}.png`) });
  }
}

const showAutoTag = (page: Page) =>
  page.getByRole('navigation').getByText('Auto-tag', { exact: true }).click();
const summary = (page: Page) => page.getByTestId('auto-tag-summary');

function sidecarsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xmp'));
}

test('says what is missing before there is a model', async ({ launch }) => {
  const { page } = await launch();
  await showAutoTag(page);
  await expect(page.getByRole('heading', { name: 'No model yet' })).toBeVisible();
  await expectAccessible(page, 'main');
});

test('tries dry, writes sidecars, and undoes the run except for what others changed', async ({
  launch,
  dataFolder,
}) => {
  const library = await makeTrainedLibrary(dataFolder, 72);
  const photos = join(dataFolder, 'photos');
  const { app, page } = await launch({ args: ['--library', library] });
  await showAutoTag(page);
  await expect(page.getByText('No run yet.')).toBeVisible();
  await expect(page.getByRole('button', { name: /now$/ })).toHaveCount(0);

  // A folder, chosen in the system's own dialog.
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  }, photos);
  await page.getByRole('radio', { name: 'These folders and files' }).check();
  await expect(page.getByRole('button', { name: 'Dry run' })).toBeDisabled();
  await page.getByRole('button', { name: 'Add folders …' }).click();
  await expect(page.getByRole('list', { name: 'Chosen folders and files' })).toContainText(photos);
  await page.getByRole('radio', { name: 'XMP sidecars' }).check();
  await takePictures(app, page, 'auto-tag-choice');

  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(summary(page)).toContainText('Nothing has been changed yet.');
  const told = (await summary(page).textContent())!;
  const tagged = Number(/, (\d+) would get labels/.exec(told)![1]);
  expect(tagged).toBeGreaterThan(0);
  expect(told).toContain(`${tagged} XMP sidecar`);
  expect(sidecarsIn(photos)).toEqual([]);
  await expectAccessible(page, 'main');
  await takePictures(app, page, 'auto-tag-dry-run');

  // Another choice makes the dry run's answer worthless.
  await page.getByRole('radio', { name: 'Only these' }).check();
  await expect(page.getByRole('button', { name: /now$/ })).toHaveCount(0);
  await expect(page.getByText('Choose at least one label.')).toBeVisible();
  const labels = page.getByRole('group', { name: 'Only these' });
  const one = labels.getByRole('checkbox').first();
  await one.check();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(summary(page)).toBeVisible();
  expect(await page.getByRole('row').count()).toBeLessThanOrEqual(2);
  await page.getByRole('radio', { name: 'All labels of the model' }).check();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(summary(page)).toHaveText(told);

  await page.getByRole('button', { name: /^Tag \d+ photos? now$/ }).click();
  await expect(page.getByRole('heading', { name: 'What was done' })).toBeVisible();
  await expect(summary(page)).toContainText(`${tagged} got labels`);
  const written = sidecarsIn(photos);
  expect(written).toHaveLength(tagged);
  await expect(page.getByText(/XMP sidecars · done$/)).toBeVisible();
  await takePictures(app, page, 'auto-tag-report');

  // The report is still there after a look at another view.
  await page.getByRole('navigation').getByText('Review', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Review' })).toBeVisible();
  await showAutoTag(page);
  await expect(page.getByRole('heading', { name: 'What was done' })).toBeVisible();

  writeFileSync(join(photos, written[0]!), 'changed by somebody else');
  await page.getByRole('button', { name: 'Undo this run' }).click();
  await expect(page.getByRole('heading', { name: 'Undone' })).toBeVisible();
  await expect(page.getByText('1 XMP sidecar was changed since the run and left as it is:')).toBeVisible();
  await expect(page.getByText(/was changed after the run, so it was left as it is/)).toBeVisible();
  expect(sidecarsIn(photos)).toEqual([written[0]]);
  expect(existsSync(join(photos, written[0]!))).toBe(true);
  await expect(page.getByText(/XMP sidecars · undone$/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Undo run/ })).toHaveCount(0);
  await expectAccessible(page, 'main');
  await takePictures(app, page, 'auto-tag-undone');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2));
  await expect.poll(() => page.evaluate('devicePixelRatio')).toBe(2);
  await takePicture(app, 'auto-tag-zoomed');
});

test('writes a CSV file, and is stopped on the way', async ({ launch, dataFolder }) => {
  const library = await makeTrainedLibrary(dataFolder, 36);
  const { app, page } = await launch({ args: ['--library', library] });
  await showAutoTag(page);
  const file = join(dataFolder, 'tags.csv');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('radio', { name: 'A CSV file' }).check();
  await expect(page.getByText('No file is chosen yet.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Dry run' })).toBeDisabled();
  await page.getByRole('button', { name: 'Choose the file …' }).click();
  await expect(page.getByText(file)).toBeVisible();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(summary(page)).toContainText('Nothing has been changed yet.');
  expect(existsSync(file)).toBe(false);
  await page.getByRole('button', { name: /^Tag \d+ photos? now$/ }).click();
  await expect(page.getByText(`Written to ${file}`)).toBeVisible();
  await expectAccessible(page, 'main');
  await takePictures(app, page, 'auto-tag-csv');
  const [header, ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  expect(header).toMatch(/^\uFEFF?file,/);
  const looked = Number(/^Of (\d+) photos/.exec((await summary(page).textContent())!.trim())![1]);
  expect(rows).toHaveLength(looked);

  // New content behind the end of a picture makes a new photo, which has to be read and looked at.
  const more = join(dataFolder, 'more');
  mkdirSync(more);
  const pictures = readdirSync(join(dataFolder, 'photos'), { recursive: true, encoding: 'utf8' });
  for (const [index, name] of pictures.filter((each) => each.endsWith('.jpg')).entries())
    writeFileSync(
      join(more, `${index}.jpg`),
      Buffer.concat([readFileSync(join(dataFolder, 'photos', name)), Buffer.from('another')]),
    );
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] });
  }, more);
  await page.getByRole('radio', { name: 'These folders and files' }).check();
  await page.getByRole('button', { name: 'Add folders …' }).click();
  const letEngineGoOn = haltEngine(dataFolder);
  await page.getByRole('button', { name: 'Dry run' }).click();
  const bar = page.getByRole('progressbar', { name: /Dry run/ });
  await expect(bar).toBeVisible();
  await takePictures(app, page, 'auto-tag-running');
  await page.getByRole('region', { name: 'Auto-tag' }).getByRole('button', { name: 'Cancel' }).click();
  letEngineGoOn();
  await expect(page.getByText('The dry run was stopped. Nothing was changed.')).toBeVisible();
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Dry run' })).toBeEnabled();
  await expectAccessible(page, 'main');
});

test('tags the photos selected in the library, or those of its search', async ({ launch, dataFolder }) => {
  const library = await makeTrainedLibrary(dataFolder, 36);
  const { app, page } = await launch({ args: ['--library', library] });
  const cells = page.getByRole('grid').getByRole('gridcell');
  const these = page.getByRole('button', { name: /^Auto-tag these/ });
  await expect(cells.first()).toBeVisible();
  await expect(these).toHaveCount(0);
  await showAutoTag(page);
  await expect(page.getByRole('radio', { name: /selected|search/ })).toHaveCount(0);
  await page.getByRole('navigation').getByText('Library', { exact: true }).click();

  // The first twelve found are those without an answer: nobody is overruled.
  await page.getByRole('combobox', { name: 'Search photos' }).fill('untagged');
  await expect(page.getByTestId('library-count')).toHaveText('12 of 36 photos');
  await page.keyboard.press('Escape');
  await cells.nth(0).click();
  await cells.nth(2).click({ modifiers: ['Shift'] });
  await expect(page.getByTestId('library-count')).toContainText('3 selected');
  await expect(these).toBeVisible();
  await takePictures(app, page, 'auto-tag-these');
  // In a narrow window the first click on a photo must not move the grid under the pointer either.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1024, 768));
  await expect.poll(() => page.evaluate('innerWidth')).toBe(1024);
  const top = () => page.getByRole('grid').evaluate((grid) => grid.getBoundingClientRect().top);
  const topWithSelection = await top();
  await takePicture(app, 'auto-tag-these-narrow');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('library-count')).toHaveText('12 of 36 photos');
  expect(await top()).toBe(topWithSelection);
  await cells.nth(0).click();
  await cells.nth(2).click({ modifiers: ['Shift'] });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1320, 853));
  await page.keyboard.press('Control+t');

  const selected = page.getByRole('radio', { name: 'The 3 selected photos' });
  const found = page.getByRole('radio', { name: 'The 12 photos of the search “untagged”' });
  await expect(selected).toBeChecked();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(summary(page)).toContainText('Of 3 photos, ');
  await expect(page.getByTestId('auto-tag-chosen')).toHaveText('Chosen: 3 selected photos.');
  await expectAccessible(page, 'main');
  await takePictures(app, page, 'auto-tag-selected');
  await page.getByRole('button', { name: /now$/ }).click();
  await expect(page.getByRole('heading', { name: 'What was done' })).toBeVisible();
  await expect(summary(page)).toContainText('Of 3 photos, ');
  await page.getByRole('button', { name: 'Undo this run' }).click();
  await expect(page.getByRole('heading', { name: 'Undone' })).toBeVisible();

  await selected.focus();
  await page.keyboard.press('ArrowDown');
  await expect(found).toBeChecked();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByTestId('auto-tag-chosen')).toHaveText('Chosen: 12 photos of the search “untagged”.');
  await expect(summary(page)).toContainText('Of 12 photos, ');

  // Another selection takes the place of the one before, by the button as by the key.
  await page.getByRole('navigation').getByText('Library', { exact: true }).click();
  await cells.nth(1).click();
  await these.click();
  await expect(page.getByRole('radio', { name: 'The selected photo' })).toBeChecked();
  await expect(summary(page)).toHaveCount(0);
});
