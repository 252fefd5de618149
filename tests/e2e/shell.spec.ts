/** The frame of the window: first run, import by dropping, jobs, settings, keyboard map, languages, libraries. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { dropFiles } from './drop-files.ts';
import { expectAccessible } from './accessibility.ts';
import { chooseTheme, expect, screenshots, test } from './fixtures.ts';

async function photosIn(folder: string, count: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < count; index++)
    await sharp({
      create: {
        width: 320,
        height: 240,
        channels: 3,
        background: { r: 40 + 8 * index, g: 120, b: 200 - 6 * index },
      },
    })
      .jpeg()
      .toFile(join(folder, `photo-${index}.jpg`));
  return folder;
}

test('imports what is dropped on the first run, and tells what it left out', async ({
  launch,
  dataFolder,
}) => {
  const folder = await photosIn(join(dataFolder, 'holiday'), 12);
  await writeFile(join(folder, 'broken.jpg'), 'not a photo at all');
  const { app, page } = await launch();
  await expect(page.getByRole('heading', { name: 'Bring in your photos' })).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await expectAccessible(page);
    await page.screenshot({ path: join(screenshots, `first-run-${theme}.png`) });
  }

  await dropFiles(page, [folder]);
  await expect(page.getByText('Importing photos: done · 1 problem')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Bring in your photos' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'What was left out, and why' });
  await expect(dialog.getByText(/broken\.jpg/).first()).toBeVisible();
  await page.screenshot({ path: join(screenshots, 'job-problems.png') });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Dismiss' }).click();

  await page.keyboard.press('Control+7');
  const problems = page.getByRole('region', { name: 'Problem files' });
  await expect(problems.getByText(/broken\.jpg/).first()).toBeVisible();
  await sharp({ create: { width: 300, height: 200, channels: 3, background: '#205080' } })
    .jpeg()
    .toFile(join(folder, 'broken.jpg'));
  await problems.getByRole('button', { name: 'Try again' }).click();
  await expect(problems.getByText('Every file could be read.')).toBeVisible({ timeout: 30_000 });
});

test('keeps language, theme and keys of one’s own', async ({ launch }) => {
  const { app, page } = await launch();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My photos');
  await page.keyboard.press('Control+7');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await expectAccessible(page);
    await page.screenshot({ path: join(screenshots, `settings-${theme}.png`) });
  }
  await chooseTheme(app, 'system' as 'light');

  await page.getByRole('button', { name: 'Accept a suggestion: Y. Change' }).click();
  await page.keyboard.press('x');
  await expect(page.getByText('Also used for: Reject a suggestion')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the default', exact: true }).click();
  await page.getByRole('button', { name: 'Search: Ctrl+F. Change' }).click();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('button', { name: 'Search: Ctrl+K. Change' })).toBeVisible();
  const accelerator = () =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('find')?.accelerator);
  await expect.poll(accelerator).toBe('CmdOrCtrl+K');

  await page.getByRole('combobox', { name: 'Theme: As the system' }).click();
  await page.getByRole('option', { name: 'Dark' }).click();
  await expect
    .poll(() => page.evaluate('getComputedStyle(document.documentElement).backgroundColor'))
    .toBe('rgb(23, 25, 28)');
  await page.getByRole('combobox', { name: 'Language: As the system' }).click();
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await expect(page.getByRole('heading', { name: 'Einstellungen' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Bibliothek', exact: true })).toBeVisible();
  await page.screenshot({ path: join(screenshots, 'settings-german.png') });
  await app.close();

  const again = await launch();
  await expect(again.page.getByRole('heading', { name: 'Einstellungen' })).toBeVisible();
  await expect(again.page.getByRole('button', { name: 'Suchen: Strg+K. Ändern' })).toBeVisible();
  await again.page.keyboard.press('?');
  await expect(again.page.getByRole('dialog', { name: 'Tastatur' })).toBeVisible();
  await again.page.screenshot({ path: join(screenshots, 'keyboard-german.png') });
});

test('shows another library in place of the first, and opens it again at the next start', async ({
  launch,
  dataFolder,
}) => {
  const { app, page } = await launch();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My photos');
  const made = join(dataFolder, 'Second.tagwright');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, made);
  await page.getByRole('button', { name: 'Library: My photos' }).click();
  await page.screenshot({ path: join(screenshots, 'library-menu.png') });
  await page.getByRole('menuitem', { name: 'New library …' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second');
  await dropFiles(page, [join(dataFolder, 'My photos.tagwright')]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My photos');
  await page.getByRole('button', { name: 'Library: My photos' }).click();
  await page.getByRole('menuitem', { name: 'Second' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second');
  await app.close();
  const again = await launch();
  await expect(again.page.getByRole('heading', { level: 1 })).toHaveText('Second');
});

test('starts although the library of the last time is broken', async ({ launch, dataFolder }) => {
  const broken = join(dataFolder, 'Broken.tagwright');
  await mkdir(broken);
  await writeFile(join(broken, 'library.sqlite'), 'no database at all');
  await mkdir(join(dataFolder, 'window'));
  await writeFile(join(dataFolder, 'window', 'recent-libraries.json'), JSON.stringify([broken]));
  const { page } = await launch();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My photos');
});
