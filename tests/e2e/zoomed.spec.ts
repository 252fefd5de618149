/** Every view at 200%: nothing cut off, every control within reach, nothing that axe objects to. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { expect, takePicture, test } from './fixtures.ts';
import { makeTrainedLibrary } from './trained-library.ts';

/** Controls that scrolling cannot bring wholly into the window, or that something lies over; by what they are called. */
const outOfReach = `(async () => {
  const found = [];
  const selector = 'button, input, summary, [role=slider], [role=combobox], [role=switch], [role=option], a[href]';
  const within = document.querySelector('[role=dialog]') ?? document;
  for (const control of within.querySelectorAll(selector)) {
    if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('[inert], [aria-hidden=true]')) continue;
    control.scrollIntoView({ block: 'center', inline: 'center' });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const { left, right, top, bottom, width, height } = control.getBoundingClientRect();
    if (width < 2 || height < 2) continue;
    const name = control.getAttribute('aria-label') ?? control.textContent.trim().slice(0, 40);
    const isInside = left >= -1 && right <= innerWidth + 1 && top >= -1 && top < innerHeight && bottom <= innerHeight + 1;
    const hit = document.elementFromPoint((left + right) / 2, Math.min(innerHeight - 1, (top + bottom) / 2));
    const isOnTop = hit !== null && (control.contains(hit) || hit.contains(control) || hit.closest('label') !== null);
    if (!isInside || !isOnTop)
      found.push(control.tagName + ' “' + name + '” ' + [left, top, right, bottom].map(Math.round) + (isOnTop ? '' : ' under ' + hit?.className));
  }
  return found;
})()`;

const isWiderThanWindow = 'document.scrollingElement.scrollWidth > innerWidth';

async function expectUsable(page: Page): Promise<void> {
  expect(await page.evaluate(isWiderThanWindow)).toBe(false);
  expect(await page.evaluate(outOfReach)).toEqual([]);
  // The pointer may have come to stand over something with a tooltip while the page was scrolled.
  await page.mouse.move(1, 1);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expectAccessible(page);
}

test('stays usable in every view at 200%', async ({ launch, dataFolder }) => {
  // Drawn photos leave the network of the starter labels unsure.
  await mkdir(join(dataFolder, 'window'), { recursive: true });
  await writeFile(join(dataFolder, 'window', 'settings.json'), JSON.stringify({ starterConfidence: 0.2 }));
  const library = await makeTrainedLibrary(dataFolder, 36);
  const { app, page } = await launch({ args: ['--library', library] });
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('gridcell').first()).toBeVisible({ timeout: 45_000 });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2));
  await expect.poll(() => page.evaluate('devicePixelRatio')).toBe(2);
  const look = (name: string, part: () => Promise<void>): Promise<void> =>
    test.step(name, async () => {
      await part();
      await takePicture(app, `zoomed-${name}`);
      await expectUsable(page);
    });

  await look('library', async () => {
    await expect(grid.getByRole('gridcell').first()).toBeInViewport();
  });
  await look('tag-panel', async () => {
    await grid.focus();
    await page.keyboard.press('Control+a');
    await expect(page.getByRole('heading', { name: '36 photos' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Suggested by the model' })).toBeVisible();
  });
  await look('photo-view', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('application')).toBeFocused();
    await expect(page.getByText(/^(would be applied|would be suggested|left out)$/).first()).toBeAttached();
    expect((await page.getByRole('application').boundingBox())!.width).toBeGreaterThan(250);
    const tools = page.getByRole('region', { name: /^Photo / }).locator('header .end');
    expect((await tools.boundingBox())!.height).toBeLessThan(40);
  });
  await page.keyboard.press('Escape');
  await look('session-start', async () => {
    await page.keyboard.press('Control+2');
    await expect(page.getByRole('radio', { name: 'All untagged photos' })).toBeVisible();
  });
  await look('session', async () => {
    await page.getByRole('button', { name: 'Start' }).press('Enter');
    await expect(page.getByTestId('session-position')).toHaveText('1 of 12');
  });
  await page.keyboard.press('Escape');
  await look('train', async () => {
    await page.keyboard.press('Control+3');
    await expect(page.getByRole('heading', { name: 'Model 1' })).toBeVisible();
    await page.getByText('Advanced settings').click();
  });
  await look('thresholds', async () => {
    await page.keyboard.press('Control+4');
    await expect(page.getByRole('slider', { name: /^Apply/ })).toBeAttached();
  });
  await look('review', async () => {
    await page.keyboard.press('Control+5');
    await expect(page.getByTestId('review-question')).toBeVisible();
  });
  await look('review-bulk', async () => {
    await page.getByRole('button', { name: 'Answer many …' }).press('Enter');
    await expect(page.getByRole('dialog').getByTestId('bulk-count')).toBeVisible();
  });
  await page.keyboard.press('Escape');
  await look('review-suspicious', async () => {
    await page.getByRole('button', { name: 'Suspicious labels' }).press('Enter');
    await expect(page.getByTestId('suspicious-question')).toBeVisible();
  });
  await look('review-starter', async () => {
    await page.evaluate(`window.tagwright.request('starterLabels.start')`);
    await page.getByRole('button', { name: 'ImageNet says' }).press('Enter');
    await expect(page.getByTestId('starter-question')).toBeVisible({ timeout: 45_000 });
  });
  await look('auto-tag', async () => {
    await page.keyboard.press('Control+6');
    await expect(page.getByRole('button', { name: 'Dry run' })).toBeVisible();
  });
  await look('settings', async () => {
    await page.keyboard.press('Control+7');
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'More for tree' })).toBeAttached();
  });
});
