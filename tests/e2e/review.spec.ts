/** Answering the model's suggestions in the real window, on a small library with a real model. */

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { chooseTheme, expect, screenshots, takePicture, test } from './fixtures.ts';
import { makeTrainedLibrary } from './trained-library.ts';

const showReview = (page: Page) => page.getByRole('navigation').getByText('Review', { exact: true }).click();
const question = (page: Page) => page.getByTestId('review-question');
const openCount = async (page: Page) => parseInt((await page.getByTestId('review-open').textContent())!);
const newAnswers = (page: Page) => page.getByTestId('new-answers').locator('strong');

test('says what is missing before there is a model', async ({ launch }) => {
  const { app, page } = await launch();
  await showReview(page);
  await expect(page.getByRole('heading', { name: 'Nothing to review yet' })).toBeVisible();
  await expectAccessible(page, 'main');
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `review-empty-${theme}.png`) });
  }
});

test('answers by keys, takes back, accepts in bulk, and trains again', async ({ launch, dataFolder }) => {
  const library = await makeTrainedLibrary(dataFolder, 72);
  const { app, page } = await launch({ args: ['--library', library] });
  await showReview(page);
  // What a follow-up does to the questions has a test of its own.
  await page.getByRole('switch', { name: 'Learn from my answers by itself' }).click();
  await page.getByRole('heading', { level: 1, name: 'Review' }).click();
  await expect(question(page)).toHaveText(/^Is this “.+”\?$/);
  const total = await openCount(page);
  expect(total).toBeGreaterThan(4);
  await expect(page.getByRole('combobox', { name: /^Order/ })).toContainText('Teaches most');
  await expect(page.getByTestId('order-hint')).toHaveText(/^Photos the model is unsure about/);
  await expect(newAnswers(page)).toHaveText('0');
  await expect(page.getByRole('meter', { name: 'Score and threshold' })).toHaveAttribute(
    'aria-valuetext',
    /^The model says \d+%; it tags from \d+% on$/,
  );

  const asked = (await question(page).textContent())!;
  await page.keyboard.press('y');
  await expect(newAnswers(page)).toHaveText('1');
  await expect(page.getByTestId('review-open')).toHaveText(`${total - 1} open`);
  await expect(page.getByText(`${asked.slice(9, -2)} gains 1 example`)).toBeVisible();
  await page.keyboard.press('n');
  await expect(newAnswers(page)).toHaveText('2');
  await page.keyboard.press('Space');
  await expect(page.getByTestId('review-open')).toHaveText(`${total - 3} open`);
  await expect(newAnswers(page)).toHaveText('2');

  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(newAnswers(page)).toHaveText('0');
  await expect(question(page)).toHaveText(asked);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();

  // What was answered stays answered, here and after another order.
  await page.keyboard.press('y');
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(newAnswers(page)).toHaveText('2');
  await page.getByRole('combobox', { name: /^Order/ }).click();
  await page.getByRole('option', { name: 'Surest first' }).click();
  await expect(page.getByTestId('order-hint')).toHaveText('What the model is surest of comes first.');
  const before = await openCount(page);
  const stored = await page.evaluate(`window.tagwright.request('training.preview')`);
  expect(stored).toMatchObject({ ok: true, value: { newAnswers: 2 } });
  await expectAccessible(page, 'main');
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `review-${theme}.png`) });
  }

  // in bulk, for the label that is asked about
  const label = (await question(page).textContent())!.slice(9, -2);
  await page.getByRole('combobox', { name: /^Label/ }).click();
  await page.getByRole('option', { name: new RegExp(`^${label} \\(`) }).click();
  await expect(question(page)).toHaveText(`Is this “${label}”?`);
  const openOfLabel = await openCount(page);
  expect(openOfLabel).toBeLessThanOrEqual(before);
  await page.getByRole('button', { name: 'Answer many …' }).click();
  const dialog = page.getByRole('dialog');
  const slider = dialog.getByRole('slider', { name: 'From this score on' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(dialog.getByTestId('bulk-count')).toHaveText(
    `${openOfLabel} of ${openOfLabel} open suggestions`,
  );
  await expect(dialog.getByRole('listitem')).toHaveCount(Math.min(8, openOfLabel));
  await expect
    .poll(() =>
      dialog
        .locator('li img')
        .evaluateAll(
          (images) =>
            images.length > 0 &&
            images.every((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0),
        ),
    )
    .toBe(true);
  await expectAccessible(page, '[role=dialog]');
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `review-bulk-${theme}.png`) });
  }
  // below the line instead of from it on: what one answer takes, the other leaves
  await dialog.getByRole('radio', { name: 'Reject below a score' }).click();
  const below = dialog.getByRole('slider', { name: 'Below this score' });
  await below.focus();
  await page.keyboard.press('Home');
  await expect(dialog.getByText('No open suggestion is below this score.')).toBeVisible();
  await page.keyboard.press('End');
  await expectAccessible(page, '[role=dialog]');
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `review-bulk-reject-${theme}.png`) });
  }
  await dialog.getByRole('button', { name: `Reject all ${openOfLabel} below 100%` }).click();
  // Each yes from before may have been for the same label.
  const gain = new RegExp(`${label} gains (?:[12] examples? and )?${openOfLabel} counterexample`);
  await expect(page.getByText(gain)).toBeVisible();
  await expect(newAnswers(page)).toHaveText(String(2 + openOfLabel));
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('review-open')).toHaveText(`${openOfLabel} open`);
  await expect(newAnswers(page)).toHaveText('2');

  await page.getByRole('button', { name: 'Answer many …' }).click();
  await slider.focus();
  await page.keyboard.press('Home');
  await dialog.getByRole('button', { name: /^Accept all / }).click();
  await expect(page.getByRole('heading', { name: 'All questions are answered' })).toBeVisible();
  await expect(newAnswers(page)).toHaveText(String(2 + openOfLabel));
  await page.screenshot({ path: join(screenshots, 'review-done.png') });
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('review-open')).toHaveText(`${openOfLabel} open`);
  await expect(newAnswers(page)).toHaveText('2');

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2));
  await expect.poll(() => page.evaluate('devicePixelRatio')).toBe(2);
  await page.getByRole('button', { name: 'Yes' }).focus();
  await expect(page.getByRole('button', { name: 'Yes' })).toBeInViewport();
  await takePicture(app, 'review-zoomed');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(1));

  await page.getByRole('button', { name: 'Train again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Review' })).toHaveCount(0);
  await expect
    .poll(() =>
      page.evaluate(
        `window.tagwright.request('jobs.list').then(({ value }) => value[0].kind + ' ' + value[0].state)`,
      ),
    )
    .toMatch(/^(train|score) /);
});

test('opens with the order and the label of the last time', async ({ launch, dataFolder }) => {
  const library = await makeTrainedLibrary(dataFolder, 72);
  const first = await launch({ args: ['--library', library] });
  await showReview(first.page);
  await expect(question(first.page)).toBeVisible();
  await first.page.getByRole('combobox', { name: /^Order/ }).click();
  await first.page.getByRole('option', { name: 'Surest first' }).click();
  await first.page.getByRole('combobox', { name: /^Label/ }).click();
  const option = first.page.getByRole('option', { name: /\([1-9]\d*\)$/ }).first();
  const chosen = (await option.textContent())!.trim();
  await option.click();
  await expect(first.page.getByRole('combobox', { name: /^Label/ })).toContainText(chosen);
  await first.app.close();

  const { page } = await launch({ args: ['--library', library] });
  await expect(page.getByRole('combobox', { name: /^Order/ })).toContainText('Surest first');
  await expect(page.getByRole('combobox', { name: /^Label/ })).toContainText(chosen);
  await expect(question(page)).toHaveText(`Is this “${chosen.replace(/ \(\d+\)$/, '')}”?`);
});
