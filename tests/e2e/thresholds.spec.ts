/** Tuning a threshold in the real window, on a small library with a real model. */

import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { chooseTheme, expect, screenshots, takePicture, test } from './fixtures.ts';
import { makeTrainedLibrary } from './trained-library.ts';

async function showThresholds(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText('Thresholds', { exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Thresholds' })).toBeVisible();
}

const figure = (page: Page, name: string): Locator =>
  page.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd');

test('invites to train before there is a model', async ({ launch }) => {
  const { app, page } = await launch();
  await showThresholds(page);
  await expect(page.getByRole('heading', { name: 'No model yet, so nothing to set' })).toBeVisible();
  await expectAccessible(page, 'main');
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `thresholds-empty-${theme}.png`) });
  }
  await page.getByRole('button', { name: 'Train a model' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Thresholds' })).toHaveCount(0);
});

test('drags a threshold, sees what it changes, saves it and takes it back', async ({
  launch,
  dataFolder,
}) => {
  const library = await makeTrainedLibrary(dataFolder, 72);
  const { app, page } = await launch({ args: ['--library', library] });
  await showThresholds(page);

  // by keyboard through the list
  const list = page.getByRole('listbox', { name: 'Labels of the model' });
  await list.getByRole('option', { name: /^beach/ }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'beach' })).toBeVisible();
  await expect(page.getByText(/Checked on only \d+ photos? with this label/)).toBeVisible();
  await list.press('t');
  await expect(page.getByRole('heading', { level: 2, name: 'tree' })).toBeVisible();
  await list.press('ArrowUp');
  await list.press('ArrowDown');
  await expect(list.getByRole('option', { name: /^tree/ })).toHaveAttribute('aria-selected', 'true');
  await expect(figure(page, 'Would get it')).toContainText('of 24 photos you have not answered');

  // dragging
  const apply = page.getByRole('slider', { name: 'Apply “tree” from this score on' });
  const suggest = page.getByRole('slider', { name: 'Suggest “tree” from this score on' });
  const before = Number(await apply.getAttribute('aria-valuenow'));
  const grip = (await apply.getByText('Apply').boundingBox())!;
  const plot = (await page.getByRole('img', { name: /^Histogram/ }).boundingBox())!;
  const target = before > 0.5 ? 0.2 : 0.8;
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(grip.x + grip.width / 2 + ((target - before) * plot.width) / 2, grip.y + 40);
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await page.mouse.move(grip.x + grip.width / 2 + (target - before) * plot.width, grip.y + 80);
  await expect.poll(async () => Number(await apply.getAttribute('aria-valuenow'))).toBeCloseTo(target, 1);
  await page.screenshot({ path: join(screenshots, 'thresholds-dragging.png') });
  await page.mouse.up();
  await expect(page.getByText('Set by hand', { exact: true })).toBeVisible();
  await expect(apply).toHaveAttribute('aria-valuetext', /^0\.\d+: precision .*%, recall \d+%$/);
  await expect
    .poll(async () => Number(await suggest.getAttribute('aria-valuenow')))
    .toBeLessThanOrEqual(Number(await apply.getAttribute('aria-valuenow')));

  // keys
  await apply.focus();
  await page.keyboard.press('Home');
  await expect(apply).toHaveAttribute('aria-valuenow', '0');
  await expect(figure(page, 'Would get it')).toContainText('24');
  await expect(
    page.getByRole('heading', { name: 'Just above the line' }).locator('xpath=..').getByRole('img'),
  ).toHaveCount(10);
  await expect(page.getByText('No photo is below the line.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(async () => Number(await apply.getAttribute('aria-valuenow'))).toBeCloseTo(target, 1);
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect
    .poll(async () => Number(await apply.getAttribute('aria-valuenow')))
    .toBeCloseTo(target + 0.11, 1);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not saved yet')).toHaveCount(0);

  // every strip photo is drawn
  await expect
    .poll(() =>
      page
        .locator('li img')
        .evaluateAll((images) =>
          images.every((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0),
        ),
    )
    .toBe(true);

  // a photo of a strip, opened large, and back to where it was opened from
  const strip = page.getByRole('heading', { name: 'Just above the line' }).locator('xpath=..');
  const pictures = strip.getByRole('button');
  await expect(strip.locator('xpath=..')).toHaveAttribute('aria-busy', 'false');
  await pictures.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(pictures.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  const view = page.getByRole('region', { name: /^Photo / });
  await expect(view).toBeVisible();
  await expect(view.getByText(/^2 of \d+$/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(view.getByText(/^3 of \d+$/)).toBeVisible();
  await expectAccessible(page, 'main');
  await page.screenshot({ path: join(screenshots, 'thresholds-photo.png') });
  await page.keyboard.press('Escape');
  await expect(view).toHaveCount(0);
  await expect(pictures.nth(1)).toBeFocused();
  await page.screenshot({ path: join(screenshots, 'thresholds-strip-focus.png') });
  await pictures.first().click();
  await expect(view).toBeVisible();
  await view.getByRole('button', { name: 'Back' }).click();
  await expect(pictures.first()).toBeFocused();

  // both changes taken back: tuned as before
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Tuned for the best F1')).toBeVisible();
  expect(Number(await apply.getAttribute('aria-valuenow'))).toBe(before);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();

  // a goal that so few photos cannot show
  await page.getByRole('combobox', { name: /^Goal/ }).click();
  await page.getByRole('option', { name: 'At least this precision' }).click();
  await page.getByRole('spinbutton', { name: 'At least, percent' }).fill('99');
  await page.getByRole('button', { name: 'Apply to “tree”' }).click();
  await expect(
    page.getByText(/even a perfect model could only be shown to reach \d+% precision/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Apply to all labels' }).click();
  await expect(
    page.getByText(/^The thresholds of \d+ labels were set\. For \d+ labels the goal/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Reset to best F1' }).click();
  await expect(page.getByText(/^“tree” is now applied from/)).toBeVisible();
  await expect(page.getByText(/even a perfect model/)).toHaveCount(0);

  await expectAccessible(page, 'main');
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `thresholds-${theme}.png`) });
  }

  // whether its probabilities mean what they say: of this label, with figures for who does not see the picture
  const reliability = page.locator('figure').filter({ hasText: 'Do the probabilities of “tree” mean' });
  await expect(
    reliability.getByRole('img', {
      name: /expected calibration error \d+\.\d%, before the calibration \d+\.\d%/,
    }),
  ).toBeVisible();
  await expect(reliability).toContainText('Too few answers to trust: 30 yes, 18 no.');
  await expect(reliability).toContainText('fitted without it');
  const figures = reliability.getByRole('region', { name: 'Reliability after and before the calibration' });
  await expect(figures).toBeHidden();
  await reliability.getByText('Figures as a table').click();
  const counts = await figures.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => {
      const cells = (row as unknown as { cells: { textContent: string }[] }).cells;
      return { stage: cells[1]!.textContent, count: parseInt(cells[2]!.textContent) };
    }),
  );
  for (const stage of ['after', 'before'])
    expect(
      counts.filter((row) => row.stage === stage).reduce((sum, { count }) => sum + count, 0),
      stage,
    ).toBe(48);
  await expectAccessible(page, 'main');
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await reliability.scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(screenshots, `thresholds-reliability-${theme}.png`) });
  }
  await list.getByRole('option', { name: /^boat/ }).click();
  await expect(page.locator('figure').filter({ hasText: 'Do the probabilities of “boat”' })).toContainText(
    'Too few answers to trust',
  );
  await list.getByRole('option', { name: /^tree/ }).click();
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2));
  await expect.poll(() => page.evaluate('devicePixelRatio')).toBe(2);
  await apply.focus();
  await apply.getByText('Apply').scrollIntoViewIfNeeded();
  await expect(apply.getByText('Apply')).toBeInViewport();
  await takePicture(app, 'thresholds-zoomed');
  const diagram = reliability.getByRole('img', { name: /^Share of tags/ });
  await page.locator('section.detail').evaluate((detail) => {
    const picture = detail.querySelector('figure svg[aria-label^="Share of tags"]')!;
    detail.scrollBy(0, picture.getBoundingClientRect().top - detail.getBoundingClientRect().top);
  });
  await expect(diagram).toBeInViewport({ ratio: 0.5 });
  await takePicture(app, 'thresholds-reliability-zoomed');
});
