/**
 * "More like these" and near-duplicates in a library of 100,000 photos: node benchmarks/similar-photos.ts
 *
 * The embeddings are drawn: 400 subjects with photos spread about them, all numbers ≥ 0 as a network's are after its
 * last activation, every tenth photo a near-copy of the one before.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddingStore } from '../src/main/database/embedding-store.ts';
import { openLibraryDatabase } from '../src/main/database/library-database.ts';
import { createPhotoStore } from '../src/main/database/photo-store.ts';
import { createSimilarPhotos } from '../src/main/engine/similar-photos.ts';
import type { LibraryPhotos } from '../src/main/engine/engine.ts';
import { toFloat16 } from '../src/main/ml/float16.ts';
import { cosinesWith, unitRow } from '../src/main/ml/similarity/directions.ts';
import { quietContext } from '../src/main/task-context.ts';
import { DEFAULT_BACKBONE } from '../src/shared/model.ts';
import { createSeededRandom } from '../src/shared/seeded-random.ts';
import { describeResult } from './benchmark-result.ts';
import type { BenchmarkResult } from './benchmark-result.ts';

const PHOTOS = 100_000;
const WIDTH = 1280;
const BLOCK = 10_000;
const SUBJECTS = 400;
const BEST = 50;
const QUERIES = 20;
/** comparing all 100,000 with each other would keep this benchmark busy for minutes */
const COMPARED = 20_000;
const DUPLICATE_COSINE = 0.9;
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
    const some: LibraryPhotos = {
      ...photos,
      photoIds: photos.photoIds.subarray(0, COMPARED),
      stamps: photos.stamps.subarray(0, COMPARED),
    };
    const other = createSimilarPhotos();
    await other.findSimilar({ ...some, queryIds: [1], among: null, limit: 1 }, quietContext());
    const groupsMs = await millisecondsOf(() =>
      other.findNearDuplicates({ ...some, leastCosine: DUPLICATE_COSINE }, quietContext()),
    );
    const allPairsMs = (plainMs / PHOTOS) * (COMPARED ** 2 / 2);
    const medianMs = times.sort((a, b) => a - b)[QUERIES / 2]!;
    const name = `The ${BEST} most similar of ${PHOTOS} photos`;
    const detail = `slowest ${times.at(-1)!.toFixed(0)} ms, recall@${BEST} ${(found / (QUERIES * BEST)).toFixed(4)}, ${memory} MB more memory, first question ${(warmUpMs / 1000).toFixed(1)} s`;
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
        ...shared,
        name,
        reference: plainMs,
        referenceName: 'a plain loop over float32 vectors',
        ratio: plainMs / medianMs,
        target: 2,
      },
      {
        name: `Near-duplicates among ${COMPARED} photos`,
        unit: 's',
        ours: groupsMs / 1000,
        reference: allPairsMs / 1000,
        referenceName: 'that loop over all pairs, extrapolated',
        ratio: allPairsMs / groupsMs,
        target: 10,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills a library block by block; meanwhile times the plain loop, and finds the true best of some photos with it. */
function fillLibrary(databaseFile: string): { plainMs: number; exact: Map<number, number[]> } {
  const database = openLibraryDatabase(databaseFile);
  const photos = createPhotoStore(database);
  const embeddings = createEmbeddingStore(database);
  const draw = photoDrawer();
  const block = new Float32Array(BLOCK * WIDTH);
  const directions = new Map<number, Float32Array>();
  const cosines = new Map<number, { id: number; cosine: number }[]>();
  let plainMs = 0;
  for (let start = 0; start < PHOTOS; start += BLOCK) {
    database.transaction(() => {
      for (let row = 0; row < BLOCK; row++) {
        const embedding = block.subarray(row * WIDTH, (row + 1) * WIDTH);
        draw(embedding);
        const contentHash = (start + row).toString(16).padStart(64, '0');
        const id = photos.insertPhoto({
          contentHash,
          width: 4,
          height: 3,
          format: 'jpeg',
          takenAt: null,
          camera: null,
        });
        embeddings.put(id, DEFAULT_BACKBONE, toFloat16(embedding));
      }
    })();
    if (start === 0)
      for (let query = 0; query < QUERIES; query++) {
        const row = query * Math.floor(BLOCK / QUERIES);
        directions.set(row + 1, unitRow(block, row * WIDTH, WIDTH));
        cosines.set(row + 1, []);
      }
    for (const [queryId, direction] of directions) {
      const began = performance.now();
      const found = cosinesWith(direction, block);
      plainMs += (performance.now() - began) / QUERIES;
      const all = cosines.get(queryId)!;
      for (const [row, cosine] of found.entries()) all.push({ id: start + row + 1, cosine });
      all.sort((a, b) => b.cosine - a.cosine).length = BEST;
    }
  }
  database.close();
  return { plainMs, exact: new Map([...cosines].map(([id, best]) => [id, best.map((each) => each.id)])) };
}

function photoDrawer(): (into: Float32Array) => void {
  const random = createSeededRandom(1);
  // numbers of one long series, taken from changing places: drawing 128 million normal ones would take a minute
  const noise = Float32Array.from({ length: 1 << 20 }, random.normal);
  const subjects = Array.from({ length: SUBJECTS }, () =>
    Float32Array.from({ length: WIDTH }, random.normal),
  );
  const before = new Float32Array(WIDTH);
  let drawn = 0;
  return (into) => {
    const at = random.integer(noise.length - WIDTH);
    if (drawn++ % 10 === 9)
      for (let column = 0; column < WIDTH; column++)
        into[column] = Math.max(0, before[column]! + 0.15 * noise[at + column]!);
    else {
      const subject = subjects[random.integer(SUBJECTS)]!;
      for (let column = 0; column < WIDTH; column++)
        into[column] = Math.max(0, 0.7 * subject[column]! + 0.8 * noise[at + column]!);
      before.set(into);
    }
  };
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
