/** How soon the window shows what was asked for: searching, sorting, tagging while a model is trained. */

import type { Page } from 'playwright';
import { GRID_READY } from './measure-start.ts';
import { timeUntilSeen, waitUntilPainted } from './stopwatch.ts';
import { median, type UiMeasure } from './ui-measure.ts';

const RESULTS_LIMIT_MS = 100;
const TAG_LIMIT_MS = 50;
const TAGS = 10;
/** nobody has typed a search sooner after the window's start */
const BEFORE_THE_FIRST_SEARCH_MS = 2500;

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
  await page.waitForTimeout(BEFORE_THE_FIRST_SEARCH_MS);
  const times: Timed[] = [];
  for (const search of searches) {
    for (const wanted of [search, ''])
      times.push({
        what: wanted === '' ? '(all)' : wanted,
        ms: await timeUntilSeen(page, 'keydown', shownPhotos, () => enterSearch(page, wanted)),
      });
  }
  await waitUntilPainted(page, GRID_READY);
  return summarize('Search: from Enter to the first results painted', times);
}

/** From letting go of the mouse on another order to other photos. */
export async function measureSorting(page: Page): Promise<UiMeasure[]> {
  const times: Timed[] = [];
  // The benchmark's library was imported in the order in which its photos were taken: never from one of these to the other.
  for (const order of ['Oldest first', 'Last imported first', 'By name', 'Newest first']) {
    await page.getByLabel(/^Order:/).click();
    const option = page.getByRole('option', { name: order });
    await option.waitFor();
    const act = () => option.click();
    times.push({ what: order, ms: await timeUntilSeen(page, 'pointerup', shownPhotos, act) });
    await option.waitFor({ state: 'detached' });
  }
  return summarize('Sort: from the click to the first photos painted', times);
}

/** From the click on a state in the filter menu to other photos. */
export async function measureFilters(page: Page): Promise<UiMeasure[]> {
  const times: Timed[] = [];
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const menu = page.getByRole('dialog', { name: 'Filter photos' });
  for (const state of ['Untagged', 'Fully tagged', 'With suggestions']) {
    const button = menu.getByRole('button', { name: state, exact: true });
    for (const what of [state, `not ${state}`])
      times.push({ what, ms: await timeUntilSeen(page, 'click', shownPhotos, () => button.click()) });
  }
  await page.keyboard.press('Escape');
  return summarize('Filter menu: from the click to the first results painted', times);
}

interface Timed {
  what: string;
  ms: number;
}

/** Median and slowest, each against the limit. */
function summarize(name: string, times: readonly Timed[]): UiMeasure[] {
  const slowest = times.reduce((most, each) => (each.ms > most.ms ? each : most));
  const measure = { unit: 'ms', limit: RESULTS_LIMIT_MS } as const;
  return [
    {
      ...measure,
      name: `${name}, median`,
      value: median(times.map(({ ms }) => ms)),
      detail: times.map(({ what, ms }) => `${what}: ${ms.toFixed(0)}`).join(', '),
    },
    { ...measure, name: `${name}, slowest`, value: slowest.ms, detail: slowest.what },
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
