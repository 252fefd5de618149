/** Labels in the settings: renamed, merged and deleted, with what that does to the photos. */

import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { expectAccessible } from './accessibility.ts';
import { chooseTheme, expect, screenshots, test } from './fixtures.ts';

test('renames, merges and deletes labels', async ({ launch, dataFolder }) => {
  const photos = join(dataFolder, 'photos');
  await drawSamples(
    { folder: photos, count: 24, seed: 5 },
    { signal: new AbortController().signal, report: () => {} },
  );
  const { app, page } = await launch();
  const input = JSON.stringify({ paths: [photos], labelsFile: join(photos, 'labels.csv') });
  await page.evaluate(`window.tagwright.request('library.import', ${input})`);
  await page.getByRole('navigation').getByText('Settings', { exact: true }).click();
  const labels = page.getByRole('region', { name: 'Labels', exact: true });
  const rowOf = (name: string): Locator =>
    labels.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
  const photosOf = async (name: string): Promise<number> =>
    Number(await rowOf(name).getByRole('cell').nth(2).textContent());
  const choose = async (name: string, item: string): Promise<void> => {
    await labels.getByRole('button', { name: `More for ${name}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const dialog = page.getByRole('dialog');
  await expect(rowOf('tree')).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => photosOf('tree')).toBe(19);

  await test.step('adds, and says which name is taken', async () => {
    const field = labels.getByRole('textbox', { name: 'New label …' });
    await field.fill('Tree');
    await page.keyboard.press('Enter');
    await expect(labels.getByRole('alert')).toContainText('There is a label “tree” already.');
    await field.fill('a day at the lake');
    await page.keyboard.press('Enter');
    await expect(rowOf('a day at the lake')).toBeVisible();
    await expect(field).toBeFocused();
    await expect(field).toHaveValue('');
  });

  await test.step('renames', async () => {
    await choose('tree', 'Rename …');
    const field = dialog.getByRole('textbox', { name: 'New name' });
    await expect(field).toBeFocused();
    await field.fill('Road');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('There is a label “road” already.');
    await expect(field).toBeFocused();
    await expectAccessible(page);
    await page.screenshot({ path: join(screenshots, 'label-rename-taken.png') });
    await field.fill('trees and bushes');
    await expectAccessible(page);
    for (const theme of ['light', 'dark'] as const) {
      await chooseTheme(app, theme);
      await page.screenshot({ path: join(screenshots, `label-rename-${theme}.png`) });
    }
    await page.keyboard.press('Enter');
    await expect(rowOf('trees and bushes')).toBeVisible();
    await expect(rowOf('tree')).toHaveCount(0);
    expect(await photosOf('trees and bushes')).toBe(19);
  });

  await test.step('merges one into another', async () => {
    const [water, road] = [await photosOf('water'), await photosOf('road')];
    await choose('water', 'Merge into …');
    await expect(dialog.getByText('Other label', { exact: true })).toBeVisible();
    await expect(dialog.getByRole('combobox')).toHaveText('Choose a label');
    await expectAccessible(page);
    await page.screenshot({ path: join(screenshots, 'label-merge-empty.png') });
    await dialog.getByRole('combobox').click();
    await page.getByRole('option', { name: 'road' }).click();
    for (const theme of ['light', 'dark'] as const) {
      await chooseTheme(app, theme);
      await page.screenshot({ path: join(screenshots, `label-merge-${theme}.png`) });
    }
    await dialog.getByRole('button', { name: 'Merge' }).click();
    await expect(rowOf('water')).toHaveCount(0);
    const merged = await photosOf('road');
    expect(merged).toBeGreaterThanOrEqual(Math.max(water, road));
    expect(merged).toBeLessThanOrEqual(water + road);
  });

  await test.step('deletes, once confirmed', async () => {
    await choose('car', 'Delete …');
    await expectAccessible(page);
    for (const theme of ['light', 'dark'] as const) {
      await chooseTheme(app, theme);
      await page.screenshot({ path: join(screenshots, `label-delete-${theme}.png`) });
    }
    await page.keyboard.press('Escape');
    await expect(rowOf('car')).toBeVisible();
    await choose('car', 'Delete …');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect(rowOf('car')).toHaveCount(0);
  });

  await page.keyboard.press('Control+1');
  const search = page.getByRole('combobox', { name: 'Search' });
  await search.fill('"trees and bushes"');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('library-count')).toHaveText('19 of 24 photos');
});
