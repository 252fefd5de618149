/** Training in the real window: what is learned from, live curves, cancel, report, compare, models. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { expectAccessible } from './accessibility.ts';
import { chooseTheme, expect, screenshots, test, type OpenWindow } from './fixtures.ts';

async function photograph({ app, page }: OpenWindow, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await expect
      .poll(() => page.evaluate('getComputedStyle(document.documentElement).backgroundColor'))
      .toBe(theme === 'dark' ? 'rgb(23, 25, 28)' : 'rgb(245, 246, 248)');
    await page.screenshot({ path: join(screenshots, `train-${name}-${theme}.png`) });
  }
}

/** As dropping a folder does; with the labels file the photos come tagged. */
async function importPhotos(page: Page, folder: string, labelsFile: string | null): Promise<void> {
  const input = JSON.stringify({ paths: [join(folder, 'images')], labelsFile });
  await page.evaluate(`window.tagwright.request('library.import', ${input})`);
}

const show = (page: Page, view: string): Promise<void> =>
  page.getByRole('navigation').getByText(view, { exact: true }).click();

test('learns from tagged photos, is cancelled and trained again, and compares two models', async ({
  launch,
  dataFolder,
}) => {
  const photosFolder = join(dataFolder, 'photos');
  await drawSamples(
    { folder: photosFolder, count: 60, seed: 5 },
    { signal: new AbortController().signal, report: () => {} },
  );
  const opened = await launch();
  const { page } = opened;
  await importPhotos(page, photosFolder, null);
  await show(page, 'Train');

  // nothing tagged: said kindly, with a way on
  const start = page.getByRole('button', { name: 'Start training' });
  await expect(page.getByRole('heading', { name: 'Not enough tagged photos yet' })).toBeVisible();
  await expect(start).toBeDisabled();
  await expectAccessible(page, 'main');
  await photograph(opened, 'empty');

  // tagged: what will be learned from
  await importPhotos(page, photosFolder, join(photosFolder, 'labels.csv'));
  await expect(page.getByText('60 photos tagged')).toBeVisible();
  const examples = page.getByRole('region', { name: 'Examples of each label' });
  await expect(examples.getByRole('row').filter({ hasText: 'Few' }).first()).toBeVisible();
  await expect(examples.getByRole('row', { name: /\d+ more with/ }).first()).toBeVisible();
  await expect(start).toBeEnabled();

  // a long run: live, goes on behind other views, cancelled
  await page.getByText('Advanced settings').click();
  await page.getByLabel('Epochs at most').fill('abc');
  await page.getByLabel('Patience').fill('9000');
  await expect(page.getByText('A number from 1 to 10000, please.')).toBeVisible();
  await page.getByLabel('Epochs at most').fill('9000');
  // without them the head is solved in a moment
  await page.getByLabel('Hidden units').fill('256');
  await page.keyboard.press('Tab');
  await expect(page.getByText('3 changed')).toBeVisible();
  await expectAccessible(page, 'main');
  await photograph(opened, 'ready');
  await start.click();
  const run = page.getByTestId('training-run');
  await expect(run).toContainText(/Epoch \d+ of at most 9,000/);
  await expect(run).toContainText('stops early');
  await expect(
    run.getByRole('img', { name: /^Epoch \d+: training loss 0\.\d{3}, held-out loss/ }),
  ).toBeVisible();
  await show(page, 'Thresholds');
  await expect(run).toHaveCount(0);
  await show(page, 'Train');
  await expect(run).toContainText(/\d epochs? per second/);
  await expect(run).toContainText(/at most .* left/);
  await expectAccessible(page, 'main');
  await photograph(opened, 'running');
  await run.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The training was stopped.')).toBeVisible();
  await expect(page.getByText('None yet. The first training makes one.')).toBeVisible();

  // again, with the defaults
  await page.getByRole('button', { name: 'Back to the defaults' }).click();
  await start.click();
  await expect(page.getByRole('heading', { name: 'Model 1' })).toBeVisible({ timeout: 30_000 });
  const measures = page.getByRole('region', { name: 'Measures of each label' });
  const byLabel = measures.getByRole('columnheader', { name: 'Label' });
  await byLabel.getByRole('button').click();
  await expect(byLabel).toHaveAttribute('aria-sort', 'ascending');
  const names = await measures.getByRole('rowheader').allTextContents();
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
  await expect(page.getByRole('term').filter({ hasText: 'mAP' })).toBeVisible();
  await expect(page.getByText('Nothing was tagged since the active model was trained.')).toBeVisible();

  // another model: compared with the first
  await page.getByLabel('Seed').fill('7');
  await page.getByLabel('Epochs at most').fill('3');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Train again' }).click();
  await expect(page.getByRole('heading', { name: 'Model 2' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Arrows compare with model 1')).toBeVisible();
  await expect(page.getByText(/0\.\d{3} worse/).first()).toBeAttached();
  const moved = page.getByRole('region', { name: 'Photos that moved most' });
  await expect(moved.getByRole('button').first()).toHaveAccessibleName(/went from \d+% to \d+%/);
  await expect
    .poll(() =>
      moved
        .locator('img')
        .first()
        .evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
    )
    .toBeGreaterThan(0);
  await page.getByText('Advanced settings').click();
  await expectAccessible(page, 'main');
  await photograph(opened, 'report');
  await moved.scrollIntoViewIfNeeded();
  await photograph(opened, 'moved');

  // models
  await page.getByRole('button', { name: 'Use model 1' }).click();
  await expect(page.getByRole('button', { name: 'Use model 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete model 2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: 'Show the report of model 2' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Model 1' })).toBeVisible();
});

test('measures a model by cross-validation when no photos were set aside', async ({ launch, dataFolder }) => {
  const photosFolder = join(dataFolder, 'photos');
  await drawSamples(
    { folder: photosFolder, count: 24, seed: 5 },
    { signal: new AbortController().signal, report: () => {} },
  );
  const listFile = join(photosFolder, 'labels.csv');
  const [header, ...rows] = (await readFile(listFile, 'utf8')).trim().split('\n');
  await writeFile(listFile, [`${header},split`, ...rows.map((row) => `${row},train`), ''].join('\n'));
  const opened = await launch();
  const { page } = opened;
  await importPhotos(page, photosFolder, listFile);
  await show(page, 'Train');
  await expect(page.getByText('24 photos tagged')).toBeVisible();
  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByRole('heading', { name: 'Model 1' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Cross-validated on 24 photos' })).toBeVisible();
  await expect(
    page.getByText(/^Each photo was scored by a model that had learned from four fifths of the others\./),
  ).toBeVisible();
  await expect(page.getByText(/^95%: 0\.\d{3} to \d\.\d{3}$/).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Measures of each label' })).toBeVisible();
  await page.getByRole('heading', { name: 'Model 1' }).scrollIntoViewIfNeeded();
  await expectAccessible(page, 'main');
  await photograph(opened, 'cross-validated');
});

test('learns from photos that only say what they show, once missing tags count as a weak no', async ({
  launch,
  dataFolder,
}) => {
  const photosFolder = join(dataFolder, 'photos');
  await drawSamples(
    { folder: photosFolder, count: 40, seed: 5 },
    { signal: new AbortController().signal, report: () => {} },
  );
  const opened = await launch();
  const { page } = opened;
  await importPhotos(page, photosFolder, join(photosFolder, 'labels.csv'));
  await show(page, 'Train');
  const start = page.getByRole('button', { name: 'Start training' });
  await expect(start).toBeEnabled();

  // the tags stay, what they leave out is no longer an answer
  await page.evaluate(`(async () => {
    const query = { search: '', order: 'newest', grouping: 'none' };
    const { value } = await window.tagwright.request('photos.query', query);
    const change = { kind: 'fully-tagged', photoIds: [...value.ids], isFullyTagged: false };
    await window.tagwright.request('tags.change', change);
  })()`);
  await expect(page.getByRole('heading', { name: 'Not enough tagged photos yet' })).toBeVisible();
  await expect(start).toBeDisabled();
  await expectAccessible(page, 'main');
  await photograph(opened, 'only-tags');

  await page.getByRole('button', { name: 'Count missing tags as a weak no' }).click();
  await expect(page.getByText('1 changed')).toBeVisible();
  await page.getByText('Advanced settings').click();
  await expect(page.getByLabel('Assume absent')).toHaveValue('0.1');
  await expect(page.getByText(/^0 good, \d+ with few examples, 0 not learnable yet$/)).toBeVisible();
  await start.click();
  await expect(page.getByRole('heading', { name: 'Model 1' })).toBeVisible({ timeout: 60_000 });
  // nothing is known to be wrong: precision has no value, recall has
  const building = page
    .getByRole('region', { name: 'Measures of each label' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'building' }) });
  await expect(building).toContainText('–');
  await photograph(opened, 'assumed-absent');
});

/** The Train view of a library of 24 tagged photos. */
async function openTrainWithTaggedPhotos(
  launch: () => Promise<OpenWindow>,
  dataFolder: string,
): Promise<OpenWindow> {
  const photosFolder = join(dataFolder, 'photos');
  await drawSamples(
    { folder: photosFolder, count: 24, seed: 8 },
    { signal: new AbortController().signal, report: () => {} },
  );
  const opened = await launch();
  await importPhotos(opened.page, photosFolder, join(photosFolder, 'labels.csv'));
  await show(opened.page, 'Train');
  await expect(opened.page.getByText('24 photos tagged')).toBeVisible();
  return opened;
}

test('fine-tunes the last blocks, and says beforehand how long that takes', async ({
  launch,
  dataFolder,
}) => {
  const opened = await openTrainWithTaggedPhotos(launch, dataFolder);
  const { page } = opened;
  await expect(page.getByTestId('training-estimate')).toHaveText('');

  await page.getByText('Advanced settings').click();
  await page.getByLabel('Epochs at most').fill('1');
  await page.keyboard.press('Tab');
  await page.getByRole('radio', { name: 'The head and the last blocks of the network' }).check();
  await expect(page.getByRole('radio', { name: 'also mirrored', exact: true })).toBeChecked();
  await page.getByRole('radio', { name: 'as they are only' }).check();
  await expect(page.getByTestId('training-estimate')).toContainText(
    /About .+ on this computer: \d+ photos, at most 1 epoch/,
    {
      timeout: 60_000,
    },
  );
  await expectAccessible(page, 'main');
  await photograph(opened, 'fine-tune');

  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByRole('heading', { name: 'Model 1' })).toBeVisible({ timeout: 90_000 });
});

test('advises two networks after learning from few photos, and says beforehand what they cost', async ({
  launch,
  dataFolder,
}) => {
  const opened = await openTrainWithTaggedPhotos(launch, dataFolder);
  const { page } = opened;
  await page.getByText('Advanced settings').click();
  const cost = page.getByTestId('backbone-cost');
  await expect(cost).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Network: MobileNetV2 1.0 (accurate)' }).click();
  await page.getByRole('option', { name: 'Eight views (photos from above)' }).click();
  await expect(cost).toContainText('eight times the work');
  await page.getByRole('button', { name: 'Back to the defaults' }).click();
  await expect(cost).toHaveCount(0);
  await page.getByText('Advanced settings').click();

  await page.getByRole('button', { name: 'Start training' }).click();
  await expect(page.getByRole('heading', { name: 'Model 1' })).toBeVisible({ timeout: 90_000 });
  const advice = page.getByRole('heading', { name: 'Two networks would likely do better' });
  await expect(advice).toBeVisible();
  await expect(page.getByText('at all 24 here once more')).toBeVisible();
  await expectAccessible(page, 'main');
  await photograph(opened, 'advice');

  await page.getByRole('button', { name: 'Choose two networks' }).click();
  await expect(advice).toHaveCount(0);
  await expect(cost).toContainText('twice the work');
  await expect(page.getByText('1 changed')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Train again' })).toBeFocused();
  await expect(page.getByTestId('training-estimate')).toHaveText(
    /^Looks at 24 photos that are new to this network, once: about .+ on this computer\.$/,
    { timeout: 60_000 },
  );
  await expectAccessible(page, 'main');
  await photograph(opened, 'two-networks');

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Model 2' })).toBeVisible({ timeout: 90_000 });
  await expect(advice).toHaveCount(0);
});
