/**
 * `npm run bench:ui [-- --photos 100000] [--out FILE]`: how the real window feels on a large library, measured in
 * Electron; on a machine without a display in a virtual one. Prints a table with the limits, and writes JSON.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../scripts/launcher/build.ts';
import { hasDisplay, startVirtualDisplay } from '../../scripts/launcher/display.ts';
import { ensureElectron } from '../../scripts/launcher/electron-binary.ts';
import { runScript, SetUpError } from '../../scripts/launcher/run-command.ts';
import { ensureSystemRequirements, testRequirements } from '../../scripts/launcher/system-libraries.ts';
import { largeLibrary } from './large-library.ts';
import { measureFilters, measureSearches, measureSorting, measureTagging } from './measure-answers.ts';
import { measureScroll } from './measure-scroll.ts';
import { GRID_READY, measureStart } from './measure-start.ts';
import { measureThresholdDrag } from './measure-threshold.ts';
import { openApp, withDataFolder, type BenchmarkSetUp } from './open-window.ts';
import { waitUntilPainted } from './stopwatch.ts';
import { describeMeasure, type UiMeasure } from './ui-measure.ts';

const parts = ['start', 'scroll', 'search', 'sort', 'filter', 'threshold', 'tagging'] as const;
type Part = (typeof parts)[number];

const defaultFile = join(import.meta.dirname, '..', '..', 'out', 'ui-benchmarks.json');

async function measure(setUp: BenchmarkSetUp, wanted: readonly Part[]): Promise<UiMeasure[]> {
  const measures: UiMeasure[] = [];
  const add = (...found: UiMeasure[]): void => {
    measures.push(...found);
    for (const each of found) console.log(describeMeasure(each));
  };
  if (wanted.includes('start')) add(...(await measureStart(setUp)));
  if (wanted.every((part) => part === 'start')) return measures;
  await withDataFolder(async (dataFolder) => {
    const window = await openApp(setUp, dataFolder);
    try {
      await waitUntilPainted(window.page, GRID_READY);
      if (wanted.includes('search')) add(...(await measureSearches(window.page)));
      if (wanted.includes('sort')) add(...(await measureSorting(window.page)));
      if (wanted.includes('filter')) add(...(await measureFilters(window.page)));
      if (wanted.includes('scroll')) add(...(await measureScroll(window)));
      if (wanted.includes('tagging')) add(await measureTagging(window.page));
      if (wanted.includes('threshold')) add(...(await measureThresholdDrag(window)));
    } finally {
      await window.close();
    }
  });
  return measures;
}

await runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      photos: { type: 'string', default: '100000' },
      out: { type: 'string', default: defaultFile },
    },
  });
  const photos = Number(values.photos);
  if (!Number.isInteger(photos) || photos < 100)
    throw new SetUpError(`--photos takes a whole number from 100 on, got ${values.photos}.`);
  const wanted = positionals.length > 0 ? parts.filter((part) => positionals.includes(part)) : parts;
  if (wanted.length < positionals.length)
    throw new SetUpError(`There is nothing of that name to measure. There are ${parts.join(', ')}.`);

  await ensureSystemRequirements(testRequirements);
  const electron = await ensureElectron();
  await ensureBuilt();
  const { folder: library } = await largeLibrary(photos, (words) => console.log(`${words} …`));
  const display = hasDisplay() ? null : await startVirtualDisplay();
  try {
    console.log(`A library of ${photos.toLocaleString('en')} photos, ${availableParallelism()} cores\n`);
    const measures = await measure({ electron, library, display: display?.name ?? null }, wanted);
    const report = {
      at: new Date().toISOString(),
      processor: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      photos,
      measures,
    };
    const file = resolve(values.out);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(report, null, 2) + '\n');
    console.log(`\nWritten: ${file}`);
  } finally {
    await display?.stop();
  }
  return 0;
});
