/** The window of the built app on an empty library. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseTheme, expect, screenshots, test } from './fixtures.ts';

test('opens with the library’s counts and what it computes with', async ({ launch, dataFolder }) => {
  const { app, page } = await launch();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My photos');
  await expect(page).toHaveTitle('My photos – Tagwright');
  await expect(page.getByRole('button', { name: 'Try it with sample photos' })).toBeEnabled();
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `empty-library-${theme}.png`) });
  }
  await page.getByRole('button', { name: 'Settings' }).click();
  const counts = page.getByRole('region', { name: 'This library' });
  for (const name of ['Photos', 'Tagged', 'Labels', 'Models', 'Auto-tagged', 'Problems'])
    await expect(counts.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) })).toBeVisible();
  await expect(counts.getByText('0', { exact: true })).toHaveCount(6);

  const engine = page.getByRole('region', { name: 'How it computes' });
  await expect(engine.getByText(/^TensorFlow/)).toBeVisible({ timeout: 60_000 });
  await expect(engine.getByText('ONNX Runtime', { exact: false })).toBeVisible();
  await expect(engine.getByRole('listitem')).toHaveCount(3);
  expect(existsSync(join(dataFolder, 'My photos.tagwright', 'library.sqlite'))).toBe(true);
  const log = readFileSync(join(dataFolder, 'window', 'logs', 'tagwright.log'), 'utf8');
  expect(log).toContain('Engine started');
});

test('opens the library that is named, and keeps its window’s place', async ({ launch, dataFolder }) => {
  const folder = join(dataFolder, 'Walks.tagwright');
  const first = await launch({ args: ['--library', folder] });
  await expect(first.page.getByRole('heading', { level: 1 })).toHaveText('Walks');
  await first.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.setBounds({ x: 40, y: 60, width: 800, height: 640 });
  });
  await first.app.close();

  const second = await launch({ environment: { TAGWRIGHT_LIBRARY: folder } });
  await expect(second.page.getByRole('heading', { level: 1 })).toHaveText('Walks');
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.getBounds(),
  );
  expect(bounds).toMatchObject({ width: 800, height: 640 });
});
