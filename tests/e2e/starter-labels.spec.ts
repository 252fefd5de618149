/** Before the first tag, in the real window: a stranger's opinion, and taking some of it over. */

import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import sharp from 'sharp';
import { expectAccessible } from './accessibility.ts';
import { chooseTheme, expect, screenshots, takePicture, test } from './fixtures.ts';
import { runTagwright } from './trained-library.ts';

/** 16 photos nobody has said anything of; with again, each saved once more, smaller. */
async function makeFreshLibrary(dataFolder: string, again = false): Promise<string> {
  const photos = join(dataFolder, 'photos');
  await drawSamples(
    { folder: photos, count: 16, seed: 4 },
    { signal: new AbortController().signal, report: () => {} },
  );
  const files = readdirSync(photos, { recursive: true, encoding: 'utf8' });
  for (const file of again ? files.filter((name) => name.endsWith('.jpg')) : [])
    await sharp(join(photos, file))
      .resize(480)
      .toFile(join(photos, `again-${basename(file)}`));
  const library = join(dataFolder, 'Fresh.tagwright');
  await runTagwright(library, ['import', photos]);
  return library;
}

test('looks at a library without tags, and tags what a person takes over, in one step', async ({
  dataFolder,
  launch,
}) => {
  const library = await makeFreshLibrary(dataFolder);
  const { app, page } = await launch({ args: ['--library', library] });
  // A first click does not move what it was made on.
  const cell = page.getByRole('gridcell').first();
  await expect(page.getByRole('button', { name: /^No tags yet\?/ })).toBeVisible();
  const before = await cell.boundingBox();
  await cell.click();
  await expect(page.getByRole('button', { name: /^More like these/ })).toBeVisible();
  expect(await cell.boundingBox()).toEqual(before);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^No tags yet\?/ }).click();
  const dialog = page.getByRole('dialog', { name: 'What a general-purpose network sees' });
  await expect(dialog).toContainText('A stranger’s opinion');
  await dialog.getByRole('button', { name: 'Look at my photos' }).click();
  await expect(dialog.getByText('Looked at 16 photos.')).toBeVisible();

  // Drawn photos leave it unsure.
  await dialog.getByRole('slider', { name: 'How sure it must be' }).focus();
  await page.keyboard.press('Home');
  const offered = dialog.getByRole('list', { name: 'Labels to take over' }).getByRole('listitem');
  await expect(offered.first()).toBeVisible();
  const first = offered.first();
  const name = (await first.locator('.name').textContent())!;
  await first.getByRole('checkbox').press('Space');
  const take = dialog.getByRole('button', { name: /^Tag \d+ photos? with 1 label$/ });
  const count = Number(/\d+/.exec((await take.textContent())!)![0]);
  await expectAccessible(page);
  await takePicture(app, 'starter-labels');
  await take.click();
  await expect(dialog).toHaveCount(0);

  const grid = page.getByRole('grid', { name: 'Photos' });
  const tagged = grid.getByRole('gridcell', { name: new RegExp(`, ${name}`) });
  await expect(tagged).toHaveCount(count);
  await expect(page.getByRole('button', { name: /^No tags yet\?/ })).toHaveCount(0);
  await grid.focus();
  await page.keyboard.press('Control+z');
  await expect(tagged).toHaveCount(0);
});

test('shows a group in the library, and asks about it photo by photo, apart from the model', async ({
  dataFolder,
  launch,
}) => {
  const library = await makeFreshLibrary(dataFolder, true);
  const { app, page } = await launch({ args: ['--library', library] });
  await page.getByRole('navigation').getByText('Review', { exact: true }).click();
  await page.getByRole('button', { name: 'ImageNet says' }).click();
  await expect(page.getByText('ImageNet has not looked at these photos yet')).toBeVisible();
  await page.getByRole('button', { name: 'Let it look …' }).click();
  const dialog = page.getByRole('dialog', { name: 'What a general-purpose network sees' });
  await dialog.getByRole('button', { name: 'Look at my photos' }).click();
  await expect(dialog.getByText('Looked at 32 photos.')).toBeVisible();
  await dialog.getByRole('slider', { name: 'How sure it must be' }).focus();
  await page.keyboard.press('Home');
  const group = dialog.getByRole('list', { name: 'Labels to take over' }).getByRole('listitem').first();
  const word = (await group.locator('.name').textContent())!;
  const count = parseInt((await group.locator('.count').textContent())!);
  expect(count).toBeGreaterThan(1);

  // In the library it is a search; what was seen is kept for the next time.
  await group.getByRole('button', { name: `Show “${word}” in the library` }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId('library-count')).toHaveText(`${count} of 32 photos`);
  await expect(page.getByText(`imagenet(${word})>=0.2`)).toBeVisible();

  // Typed by hand, the words that it saw are offered, and how sure it may be.
  const search = page.getByRole('combobox', { name: 'Search photos' });
  await search.fill('');
  await search.pressSequentially('ima');
  await expect(page.getByRole('option', { name: 'imagenet( how sure ImageNet is of a word' })).toBeVisible();
  await search.press('Tab');
  await expect(page.getByRole('option', { name: `${word} seen by ImageNet`, exact: true })).toBeVisible();
  await expect(page.getByTestId('search-offered')).toHaveText(/^\d+ completions; Tab takes the first/);
  await expectAccessible(page);
  await takePicture(app, 'starter-completions');
  await search.pressSequentially(word);
  await search.press('Tab');
  await expect(search).toHaveValue(`imagenet(${word})>`);
  const bound = page.getByRole('option', { name: '>0.2 more than 20% sure' });
  await expect(bound).toBeVisible();
  await takePicture(app, 'starter-completions-bound');
  await search.press('ArrowUp');
  await expect(bound).toHaveAttribute('aria-selected', 'true');
  await search.press('Enter');
  await expect(page.getByTestId('library-count')).toHaveText(`${count} of 32 photos`);
  await page.getByRole('button', { name: /^No tags yet\?/ }).click();
  await expect(dialog.getByText('Looked at 32 photos.')).toBeVisible();
  await group.getByRole('button', { name: `Review “${word}” photo by photo` }).click();

  const question = page.getByTestId('starter-question');
  const open = page.getByTestId('starter-open');
  await expect(question).toHaveText(`Is this “${word}”?`);
  await expect(open).toHaveText(`${count} open`);
  await expect(page.getByText('ImageNet says so – not your model')).toBeVisible();
  await expectAccessible(page);
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `starter-review-${theme}.png`) });
  }

  // It may stand for another label than its own.
  await page.getByRole('combobox', { name: /^Label it stands for/ }).click();
  await expect(page.getByRole('option', { name: `${word} (new label)` })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('y');
  const counts = page.getByTestId('starter-counts');
  await expect(counts).toHaveText('In this review: 1 accepted, 0 rejected');
  const label = page.getByRole('combobox', { name: /^Label it stands for/ });
  await expect(label).toHaveText(word);
  await page.keyboard.press('Backspace');
  // The label that the answer added is gone with it.
  await expect(label).toHaveText(`${word} (new label)`);
  await expect(open).toHaveText(`${count} open`);
  await page.keyboard.press('n');
  await expect(counts).toHaveText('In this review: 0 accepted, 1 rejected');
  await page.keyboard.press('Backspace');

  await page.getByRole('button', { name: `Say yes to all ${count} open` }).click();
  await expect(open).toHaveText('0 open');
  await page.getByRole('navigation').getByText('Library', { exact: true }).click();
  const grid = page.getByRole('grid', { name: 'Photos' });
  await expect(grid.getByRole('gridcell', { name: new RegExp(`, ${word}`) })).toHaveCount(count);

  // A person's answers, with no model beside them.
  await page.getByRole('navigation').getByText('Review', { exact: true }).click();
  await page.getByRole('button', { name: /^Go on with/ }).click();
  await expect(question).not.toHaveText(`Is this “${word}”?`);
  await expect(question).toHaveText(/^Is this “.+”\?$/);
});
