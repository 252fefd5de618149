/** Dragging a threshold over all scored photos. */

import { measureFrames } from './frame-work.ts';
import type { OpenWindow } from './open-window.ts';
import { percentile, type UiMeasure } from './ui-measure.ts';

const UPDATE_LIMIT_MS = 16;
const STEPS = 120;

export async function measureThresholdDrag(window: OpenWindow): Promise<UiMeasure[]> {
  const { page } = window;
  await page.getByRole('navigation').getByText('Thresholds', { exact: true }).click();
  const slider = page.getByRole('slider', { name: /^Apply/ });
  // a line without width is not visible to Playwright
  await slider.waitFor({ state: 'attached' });
  await page.waitForTimeout(800);
  const grip = (await slider.getByText('Apply').boundingBox())!;
  const plot = (await page.getByRole('img', { name: /^Histogram/ }).boundingBox())!;
  const y = grip.y + grip.height / 2;
  const { workMs, processorMs } = await measureFrames(window, async () => {
    await page.mouse.move(grip.x + grip.width / 2, y);
    await page.mouse.down();
    for (let step = 0; step <= STEPS; step++) {
      const share = 0.5 - 0.45 * Math.cos((step / STEPS) * 2 * Math.PI);
      await page.mouse.move(plot.x + plot.width * share, y);
    }
    await page.mouse.up();
  });
  return [
    {
      name: 'Dragging a threshold: 95th percentile of work per update',
      unit: 'ms',
      value: percentile(workMs, 95),
      limit: UPDATE_LIMIT_MS,
      detail: `${workMs.length} updates; processor time: longest ${Math.max(...processorMs).toFixed(1)}, p95 ${percentile(processorMs, 95).toFixed(1)} ms`,
    },
    { name: 'Dragging a threshold: longest update', unit: 'ms', value: Math.max(...workMs), limit: null },
  ];
}
