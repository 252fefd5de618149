/** Fingers on the window: tap selects, double tap opens, a pan scrolls, a pinch zooms the photo. */

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { drawSamples } from '../../src/main/samples/draw-samples.ts';
import { expect, screenshots, test } from './fixtures.ts';

interface Point {
  x: number;
  y: number;
}

test('is used by touch', async ({ launch, dataFolder }) => {
  const photos = join(dataFolder, 'photos');
  await drawSamples(
    { folder: photos, count: 40, seed: 5 },
    { signal: new AbortController().signal, report: () => {} },
  );
  const { page } = await launch();
  const input = JSON.stringify({ paths: [photos], labelsFile: null });
  await page.evaluate(`window.tagwright.request('library.import', ${input})`);
  await expect(page.getByTestId('library-count')).toHaveText('40 photos', { timeout: 45_000 });
  const touch = await fingersOf(page);
  const cells = page.getByRole('grid').getByRole('gridcell');
  const middleOf = async (index: number): Promise<Point> => {
    const box = (await cells.nth(index).boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const scrolled = () => page.evaluate<number>(`document.querySelector('[role=grid]').scrollTop`);

  await test.step('a tap selects, a tap beside it another one', async () => {
    await touch.tap(await middleOf(1));
    await expect(page.getByText('1 selected ·')).toBeVisible();
    await expect(cells.nth(1)).toHaveAttribute('aria-selected', 'true');
    await touch.tap(await middleOf(2));
    await expect(cells.nth(2)).toHaveAttribute('aria-selected', 'true');
    await expect(cells.nth(1)).toHaveAttribute('aria-selected', 'false');
  });

  await test.step('a pan scrolls, and selects nothing', async () => {
    const from = await middleOf(2);
    await touch.move([[from], [{ ...from, y: from.y - 60 }], [{ ...from, y: from.y - 130 }]]);
    await expect.poll(scrolled).toBeGreaterThan(60);
    await expect(page.getByText('1 selected ·')).toBeVisible();
    await expect(page.getByTestId('rubber-band')).toHaveCount(0);
    await page.evaluate(`document.querySelector('[role=grid]').scrollTop = 0`);
    await expect.poll(scrolled).toBe(0);
    await expect(cells.first()).toBeInViewport({ ratio: 1 });
  });

  await test.step('a double tap opens', async () => {
    const at = await middleOf(0);
    await touch.tap(at, 2);
    await expect(page.getByRole('application')).toBeVisible();
  });

  await test.step('a pinch zooms in, one finger moves the photo, a double tap fits it again', async () => {
    const stage = (await page.getByRole('application').boundingBox())!;
    const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };
    const apart = (by: number): Point[] => [
      { x: middle.x - by, y: middle.y },
      { x: middle.x + by, y: middle.y },
    ];
    const zoom = async () => parseInt(/\d+/.exec((await page.getByText(/^Zoom \d+%$/).textContent())!)![0]);
    const before = await zoom();
    await touch.move([apart(40), apart(60), apart(90), apart(160)]);
    await expect.poll(zoom).toBeGreaterThan(before * 2);
    const zoomed = await zoom();
    const photo = page.locator('.stage .photo');
    const place = (await photo.boundingBox())!;
    await touch.move([[middle], [{ ...middle, x: middle.x - 20 }], [{ ...middle, x: middle.x - 50 }]]);
    await expect.poll(async () => (await photo.boundingBox())!.x).toBeLessThan(place.x - 30);
    expect(await zoom()).toBe(zoomed);
    await page.screenshot({ path: join(screenshots, 'touch-pinched.png') });
    await touch.tap(middle, 2);
    await expect.poll(zoom).toBe(before);
  });
});

/** Fingers as Chromium gets them from a screen. */
async function fingersOf(page: Page) {
  const session = await page.context().newCDPSession(page);
  const send = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    points: readonly Point[],
    timestamp?: number,
  ) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map((point, id) => ({ ...point, id })),
      ...(timestamp !== undefined && { timestamp }),
    });
  return {
    /** Its times are given, and nothing is waited for on the way: a slow machine does not make it a long press. */
    async tap(point: Point, times = 1): Promise<void> {
      const startSeconds = Date.now() / 1000;
      const events = Array.from({ length: times }, (_, tap) => [
        send('touchStart', [point], startSeconds + 0.1 * tap),
        send('touchEnd', [], startSeconds + 0.1 * tap + 0.03),
      ]);
      await Promise.all(events.flat());
    },
    /** Puts the fingers of the first step down, takes them through the others, and lifts them after a rest: no swing. */
    async move([first, ...steps]: Point[][]): Promise<void> {
      const startSeconds = Date.now() / 1000;
      const lastStepSeconds = startSeconds + 0.05 * steps.length;
      await send('touchStart', first!, startSeconds);
      for (const [index, step] of steps.entries())
        await send('touchMove', step, startSeconds + 0.05 * (index + 1));
      await send('touchEnd', [], lastStepSeconds + 0.5);
    },
  };
}
