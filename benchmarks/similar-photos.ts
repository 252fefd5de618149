/**
 * "More like these" in a library of 100,000 photos: node benchmarks/similar-photos.ts
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibraryDatabase } from '../src/main/database/library-database.ts';
import { createSimilarPhotos } from '../src/main/engine/similar-photos.ts';
import type { LibraryPhotos } from '../src/main/engine/engine.ts';
import { cosinesWith, unitRow } from '../src/main/ml/similarity/directions.ts';
import { quietContext } from '../src/main/task-context.ts';
import { DEFAULT_BACKBONE } from '../src/shared/model.ts';
import { describeResult } from './benchmark-result.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import { addDrawnPhotos, BLOCK_PHOTOS } from './drawn-library.ts';
import { DRAWN_WIDTH } from './drawn-training-data.ts';
import { millisecondsOf } from './timing.ts';

const PHOTOS = 100_000;
/** as many as the window looks through */
const BEST = 1000;
const QUERIES = 20;
const MEGABYTE = 1024 * 1024;

export async function run(): Promise<BenchmarkResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-similar-'));
  try {
    const databaseFile = join(folder, 'library.sqlite');
    const { plainMs, exact } = fillLibrary(databaseFile);
    const photos: LibraryPhotos = {
      databaseFile,
      backbone: DEFAULT_BACKBONE,
      photoIds: Int32Array.from({ length: PHOTOS }, (_, place) => place + 1),
      stamps: new Float64Array(PHOTOS),
    };
    const before = process.memoryUsage().rss;
    const finder = createSimilarPhotos();
    const ask = (queryId: number) =>
      finder.findSimilar({ ...photos, queryIds: [queryId], among: null, limit: BEST }, quietContext());
    const warmUpMs = await millisecondsOf(() => ask(1));
    const times: number[] = [];
    let found = 0;
    for (const [queryId, best] of exact) {
      let ids = new Set<number>();
      times.push(await millisecondsOf(async () => (ids = new Set((await ask(queryId)).photoIds))));
      found += best.filter((id) => ids.has(id)).length;
    }
    const memory = Math.round((process.memoryUsage().rss - before) / MEGABYTE);
    const medianMs = times.sort((a, b) => a - b)[QUERIES / 2]!;
    const name = `The ${BEST} most similar of ${PHOTOS} photos`;
    const detail = `recall@${BEST} ${(found / (QUERIES * BEST)).toFixed(4)}, ${memory} MB more memory, first question ${(warmUpMs / 1000).toFixed(1)} s`;
    const slowestMs = times.at(-1)!;
    const shared = { unit: 'ms', ours: medianMs };
    return [
      {
        ...shared,
        name,
        reference: 100,
        referenceName: 'a tenth of a second',
        ratio: 100 / medianMs,
        target: 1,
        detail,
      },
      {
        unit: 'ms',
        ours: slowestMs,
        name: `${name}, the slowest of ${QUERIES}`,
        reference: 100,
        referenceName: 'a tenth of a second',
        ratio: 100 / slowestMs,
        target: 1,
      },
      {
        ...shared,
        name,
        reference: plainMs,
        referenceName: 'a plain loop over float32 vectors',
        ratio: plainMs / medianMs,
        target: 2,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills a library block by block; meanwhile times the plain loop, and finds the true best of some photos with it. */
function fillLibrary(databaseFile: string): { plainMs: number; exact: Map<number, number[]> } {
  const database = openLibraryDatabase(databaseFile);
  const directions = new Map<number, Float32Array>();
  const best = new Map<number, { id: number; cosine: number }[]>();
  let plainMs = 0;
  addDrawnPhotos(database, PHOTOS, ({ photoIds, embeddings }) => {
    if (directions.size === 0)
      for (let query = 0; query < QUERIES; query++) {
        const row = query * Math.floor(BLOCK_PHOTOS / QUERIES);
        directions.set(photoIds[row]!, unitRow(embeddings, row * DRAWN_WIDTH, DRAWN_WIDTH));
        best.set(photoIds[row]!, []);
      }
    for (const [queryId, direction] of directions) {
      const began = performance.now();
      const found = cosinesWith(direction, embeddings);
      plainMs += (performance.now() - began) / QUERIES;
      const all = best.get(queryId)!;
      for (const [row, cosine] of found.entries()) all.push({ id: photoIds[row]!, cosine });
      all.sort((a, b) => b.cosine - a.cosine).length = BEST;
    }
  });
  database.close();
  return { plainMs, exact: new Map([...best].map(([id, found]) => [id, found.map((each) => each.id)])) };
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
