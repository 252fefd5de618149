/** How soon the window shows what was asked for: searching, sorting, tagging while a model is trained. */

import type { Page } from 'playwright';
import { GRID_READY } from './measure-start.ts';
import { timeUntilSeen, waitUntilPainted } from './stopwatch.ts';
import { median, type UiMeasure } from './ui-measure.ts';

const RESULTS_LIMIT_MS = 100;
const TAG_LIMIT_MS = 50;
const TAGS = 10;

const searches = [
  'beach',
  'p(water)>0.8',
  'untagged',
  'folder:2019 -tree',
  'suggested',
  'camera:canon taken:2015..',
];

/** the photos that the first cells show, and how many there are in all */
const shownPhotos = `[
  document.querySelector('[role=grid]')?.getAttribute('aria-rowcount'),
  ...[...document.querySelectorAll('[role=grid] [role=gridcell]')].slice(0, 8).map((cell) => cell.id),
].join(' ')`;

export async function measureSearches(page: Page): Promise<UiMeasure[]> {
  const times: { search: string; ms: number }[] = [];
  for (const search of searches) {
    for (const wanted of [search, ''])
      times.push({
        search: wanted === '' ? '(all)' : wanted,
        ms: await timeUntilSeen(page, 'keydown', shownPhotos, () => enterSearch(page, wanted)),
      });
  }
  await waitUntilPainted(page, GRID_READY);
  const slowest = times.reduce((most, each) => (each.ms > most.ms ? each : most));
  return [
    {
      name: 'Search: from Enter to the first results painted, median',
      unit: 'ms',
      value: median(times.map(({ ms }) => ms)),
      limit: RESULTS_LIMIT_MS,
      detail: times
        .filter(({ search }) => search !== '(all)')
        .map(({ search, ms }) => `${search}: ${ms.toFixed(0)}`)
        .join(', '),
    },
    {
      name: 'Search: the slowest of them',
      unit: 'ms',
      value: slowest.ms,
      limit: RESULTS_LIMIT_MS,
      detail: slowest.search,
    },
  ];
}

/** Writes and presses Enter at once: after a pause typing alone would search. */
async function enterSearch(page: Page, search: string): Promise<void> {
  await page.evaluate(`{
    const input = document.querySelector('input[role=combobox]');
    input.value = ${JSON.stringify(search)};
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  }`);
}

/** Keys of labels on one photo after the other, with a training under way. */
export async function measureTagging(page: Page): Promise<UiMeasure> {
  const jobId = await page.evaluate<{ value: number }>(`window.tagwright.request('training.start', {})`);
  try {
    await page.waitForTimeout(1500);
    const grid = page.getByRole('grid', { name: 'Photos' });
    await grid.focus();
    await page.keyboard.press('Home');
    await page.waitForTimeout(500);
    const chips = `[...document.querySelectorAll('.chips [aria-label]')]
      .map((chip) => chip.getAttribute('aria-label')).join('|')`;
    const times: number[] = [];
    for (let tag = 0; tag < TAGS; tag++) {
      times.push(await timeUntilSeen(page, 'keydown', chips, () => page.keyboard.press('1')));
      await page.waitForTimeout(250);
    }
    return {
      name: 'Keypress to visible tag change, with training running: slowest',
      unit: 'ms',
      value: Math.max(...times),
      limit: TAG_LIMIT_MS,
      detail: `median ${median(times).toFixed(1)} ms of ${TAGS}`,
    };
  } finally {
    await page.evaluate(`window.tagwright.request('jobs.cancel', ${jobId.value})`);
  }
}
