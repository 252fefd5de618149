/** Pictures reach the page by a photo's id, and nothing else of the disk does. */

import { join } from 'node:path';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { expect, test } from './fixtures.ts';
import { runTagwright } from './trained-library.ts';

/** Source: how an image of this address turns out, as [width, height] or 'refused'. */
const load = (address: string) => `new Promise((resolve) => {
  const image = new Image();
  image.onload = () => resolve([image.naturalWidth, image.naturalHeight]);
  image.onerror = () => resolve('refused');
  image.src = ${JSON.stringify(address)};
})`;

test('shows thumbnails and originals of the open library, and nothing else', async ({
  launch,
  dataFolder,
}) => {
  const photos = join(dataFolder, 'photos');
  const library = join(dataFolder, 'Scenes.tagwright');
  await drawSamples(
    { folder: photos, count: 2, seed: 3 },
    { signal: new AbortController().signal, report: () => {} },
  );
  await runTagwright(library, ['import', photos]);
  const { page } = await launch({ args: ['--library', library] });
  const show = (address: string) => page.evaluate<number[] | 'refused'>(load(address));

  const thumbnail = await show('photo://thumbnail/1?v=any');
  expect(thumbnail).not.toBe('refused');
  expect(Math.max(...(thumbnail as number[]))).toBeLessThanOrEqual(512);
  expect(await show('photo://original/2')).not.toBe('refused');

  for (const foreign of [
    'photo://original/99',
    'photo://thumbnail/99',
    'photo://original/../../../etc/passwd',
    'photo://original/%2e%2e%2f1',
    'photo://original/1.jpg',
    'photo://library/1',
    `file://${photos}/labels.csv`,
    `tagwright://window/../../${photos}/labels.csv`,
    'https://example.org/a.jpg',
  ])
    expect(await show(foreign), foreign).toBe('refused');

  const bytes = await page.evaluate(`fetch('photo://original/1').then(() => 'read', () => 'refused')`);
  expect(bytes).toBe('refused');
});
