/** "Try it with sample photos": the whole main job, in the window, on a small sample set. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { engineProcessId } from './engine-process.ts';
import { chooseTheme, expect, screenshots, test } from './fixtures.ts';

const small = { TAGWRIGHT_SAMPLE_COUNT: '120' };
/** so many that no machine is done before the test has looked */
const large = { TAGWRIGHT_SAMPLE_COUNT: '3000' };

const startButton = (page: Page) => page.getByRole('button', { name: 'Try it with sample photos' });
const progress = (page: Page) => page.getByRole('progressbar', { name: 'Progress of the try-out' });

async function expectWindowAlive(app: ElectronApplication, page: Page): Promise<void> {
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await page.evaluate(`window.tagwright.request('library.summary').then(({ ok }) => ok)`)).toBe(true);
}

/**
 * Remembers every text of the page that fits, however shortly it was shown: on a fast machine a step is over before one
 * looks again.
 */
async function rememberTexts(page: Page, pattern: RegExp): Promise<() => Promise<string[]>> {
  const name = `seen${Math.random().toString(36).slice(2)}`;
  await page.evaluate(`{
    const seen = (window.${name} = new Set());
    const look = () => {
      for (const [text] of document.body.textContent.matchAll(/${pattern.source}/g)) seen.add(text);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    look();
  }`);
  return () => page.evaluate(`[...window.${name}]`);
}

test('goes from a click to the report, with live progress', async ({ launch, dataFolder }) => {
  const { app, page } = await launch({ environment: small });
  const counts = await rememberTexts(page, /\d+ of 120/);
  const epochs = await rememberTexts(page, /Epoch \d+: 0\.\d{3}, best so far 0\.\d{3}/);
  await startButton(page).click();
  await expect(progress(page)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sample photos');
  await page.screenshot({ path: join(screenshots, 'try-out-running.png') });

  const report = page.getByRole('region', { name: 'How well it did' });
  await expect(report).toBeVisible({ timeout: 120_000 });
  expect((await counts()).length).toBeGreaterThan(2);
  expect((await epochs()).length).toBeGreaterThan(0);
  const mAP = Number(await page.getByTestId('report-map').textContent());
  expect(mAP).toBeGreaterThan(0.3);
  expect(mAP).toBeLessThanOrEqual(1);
  expect(await report.getByRole('rowheader').count()).toBeGreaterThan(3);
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `try-out-report-${theme}.png`) });
  }

  const predictionsFile = await report.getByText(/auto-tagged\.csv$/).textContent();
  expect(existsSync(predictionsFile!)).toBe(true);
  await page.getByRole('button', { name: 'Settings' }).click();
  const library = page.getByRole('region', { name: 'This library' });
  await expect(library.getByText('120', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Labels' }).getByText('building')).toBeVisible();
  await page.getByRole('button', { name: 'Library', exact: true }).click();
  await page.getByRole('button', { name: 'Back to my photos' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My photos');
  await app.close();

  const again = await launch({ environment: small });
  await expect(again.page.getByTestId('report-map')).toHaveText(mAP.toFixed(3));
  const learnedAgain = await rememberTexts(again.page, /Epoch \d+: 0\.\d{3}, best so far 0\.\d{3}/);
  await again.page.getByRole('button', { name: 'Run it again' }).click();
  await expect.poll(async () => (await learnedAgain()).length, { timeout: 60_000 }).toBeGreaterThan(0);
  await expect(again.page.getByTestId('report-map')).toBeVisible({ timeout: 60_000 });
  await expect(again.page.getByRole('heading', { level: 1 })).toHaveText('Sample photos');
  expect(existsSync(join(dataFolder, 'Sample photos.tagwright', 'library.sqlite'))).toBe(true);
});

test('is cancelled at once, and can be started again', async ({ launch }) => {
  const { app, page } = await launch({ environment: large });
  await startButton(page).click();
  await expect(page.getByText(/\d of 3,000/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The try-out was stopped.', { exact: false })).toBeVisible();
  await expectWindowAlive(app, page);
  await startButton(page).click();
  await expect(progress(page)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(startButton(page)).toBeEnabled();
});

test('survives the end of the engine’s process', async ({ launch, dataFolder }) => {
  const { app, page } = await launch({ environment: large });
  await startButton(page).click();
  await expect(page.getByText(/\d of 3,000/)).toBeVisible({ timeout: 60_000 });
  const killed = engineProcessId(dataFolder);
  process.kill(killed, 'SIGKILL');

  const alert = page.getByRole('alert');
  await expect(alert).toContainText('stopped unexpectedly');
  await expect(alert).toContainText('start again to go on');
  await page.screenshot({ path: join(screenshots, 'try-out-engine-killed.png') });
  await expectWindowAlive(app, page);

  await startButton(page).click();
  await expect(page.getByText(/\d of 3,000/)).toBeVisible({ timeout: 60_000 });
  expect(engineProcessId(dataFolder)).not.toBe(killed);
  await expect(alert).toHaveCount(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(startButton(page)).toBeEnabled();
});

test('goes on at the next start when the window is closed in the middle', async ({ launch }) => {
  const first = await launch({ environment: large });
  await startButton(first.page).click();
  await expect(first.page.getByText(/\d of 3,000/)).toBeVisible({ timeout: 60_000 });
  await first.app.close();

  const second = await launch({ environment: large });
  await expect(second.page.getByRole('heading', { level: 1 })).toHaveText('Sample photos');
  await expect(progress(second.page)).toBeVisible();
  await expect(second.page.getByText(/\d of 3,000/)).toBeVisible({ timeout: 60_000 });
  await second.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(startButton(second.page)).toBeEnabled();
});
