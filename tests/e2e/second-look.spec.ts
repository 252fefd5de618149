/** Annotations that are probably wrong, and a model that learns along, in the real window with a real model. */

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { chooseTheme, expect, screenshots, takePicture, test } from './fixtures.ts';
import { makeTrainedLibrary, spoilSomeTags } from './trained-library.ts';

const question = (page: Page) => page.getByTestId('suspicious-question');
const open = (page: Page) => page.getByTestId('suspicious-open');
const openCount = async (page: Page) => parseInt((await open(page).textContent())!);
const ask = (page: Page, name: string, input: unknown) =>
  page.evaluate(`window.tagwright.request('${name}', ${JSON.stringify(input)})`) as Promise<{
    ok: boolean;
    value: unknown;
  }>;

/** Photo and label that main would ask about first: two questions may be worded alike. */
async function firstSuspect(page: Page): Promise<unknown> {
  const { value } = await ask(page, 'review.suspicious', { labelId: null, limit: 1 });
  const [item] = (value as { items: { photoId: number; labelId: number }[] }).items;
  return [item?.photoId, item?.labelId];
}

test('confirms, corrects and takes back, by one key each', async ({ launch, dataFolder }) => {
  const library = await makeTrainedLibrary(dataFolder, 72);
  await spoilSomeTags(dataFolder, library, 6);
  const { app, page } = await launch({ args: ['--library', library] });
  await page.getByRole('navigation').getByText('Review', { exact: true }).click();
  await page.getByRole('button', { name: 'Suspicious labels' }).click();
  await expect(question(page)).toHaveText(/^(Tagged|Not tagged) “.+”\. Is that right\?$/);
  const total = await openCount(page);
  expect(total).toBeGreaterThan(3);
  const first = (await question(page).textContent())!;

  await page.keyboard.press('y');
  await expect(open(page)).toHaveText(`${total - 1} to look at`);
  await expect(page.getByText('1 confirmed: not asked about again')).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByText('1 corrected')).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByText('1 unknown now')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(open(page)).toHaveText(`${total - 4} to look at`);

  // Main agrees: what was confirmed, corrected and made unknown is gone, what was skipped is not.
  await expect
    .poll(async () => (await ask(page, 'review.suspicious', { labelId: null, limit: 1 })).value)
    .toMatchObject({ total: total - 3 });

  for (let undone = 0; undone < 4; undone++) await page.keyboard.press('Backspace');
  await expect(open(page)).toHaveText(`${total} to look at`);
  await expect(question(page)).toHaveText(first);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await expect
    .poll(async () => (await ask(page, 'review.suspicious', { labelId: null, limit: 1 })).value)
    .toMatchObject({ total });

  await expectAccessible(page, 'main');
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `suspicious-${theme}.png`) });
  }
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2));
  await expect.poll(() => page.evaluate('devicePixelRatio')).toBe(2);
  await page.getByRole('button', { name: 'Yes, right' }).focus();
  await expect(page.getByRole('button', { name: 'Yes, right' })).toBeInViewport();
  await takePicture(app, 'suspicious-zoomed');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(1));

  // A confirmation outlives the view, which is the one shown when one comes back to Review.
  const confirmed = await firstSuspect(page);
  await page.keyboard.press('y');
  await expect(open(page)).toHaveText(`${total - 1} to look at`);
  await page.getByRole('navigation').getByText('Train', { exact: true }).click();
  await page.getByRole('navigation').getByText('Review', { exact: true }).click();
  await expect(open(page)).toHaveText(`${total - 1} to look at`);
  expect(await firstSuspect(page)).not.toEqual(confirmed);

  // The photo view says which label makes a photo hard.
  await page.getByRole('navigation').getByText('Library', { exact: true }).click();
  const search = page.getByRole('combobox', { name: 'Search photos' });
  await search.fill('full');
  await search.press('Enter');
  await expect(page.getByRole('gridcell')).not.toHaveCount(72);
  await page.getByRole('gridcell').first().dblclick();
  const facts = page.getByRole('complementary', { name: 'Information' });
  await expect(facts.getByRole('heading', { name: 'What makes it hard' })).toBeVisible();
  await expect(facts.getByText(/^Judged without having learned from this photo/)).toBeVisible();
  await expect(facts.getByText(/^Loss \d+\.\d{3} on average/)).toBeVisible();
  await expect(
    facts.getByText(
      /^The model (agrees with all that is known|contradicts what is known of (one|\d+) labels?)\.$/,
    ),
  ).toBeVisible();
  await facts.getByRole('heading', { name: 'What makes it hard' }).evaluate((heading) => {
    heading.closest('aside')!.scrollTop = 1e6;
  });
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `photo-losses-${theme}.png`) });
  }

  await learnsAlong(page);
  await page.screenshot({ path: join(screenshots, 'review-learned-along.png') });
});

/** The suggestions follow the answers, and the person keeps the place. */
async function learnsAlong(page: Page): Promise<void> {
  // Low enough that there is plenty to be asked.
  const { value: labels } = await ask(page, 'labels.list', undefined);
  for (const { name } of labels as { name: string }[])
    await ask(page, 'thresholds.set', { label: name, apply: 0.5, suggest: 0.001 });
  await page.getByRole('navigation').getByText('Review', { exact: true }).click();
  await page.getByRole('button', { name: 'Suggestions', exact: true }).click();
  const suggestion = page.getByTestId('review-question');
  const shownPhoto = page.getByRole('img', { name: 'Photo in question' });
  const answers = page.getByTestId('new-answers').locator('strong');
  await expect(answers).toHaveText(/^\d+$/);
  const before = parseInt((await answers.textContent())!);
  for (let answered = 1; answered <= 20; answered++) {
    await page.keyboard.press(answered % 3 === 0 ? 'y' : 'n');
    // The last one sets a follow-up going, which may be done before one looks.
    if (answered < 20) await expect(answers).toHaveText(String(before + answered));
  }
  const asked = (await suggestion.textContent())!;
  const photo = await shownPhoto.getAttribute('src');
  await expect(page.getByTestId('learning-along')).toHaveText(
    'Asked by model 2, which learned along after model 1.',
    { timeout: 60_000 },
  );
  await expect(answers).toHaveText('0');
  await expect(suggestion).toHaveText(asked);
  expect(await shownPhoto.getAttribute('src')).toBe(photo);
  const { value: models } = await ask(page, 'models.list', undefined);
  expect(models).toMatchObject([
    { id: 2, isActive: true, followsId: 1 },
    { id: 1, isActive: false, followsId: null },
  ]);
  // What was answered before the follow-up can still be taken back.
  await page.keyboard.press('Backspace');
  await expect
    .poll(async () => [await suggestion.textContent(), await shownPhoto.getAttribute('src')])
    .not.toEqual([asked, photo]);
  await page.getByRole('button', { name: 'Back to model 1' }).click();
  await expect(page.getByTestId('learning-along')).toHaveText(/^After every 20 answers/);

  // Photo by photo: whoever answers what teaches most sees every photo once.
  await page.getByRole('combobox', { name: /^Order/ }).click();
  await page.getByRole('option', { name: 'Teaches most' }).click();
  await expect(page.getByRole('combobox', { name: /^Order/ })).toContainText('Teaches most');
  await expect(suggestion).toHaveText(/^Is this “.+”\?$/);
  const { value } = await ask(page, 'review.queue', { order: 'teaches', labelId: null, limit: 5000 });
  const photos = (value as { items: { photoId: number }[] }).items.map(({ photoId }) => photoId);
  const changes = photos.filter((photoId, place) => photoId !== photos[place - 1]);
  expect(new Set(changes).size).toBe(changes.length);
}
