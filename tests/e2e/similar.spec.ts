/** More like these, tagging them all, and near-duplicates, in the real window. */

import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { expectAccessible } from './accessibility.ts';
import { expect, takePicture, test } from './fixtures.ts';
import { runTagwright } from './trained-library.ts';

const drawn = 20;

/** Drawn photos, and two that were saved again smaller. */
async function makeLibrary(dataFolder: string): Promise<string> {
  const photos = join(dataFolder, 'photos');
  await drawSamples(
    { folder: photos, count: drawn, seed: 8 },
    { signal: new AbortController().signal, report: () => {} },
  );
  const files = readdirSync(photos, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jpg'),
  );
  for (const file of [...files.sort()].filter((_, place) => place === 2 || place === 9))
    await sharp(join(photos, file))
      .resize(420)
      .jpeg({ quality: 60 })
      .toFile(join(photos, `again-${basename(file)}`));
  const library = join(dataFolder, 'Alike.tagwright');
  await runTagwright(library, ['import', photos]);
  return library;
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Photos' });
const cells = (page: Page): Locator => grid(page).getByRole('gridcell');
const counted = (page: Page): Locator => page.getByTestId('library-count');

/** Away from what would show a tooltip. */
async function expectAccessibleAtRest(page: Page): Promise<void> {
  await page.mouse.move(640, 5);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expectAccessible(page);
}

test('finds photos like the selected ones, tags as many as wanted, and leads back', async ({
  dataFolder,
  launch,
}) => {
  const library = await makeLibrary(dataFolder);
  const { app, page } = await launch({ args: ['--library', library] });
  await expect(counted(page)).toHaveText(`${drawn + 2} photos`);

  const again = grid(page)
    .getByRole('gridcell', { name: /^again-/ })
    .first();
  const name = (await again.getAttribute('aria-label'))!.split(',')[0]!;
  await again.click();
  await page.keyboard.press('m');
  const bar = page.getByTestId('similar-bar');
  await expect(bar).toContainText(`Photos like ${name}`);
  // The photo itself comes first, and the one it was made from next.
  await expect(cells(page).nth(0)).toHaveAccessibleName(new RegExp(`^${name}, 100% similar`));
  await expect(cells(page).nth(1)).toHaveAccessibleName(
    new RegExp(`^${name.replace('again-', '')}, 9\\d% similar`),
  );
  await expect(page.getByRole('combobox', { name: /^Group:/ })).toHaveCount(0);

  await bar.getByLabel('How many photos').fill('4');
  await bar.getByLabel('How many photos').press('Tab');
  await expect(grid(page).locator('[aria-selected=true]')).toHaveCount(4);
  await expectAccessibleAtRest(page);
  await takePicture(app, 'similar-photos');
  await bar.getByRole('button', { name: /^Tag these 4 photos/ }).click();
  await page.keyboard.type('quarry');
  await page.keyboard.press('Enter');
  await expect(cells(page).nth(3)).toHaveAccessibleName(/quarry/);
  await expect(cells(page).nth(4)).not.toHaveAccessibleName(/quarry/);

  await bar.getByRole('slider', { name: 'How similar at least' }).focus();
  await page.keyboard.press('Home');
  await expect(grid(page).locator('[aria-selected=true]')).toHaveCount(drawn + 2);

  await page.getByRole('button', { name: 'Back to where you were' }).click();
  await expect(bar).toHaveCount(0);
  await expect(counted(page)).toContainText(`${drawn + 2} photos`);

  // All four tags were one step.
  await grid(page).focus();
  await page.keyboard.press('Control+z');
  await expect(grid(page).getByRole('gridcell', { name: /quarry/ })).toHaveCount(0);
});

test('a search with a photo that is gone says so', async ({ dataFolder, launch }) => {
  const library = await makeLibrary(dataFolder);
  const { app, page } = await launch({ args: ['--library', library] });
  await expect(counted(page)).toHaveText(`${drawn + 2} photos`);
  const search = page.getByRole('combobox', { name: 'Search photos' });
  await search.fill('similar:9999');
  await search.press('Enter');
  await expect(page.getByTestId('similar-bar')).toContainText('Photos like number 9999');
  await expect(page.getByTestId('comparison-gaps')).toHaveText(
    'The photo that this search asks with is not in the library any more.',
  );
  await expectAccessibleAtRest(page);
  await takePicture(app, 'similar-gone');
});

test('groups near-duplicates once the photos were compared', async ({ dataFolder, launch }) => {
  const library = await makeLibrary(dataFolder);
  const { app, page } = await launch({ args: ['--library', library] });
  await expect(counted(page)).toHaveText(`${drawn + 2} photos`);
  await page.getByRole('combobox', { name: /^Group:/ }).click();
  await page.getByRole('option', { name: 'Near-duplicates' }).click();
  await expect(grid(page).getByRole('rowheader')).toHaveCount(2);
  await expect(grid(page).getByRole('rowheader').first()).toHaveText(/Group 1\s*2 photos/);
  await expect(counted(page)).toHaveText(`4 of ${drawn + 2} photos`);
  await expectAccessibleAtRest(page);
  await takePicture(app, 'near-duplicates');
});
