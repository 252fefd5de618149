/**
 * The first page of the review queue in a library of 100,000 photos with 20 labels, in the order of what teaches most
 * against the order by uncertainty, which needs nothing but scores: node benchmarks/review-orders.ts
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTransaction } from '../src/main/database/transaction.ts';
import { createLocalEngine } from '../src/main/engine/local-engine.ts';
import { openLibrary, type Library } from '../src/main/library/library.ts';
import { reviewQueue } from '../src/main/tagging/review-queue.ts';
import { teachingQueue } from '../src/main/tagging/teaching-queue.ts';
import type { ModelId, PhotoId } from '../src/shared/ids.ts';
import { createSeededRandom } from '../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../src/shared/training-settings.ts';
import { describeResult } from './benchmark-result.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import { addDrawnPhotos, SUBJECTS } from './drawn-library.ts';
import { median, millisecondsOf } from './timing.ts';

const PHOTOS = 100_000;
const LABELS = 20;
/** the first ones */
const TAGGED = 2000;
/** as many questions as the window asks for at once */
const PAGE = 200;
const ROUNDS = 5;
const names = Array.from({ length: LABELS }, (_, label) => `label ${label}`);

/** Half a minute, most of it for the library. */
export async function run(): Promise<BenchmarkResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-review-'));
  const engine = createLocalEngine();
  const library = openLibrary(join(folder, 'large.tagwright'), engine, true);
  try {
    fill(library);
    const page = { labelId: null, limit: PAGE };
    const teaching = (): Promise<unknown> => teachingQueue(library, { ...page, order: 'teaches' });
    const firstMs = await millisecondsOf(teaching);
    const times: { ours: number; plain: number }[] = [];
    for (let round = 0; round < ROUNDS; round++)
      times.push({
        ours: await millisecondsOf(teaching),
        plain: await millisecondsOf(() => reviewQueue(library, { ...page, order: 'uncertain' })),
      });
    const ours = median(times.map((time) => time.ours));
    const plain = median(times.map((time) => time.plain));
    const name = `First page of Review, ${PHOTOS} photos × ${LABELS} labels, teaches most`;
    const shared = { name, unit: 'ms', ours };
    const detail = `the first time ${firstMs.toFixed(0)} ms, slowest later ${Math.max(...times.map((time) => time.ours)).toFixed(0)} ms`;
    return [
      { ...shared, reference: 1000, referenceName: 'a second', ratio: 1000 / ours, target: 1, detail },
      {
        ...shared,
        reference: plain,
        referenceName: 'most uncertain first',
        ratio: median(times.map((time) => time.plain / time.ours)),
        target: 0.1,
      },
    ];
  } finally {
    library.database.close();
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A label belongs to every twentieth subject; the model is of middling quality. */
function fill(library: Library): void {
  const { database, labels, annotations, photos, scores } = library;
  const labelIds = inTransaction(database, () => labels.ensure(names));
  const modelId = insertModel(library);
  const random = createSeededRandom(2);
  addDrawnPhotos(database, PHOTOS, ({ photoIds, subjects }) =>
    inTransaction(database, () => {
      for (const [row, photoId] of photoIds.entries()) {
        const label = Math.floor((subjects[row]! / SUBJECTS) * LABELS);
        const isTagged = photoId <= TAGGED;
        if (isTagged) annotations.set([photoId], labelIds[label]!, 'present', 'human');
        const believed = names.map((_, column) => {
          const logit = (column === label ? 1.2 : -3.2) + 1.3 * random.normal();
          return 1 / (1 + Math.exp(-logit));
        });
        scores.put(modelId, [photoId], Float32Array.from(believed));
      }
      photos.setFullyTagged(
        photoIds.filter((photoId) => photoId <= (TAGGED as PhotoId)),
        true,
      );
    }),
  );
}

function insertModel({ models }: Library): ModelId {
  const id = models.insert(
    {
      createdAt: 0,
      labels: names,
      settings: resolveTrainingSettings(),
      backend: 'wasm',
      dataFingerprint: '',
      photoCounts: { train: TAGGED, validation: 0, test: 0 },
      trainingSeconds: 0,
      bestEpoch: 1,
      epochs: [],
      validation: null,
      thresholds: names.map((label) => ({
        label,
        apply: 0.5,
        suggest: 0.25,
        source: 'tuned',
        objective: { kind: 'f1' },
        operatingPoint: null,
        note: null,
      })),
    },
    'models/1',
  );
  models.activate(id);
  return id;
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
