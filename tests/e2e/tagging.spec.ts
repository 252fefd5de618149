/** Tagging in the real window: the labeling session, and the panel beside the grid. */

import { join } from 'node:path';
import { expectAccessible } from './accessibility.ts';
import { chooseTheme, expect, screenshots, test } from './fixtures.ts';
import { makeTrainedLibrary } from './trained-library.ts';

const PHOTOS = 36;

test('labels photo after photo by keys alone', async ({ launch, dataFolder }) => {
  const library = await makeTrainedLibrary(dataFolder, PHOTOS);
  const { app, page } = await launch({ args: ['--library', library] });
  const position = page.getByTestId('session-position');
  const figures = page.getByTestId('session-figures');

  await expect(page.getByRole('grid').getByRole('gridcell').first()).toBeVisible({ timeout: 45_000 });
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('radio', { name: 'All untagged photos' })).toBeChecked();
  await expect(page.getByText('12 photos')).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `session-start-${theme}.png`) });
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Start' }).press('Enter');

  await expect(position).toHaveText('1 of 12');
  const chips = page.getByRole('region', { name: 'Tags' }).getByRole('listitem');
  const first = chips.getByRole('button', { name: /unknown$/ }).first();
  const name = (await first.getAttribute('aria-label'))!.split(':')[0]!;
  const chip = (state: string) => page.getByRole('button', { name: `${name}: ${state}`, exact: true });

  await page.keyboard.press('1');
  await expect(position).toHaveText('2 of 12');
  await expect(figures).toContainText('1 label');
  await page.keyboard.press('Backspace');
  await expect(position).toHaveText('1 of 12');
  await expect(chip('has it')).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(chip('unknown')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(chip('has it')).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(chip('has it not')).toBeVisible();
  await expect(position).toHaveText('1 of 12');

  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('s');
  await expect(position).toHaveText('3 of 12');
  await page.keyboard.press('ArrowLeft');
  await expect(chip('has it not')).toBeVisible();

  await page.keyboard.press('l');
  await page.keyboard.type('quiet morning');
  await page.keyboard.press('Enter');
  await expect(position).toHaveText('3 of 12');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('button', { name: 'quiet morning: has it' })).toBeVisible();

  await page.keyboard.press('n');
  await expect(position).toHaveText('3 of 12');

  // all labels are given: fully tagged, and on
  const complete = page.getByRole('switch', { name: 'Fully tagged' });
  await expect(complete).not.toBeChecked();
  await page.keyboard.press('Enter');
  await expect(position).toHaveText('4 of 12');
  await expect(complete).not.toBeChecked();
  await page.keyboard.press('Backspace');
  await expect(complete).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(complete).not.toBeChecked();
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `session-${theme}.png`) });
  }
  await expectAccessible(page);
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+2');
  await expect(position).toHaveText('3 of 12');
  await page.keyboard.press('Escape');
  await expect(page.getByText('10 photos')).toBeVisible();
});

test('tags many photos at once in the panel beside the grid', async ({ launch, dataFolder }) => {
  const library = await makeTrainedLibrary(dataFolder, PHOTOS);
  const { app, page } = await launch({ args: ['--library', library] });
  const panel = page.getByRole('region', { name: 'Tags' });
  const cells = page.getByRole('grid').getByRole('gridcell');
  await expect(cells.first()).toBeVisible({ timeout: 45_000 });
  await cells.first().click();
  await expect(panel.getByRole('heading', { name: '1 photo' })).toBeVisible();

  await page.keyboard.press('l');
  await page.keyboard.type('holiday');
  await expect(panel.getByRole('option', { name: 'New label “holiday”' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'holiday: has it', exact: true })).toBeVisible();
  await page.keyboard.press('Enter');

  await cells.nth(1).click();
  await page.keyboard.press('Control+a');
  await expect(panel.getByRole('heading', { name: `${PHOTOS} photos` })).toBeVisible();
  const mixed = panel.getByRole('button', { name: `holiday: + 1 of ${PHOTOS}` });
  await expect(mixed).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await chooseTheme(app, theme);
    await page.screenshot({ path: join(screenshots, `tag-panel-${theme}.png`) });
  }
  await expectAccessible(page);

  // what the model suggests for some of them, answered for all at once
  const accept = panel.getByRole('button', { name: /^Accept .+ for \d+ photos?$/ }).first();
  const [, label, count] = /^Accept (.+) for (\d+) photos?$/.exec(
    (await accept.getAttribute('aria-label'))!,
  )!;
  await accept.click();
  await expect(accept).not.toHaveAccessibleName(`Accept ${label} for ${count} photos`);
  await expect(panel.getByRole('button', { name: `Undo: ${label} accepted, ${count} photo` })).toBeEnabled();
  await page.keyboard.press('Control+z');
  await expect(
    panel.getByRole('button', { name: new RegExp(`^Accept ${label} for ${count} photos?$`) }),
  ).toBeVisible();

  await mixed.click();
  const present = panel.getByRole('button', { name: 'holiday: has it', exact: true });
  await present.click();
  const absent = panel.getByRole('button', { name: 'holiday: has it not', exact: true });
  await absent.click();
  await expect(panel.getByRole('button', { name: 'holiday: unknown', exact: true })).toBeVisible();
  for (const chip of [absent, present, mixed]) {
    await page.keyboard.press('Control+z');
    await expect(chip).toBeVisible();
  }
  await page.keyboard.press('Control+Shift+z');
  await expect(present).toBeVisible();
  await page.keyboard.press('f');
  await expect(panel.getByRole('switch', { name: 'Fully tagged' })).toBeChecked();
  await app.close();

  const again = await launch({ args: ['--library', library] });
  // An edit counts the photos it changed: a third was not fully tagged, all but one did not have the label.
  await again.page.getByRole('grid').getByRole('gridcell').first().click();
  await again.page.keyboard.press('l');
  await expect(again.page.getByRole('region', { name: 'Tags' }).getByRole('option').first()).toHaveText(
    /^holiday/,
  );
  await again.page.keyboard.press('Escape');
  const undo = again.page.getByRole('button', { name: `Undo: fully tagged, ${PHOTOS / 3} photos` });
  await undo.click();
  await expect(
    again.page.getByRole('button', { name: `Undo: + holiday, ${PHOTOS - 1} photos` }),
  ).toBeEnabled();
});
