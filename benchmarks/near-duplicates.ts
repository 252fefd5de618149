/**
 * Groups of near-duplicates among 100,000 photos, all of them compared: node benchmarks/near-duplicates.ts
 * Against the plain loop over all pairs, extrapolated: it would take an hour.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibraryDatabase } from '../src/main/database/library-database.ts';
import type { LibraryPhotos } from '../src/main/engine/engine.ts';
import { createSimilarPhotos } from '../src/main/engine/similar-photos.ts';
import { cosinesWith, unitRow } from '../src/main/ml/similarity/directions.ts';
import { quietContext, type TaskContext } from '../src/main/task-context.ts';
import { DEFAULT_BACKBONE } from '../src/shared/model.ts';
import { describeResult } from './benchmark-result.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import { addDrawnPhotos, BLOCK_PHOTOS } from './drawn-library.ts';
import { DRAWN_WIDTH } from './drawn-training-data.ts';
import { millisecondsOf } from './timing.ts';

const PHOTOS = 100_000;
const LEAST_COSINE = 0.9;
/** photos of the first block whose near-duplicates are also found by the plain loop */
const CHECKED = 40;
/** every tenth photo is a near-copy of the one before */
const FIRST_COPIED = 8;
const CANCEL_AFTER_MS = 3000;

/** Some minutes. */
export async function run(): Promise<BenchmarkResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-duplicates-'));
  try {
    const databaseFile = join(folder, 'library.sqlite');
    const { plainMs, pairs } = fillLibrary(databaseFile);
    const photos: LibraryPhotos = {
      databaseFile,
      backbone: DEFAULT_BACKBONE,
      photoIds: Int32Array.from({ length: PHOTOS }, (_, place) => place + 1),
      stamps: new Float64Array(PHOTOS),
    };
    const finder = createSimilarPhotos();
    const find = (context: TaskContext) =>
      finder.findNearDuplicates({ ...photos, leastCosine: LEAST_COSINE }, context);
    await finder.findSimilar({ ...photos, queryIds: [1], among: null, limit: 1 }, quietContext());

    let groups: Int32Array[] = [];
    const reports: number[] = [performance.now()];
    const ms = await millisecondsOf(async () => {
      groups = await find({ ...quietContext(), report: () => void reports.push(performance.now()) });
    });
    const longestSilenceMs = Math.max(...reports.slice(1).map((at, place) => at - reports[place]!));
    const groupOf = new Map(groups.flatMap((ids, group) => [...ids].map((id) => [id, group] as const)));
    const found = pairs.filter(([a, b]) => groupOf.has(a) && groupOf.get(a) === groupOf.get(b));
    const cancelMs = await millisecondsToCancel(find);
    const reference = (plainMs * (PHOTOS / 2)) / 1000;
    return [
      {
        name: `Near-duplicates among ${PHOTOS} photos`,
        unit: 's',
        ours: ms / 1000,
        reference,
        referenceName: 'the plain loop over all pairs, extrapolated',
        ratio: reference / (ms / 1000),
        target: 50,
        detail:
          `${Math.round(PHOTOS / (ms / 1000))} photos a second, ${groups.length} groups, ` +
          `${found.length} of ${pairs.length} pairs of the plain loop, ` +
          `a report at least every ${longestSilenceMs.toFixed(0)} ms, cancelled within ${cancelMs.toFixed(0)} ms`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function millisecondsToCancel(find: (context: TaskContext) => Promise<unknown>): Promise<number> {
  const controller = new AbortController();
  const ended = find({ ...quietContext(), signal: controller.signal }).then(
    () => Promise.reject(new Error('It was done before it could be cancelled.')),
    () => performance.now(),
  );
  await new Promise((resolve) => setTimeout(resolve, CANCEL_AFTER_MS));
  const cancelled = performance.now();
  controller.abort();
  return (await ended) - cancelled;
}

/**
 * Fills a library and finds some pairs by the plain loop.
 *
 * returns  milliseconds to compare one photo with all; pairs of photo ids at least so similar
 */
function fillLibrary(databaseFile: string): { plainMs: number; pairs: [number, number][] } {
  const database = openLibraryDatabase(databaseFile);
  const directions = new Map<number, Float32Array>();
  const pairs: [number, number][] = [];
  let plainMs = 0;
  addDrawnPhotos(database, PHOTOS, ({ photoIds, embeddings }) => {
    if (directions.size === 0)
      for (let each = 0; each < CHECKED; each++) {
        const row = FIRST_COPIED + each * Math.floor(BLOCK_PHOTOS / CHECKED);
        directions.set(photoIds[row]!, unitRow(embeddings, row * DRAWN_WIDTH, DRAWN_WIDTH));
      }
    for (const [photoId, direction] of directions) {
      const began = performance.now();
      const cosines = cosinesWith(direction, embeddings);
      plainMs += (performance.now() - began) / CHECKED;
      for (const [row, cosine] of cosines.entries())
        if (cosine >= LEAST_COSINE && photoIds[row]! !== photoId) pairs.push([photoId, photoIds[row]!]);
    }
  });
  database.close();
  return { plainMs, pairs };
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
