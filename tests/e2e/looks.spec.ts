/** How the window looks in states that are hard to reach; the pictures are left in test-results/screenshots. */

import { join } from 'node:path';
import { chooseTheme, expect, root, screenshots, takePicture, test } from './fixtures.ts';

const entry = join(root, 'tests', 'e2e', 'staged-window', 'main.ts');

for (const theme of ['light', 'dark'] as const) {
  test(`shows a report, ${theme}`, async ({ launch }) => {
    const { app, page } = await launch({ entry, environment: { TAGWRIGHT_STAGE: 'report' } });
    await chooseTheme(app, theme);
    await expect(page.getByRole('row')).toHaveCount(10);
    await expect
      .poll(() => page.evaluate('getComputedStyle(document.documentElement).backgroundColor'))
      .toBe(theme === 'dark' ? 'rgb(23, 25, 28)' : 'rgb(245, 246, 248)');
    await page.screenshot({ path: join(screenshots, `staged-report-${theme}.png`), fullPage: true });
  });

  test(`shows the progress of learning, ${theme}`, async ({ launch }) => {
    const { app, page } = await launch({ entry, environment: { TAGWRIGHT_STAGE: 'learning' } });
    await chooseTheme(app, theme);
    await expect(page.getByText(/^Epoch 34: 0\.\d{3}/)).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveAttribute('value', '34');
    await expect(page.getByText('about 11 s left')).toBeVisible();
    await page.screenshot({ path: join(screenshots, `staged-learning-${theme}.png`) });
  });
}

test('says calmly what failed and what to do', async ({ launch }) => {
  const { page } = await launch({ entry, environment: { TAGWRIGHT_STAGE: 'stopped' } });
  await page.getByRole('button', { name: 'Try it with sample photos' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('stopped unexpectedly');
  await expect(alert).toContainText('start again to go on');
  await expect(page.getByRole('button', { name: 'Try it with sample photos' })).toBeEnabled();
  await page.screenshot({ path: join(screenshots, 'staged-failure.png') });
});

test('sorts the report by a column, undefined values last', async ({ launch }) => {
  const { page } = await launch({ entry, environment: { TAGWRIGHT_STAGE: 'report' } });
  const names = page.getByRole('rowheader');
  await expect(names.first()).toHaveText('tree');
  const sort = page.getByRole('columnheader', { name: 'AP' });
  await sort.getByRole('button').click();
  await expect(sort).toHaveAttribute('aria-sort', 'descending');
  await sort.getByRole('button').click();
  await expect(sort).toHaveAttribute('aria-sort', 'ascending');
  await expect(names.first()).toHaveText('boat');
  await expect(names.last()).toHaveText('Fußgängerüberweg am Bahnhof');
});

test('stays usable at 200% and reaches everything by keyboard', async ({ launch }) => {
  const { app, page } = await launch({ entry, environment: { TAGWRIGHT_STAGE: 'report' } });
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate('devicePixelRatio')).toBe(2);
  await expect
    .poll(() => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))
    .toBe(0);
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible()))
    .toBe(true);
  const again = page.getByRole('button', { name: 'Run it again' });
  const isFocused = () => again.and(page.locator(':focus')).count();
  // The rail and the banner come first.
  for (let presses = 0; presses < 20 && (await isFocused()) === 0; presses++)
    await page.keyboard.press('Tab');
  await expect(again).toBeFocused();
  await takePicture(app, 'staged-zoomed');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('region', { name: 'Each label on the auto-tagged photos' })).toBeFocused();
});
