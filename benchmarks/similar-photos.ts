/**
 * "More like these" in a library of 100,000 photos: node benchmarks/similar-photos.ts
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LibraryDatabase } from '../src/main/database/library-database.ts';
import { createLocalEngine } from '../src/main/engine/local-engine.ts';
import { openLibrary } from '../src/main/library/library.ts';
import { answerQuery } from '../src/main/library/query-similar.ts';
import { cosinesWith, unitRow } from '../src/main/ml/similarity/directions.ts';
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
  const engine = createLocalEngine();
  const library = openLibrary(join(folder, 'large.tagwright'), engine, true);
  try {
    const { plainMs, exact } = fillLibrary(library.database);
    const before = process.memoryUsage().rss;
    const ask = (queryId: number) =>
      answerQuery(library, { search: `similar:${queryId}`, order: 'newest', grouping: 'none' });
    const warmUpMs = await millisecondsOf(() => ask(1));
    const times: number[] = [];
    let found = 0;
    for (const [queryId, best] of exact) {
      let ids = new Set<number>();
      times.push(await millisecondsOf(async () => (ids = new Set((await ask(queryId)).ids))));
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
    library.database.close();
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills a library block by block; meanwhile times the plain loop, and finds the true best of some photos with it. */
function fillLibrary(database: LibraryDatabase): { plainMs: number; exact: Map<number, number[]> } {
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
  return { plainMs, exact: new Map([...best].map(([id, found]) => [id, found.map((each) => each.id)])) };
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
