/** How long a query of main waits while the engine process trains. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApp, type App } from '../src/main/app.ts';
import { inTransaction } from '../src/main/database/transaction.ts';
import { createRemoteEngine } from '../src/main/engine/remote-engine.ts';
import { toFloat16 } from '../src/main/ml/float16.ts';
import { DEFAULT_BACKBONE } from '../src/shared/model.ts';
import { createSeededRandom } from '../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../src/shared/training-settings.ts';
import type { BenchmarkResult } from './benchmark-result.ts';

const PHOTOS = 4000;
const LABELS = 20;
const WIDTH = 1280;
const LONGEST_WAIT_MS = 50;

/**
 * The longest wait among queries that start every 20 ms while a model is trained. A wait is the time from when the query
 * was due to when its answer was there, so a blocked event loop counts as well.
 */
export async function run(): Promise<BenchmarkResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-benchmark-'));
  const engine = createRemoteEngine({
    start: () =>
      spawn(process.execPath, [join(import.meta.dirname, '../src/main/engine/engine-process.ts')], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        serialization: 'advanced',
      }),
  });
  const app = createApp({ folder: join(folder, 'benchmark.tagwright'), engine });
  try {
    fill(app);
    await engine.describe();
    const idle = await longestWait(app, sleep(2000));
    const training = app.jobs.start('train', 'Train', resolveTrainingSettings({ maxEpochs: 20 }));
    const busy = await longestWait(app, training.finished);
    const job = await training.finished;
    if (job.state !== 'done') throw new Error(`Training ended ${job.state}: ${job.failure?.message.english}`);
    return [
      {
        name: 'Longest wait of a database query while training',
        unit: 'ms',
        ours: busy.longest,
        reference: LONGEST_WAIT_MS,
        referenceName: 'the longest wait allowed',
        ratio: LONGEST_WAIT_MS / busy.longest,
        target: 1,
        detail: `${busy.queries} queries during ${busy.seconds.toFixed(1)} s of training; idle, the longest of ${idle.queries} waited ${idle.longest.toFixed(1)} ms`,
      },
    ];
  } finally {
    await app.close();
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Waits {
  longest: number;
  queries: number;
  seconds: number;
}

async function longestWait(app: App, until: Promise<unknown>): Promise<Waits> {
  let isOver = false;
  void until.finally(() => (isOver = true));
  const started = performance.now();
  let longest = 0;
  let queries = 0;
  while (!isOver) {
    const due = performance.now() + 20;
    await sleep(20);
    app.summary();
    app.listLabels();
    longest = Math.max(longest, performance.now() - due);
    queries++;
  }
  return { longest, queries, seconds: (performance.now() - started) / 1000 };
}

/** Random embeddings with labels that depend on them. */
function fill(app: App): void {
  const random = createSeededRandom(3);
  const { photos, labels, annotations, embeddings, database } = app.library;
  inTransaction(database, () => {
    const labelIds = labels.ensure(Array.from({ length: LABELS }, (_, i) => `label ${i}`));
    for (let photo = 0; photo < PHOTOS; photo++) {
      const photoId = photos.insertPhoto({
        contentHash: photo.toString(16).padStart(64, '0'),
        width: 4000,
        height: 3000,
        format: 'jpeg',
        takenAt: null,
        camera: null,
      });
      photos.putFile({
        path: `/benchmark/${photo}.jpg`,
        photoId,
        sizeBytes: 1,
        modifiedAt: 1,
        warning: null,
      });
      const vector = Float32Array.from({ length: WIDTH }, () => Math.max(0, random.normal()));
      embeddings.put(photoId, DEFAULT_BACKBONE, toFloat16(vector));
      photos.setFullyTagged([photoId], true);
      for (let label = 0; label < LABELS; label++)
        if (vector[label]! + vector[label + LABELS]! > 1.6)
          annotations.set([photoId], labelIds[label]!, 'present', 'human');
    }
  });
}
