/** Where the model sees a label, over the photo in the real window. */

import { expectAccessible } from './accessibility.ts';
import { expect, takePicture, test } from './fixtures.ts';
import { makeTrainedLibrary } from './trained-library.ts';

test('shows where the model sees a label, by key and by button, and says it in words', async ({
  dataFolder,
  launch,
}) => {
  const library = await makeTrainedLibrary(dataFolder, 36);
  const { app, page } = await launch({ args: ['--library', library] });
  const grid = page.getByRole('grid', { name: 'Photos' });
  await grid.getByRole('gridcell').nth(3).dblclick();
  const stage = page.getByRole('application');
  await expect(stage).toBeFocused();
  const toggles = page.getByRole('button', { name: /^Show where the model sees/ });
  await expect(toggles.first()).toBeVisible();

  await page.keyboard.press('h');
  const map = page.getByTestId('heat-map');
  await expect(map).toBeVisible();
  await expect(toggles.first()).toHaveAttribute('aria-pressed', 'true');
  await expect(stage.getByRole('status')).toContainText(
    /what speaks for “.+”\. (Mostly|Nearly|In several|Nothing)/,
  );
  // It lies on the photo, whatever the photo's shape.
  const [onPhoto, photo] = await Promise.all([map.boundingBox(), stage.locator('img').first().boundingBox()]);
  expect(onPhoto).toEqual(photo);
  await expectAccessible(page);
  await takePicture(app, 'heat-map');

  const first = await stage.getByRole('status').textContent();
  await toggles.nth(1).click();
  await expect(stage.getByRole('status')).not.toHaveText(first!);
  await stage.focus();
  await page.keyboard.press('ArrowRight');
  await expect(map).toBeVisible();
  await page.keyboard.press('h');
  await expect(map).toHaveCount(0);
});
