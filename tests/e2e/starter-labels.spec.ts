/** Before the first tag, in the real window: a stranger's opinion, and taking some of it over. */

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { expect, root, takePicture, test } from './fixtures.ts';

const runFile = promisify(execFile);

test('looks at a library without tags, and tags what a person takes over, in one step', async ({
  dataFolder,
  launch,
}) => {
  const photos = join(dataFolder, 'photos');
  await drawSamples(
    { folder: photos, count: 16, seed: 4 },
    { signal: new AbortController().signal, report: () => {} },
  );
  const library = join(dataFolder, 'Fresh.tagwright');
  await runFile(process.execPath, [
    join(root, 'src', 'cli', 'index.ts'),
    'import',
    '--library',
    library,
    photos,
  ]);
  const { app, page } = await launch({ args: ['--library', library] });
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
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
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
