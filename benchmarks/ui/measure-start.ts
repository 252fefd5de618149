/** From starting the process to a grid that can be used, beside an empty window's. */

import {
  openApp,
  openEmptyWindow,
  withDataFolder,
  type BenchmarkSetUp,
  type OpenWindow,
} from './open-window.ts';
import { waitUntilPainted } from './stopwatch.ts';
import { median, type UiMeasure } from './ui-measure.ts';

const ROUNDS = 3;
const START_LIMIT_MS = 2500;

/** The cells have their photos, the first thumbnails are drawn, and the keyboard is answered. */
export const GRID_READY = `(() => {
  const cells = [...document.querySelectorAll('[role=grid] [role=gridcell]')];
  const images = cells.slice(0, 6).flatMap((cell) => [...cell.querySelectorAll('img')]);
  return cells.length > 5 && images.length > 5 && images.every((image) => image.complete && image.naturalWidth > 0);
})()`;

export async function measureStart(setUp: BenchmarkSetUp): Promise<UiMeasure[]> {
  const { ours, empty } = await withDataFolder(async (dataFolder) => {
    const found: { ours: number[]; empty: number[] } = { ours: [], empty: [] };
    // In turns, so that whatever else the machine does disturbs both alike; the first round fills caches.
    for (let round = 0; round <= ROUNDS; round++) {
      const emptyMs = await time(
        await openEmptyWindow(setUp, dataFolder),
        `document.readyState === 'complete'`,
      );
      const oursMs = await time(await openApp(setUp, dataFolder), GRID_READY);
      if (round === 0) continue;
      found.empty.push(emptyMs);
      found.ours.push(oursMs);
    }
    return found;
  });
  return [
    {
      name: 'Cold start to an interactive grid',
      unit: 'ms',
      value: median(ours),
      limit: START_LIMIT_MS,
      detail: `an empty window: ${median(empty).toFixed(0)} ms; ours of ${ROUNDS}: ${ours.map((ms) => ms.toFixed(0)).join(', ')}`,
    },
    {
      name: 'Cold start, times an empty window',
      unit: '×',
      value: median(ours) / median(empty),
      limit: null,
    },
  ];
}

async function time(window: OpenWindow, isReady: string): Promise<number> {
  try {
    return (await waitUntilPainted(window.page, isReady)) - window.startedAt;
  } finally {
    await window.close();
  }
}
