/** What a search asks of the database after auto-tag ran several times: node benchmarks/searches-after-runs.ts */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLabelStore } from '../src/main/database/label-store.ts';
import { openLibraryDatabase, type LibraryDatabase } from '../src/main/database/library-database.ts';
import { createPhotoQueries } from '../src/main/database/photo-query.ts';
import { createPhotoStore } from '../src/main/database/photo-store.ts';
import { createRunStore } from '../src/main/database/run-store.ts';
import type { LabelId, PhotoId, RunId } from '../src/shared/ids.ts';
import { createSeededRandom } from '../src/shared/seeded-random.ts';
import { describeResult, type BenchmarkResult } from './benchmark-result.ts';
import { median, millisecondsOf } from './timing.ts';

const PHOTOS = 100_000;
const LABELS = 20;
const LATER_RUNS = 4;
const IDS_PER_STEP = 4000;
const ROUNDS = 9;

const questions = {
  'Photos that auto-tag gave a label': ({ queries, label }: Asked) => queries.applied(label),
  [`All labels given to ${IDS_PER_STEP} photos`]: ({ queries }: Asked) =>
    queries.appliedBetween(PHOTOS / 2, PHOTOS / 2 + IDS_PER_STEP),
  'Counts for the summary after a change': ({ photos, database }: Asked) => {
    database.exec('UPDATE newest_run SET run_id = run_id WHERE photo_id = 1');
    return photos.counts();
  },
  'Counts for the summary': ({ photos }: Asked) => photos.counts(),
};

interface Asked {
  database: LibraryDatabase;
  queries: ReturnType<typeof createPhotoQueries>;
  photos: ReturnType<typeof createPhotoStore>;
  label: LabelId;
}

/**
 * The questions after one run over all photos; then after five, and a sixth over every second photo, so that two runs
 * count. A run gives each of 20 labels to every fourth photo or so.
 */
export async function run(): Promise<BenchmarkResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-benchmark-'));
  const database = openLibraryDatabase(join(folder, 'library.sqlite'));
  try {
    const labels = addTagged(database);
    const asked = {
      database,
      queries: createPhotoQueries(database),
      photos: createPhotoStore(database),
      label: labels[0]!,
    };
    const afterOne = await ask(asked);
    for (let each = 0; each < LATER_RUNS; each++) repeatRun(database, 1);
    repeatRun(database, 2);
    const afterMany = await ask(asked);
    return Object.keys(questions).map((name, index) => ({
      name: `${name}, after ${LATER_RUNS + 2} runs over ${PHOTOS} photos`,
      unit: 'ms',
      ours: afterMany[index]!,
      reference: afterOne[index]!,
      referenceName: 'after one run',
      ratio: afterOne[index]! / afterMany[index]!,
      target: 0.2,
      detail: `${LABELS} labels; five runs over everything, the newest over half`,
    }));
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ask(asked: Asked): Promise<number[]> {
  const medians: number[] = [];
  for (const question of Object.values(questions)) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) times.push(await millisecondsOf(() => question(asked)));
    medians.push(median(times));
  }
  return medians;
}

/** Photos as rows alone, and the first run over them. */
function addTagged(database: LibraryDatabase): LabelId[] {
  const photos = createPhotoStore(database);
  const runs = createRunStore(database);
  const random = createSeededRandom(1);
  const labelIds = createLabelStore(database).ensure(Array.from({ length: LABELS }, (_, i) => `label ${i}`));
  database.transaction(() => {
    const runId = startRun(database);
    for (let number = 0; number < PHOTOS; number++) {
      const photoId = addPhoto(photos, number);
      const predictions = labelIds
        .map((labelId) => ({ labelId, score: random.next() }))
        .filter(({ score }) => score > 0.7)
        .map(({ labelId, score }) => ({
          labelId,
          score,
          decision: score > 0.75 ? ('apply' as const) : ('suggest' as const),
        }));
      runs.addResults(runId, [{ photoId, predictions }]);
    }
    runs.finishRun(runId, 'done');
  })();
  return labelIds;
}

function addPhoto(photos: Asked['photos'], number: number): PhotoId {
  const contentHash = number.toString(16).padStart(64, '0');
  const size = { width: 4, height: 3, format: 'jpeg' } as const;
  const photoId = photos.insertPhoto({ contentHash, ...size, takenAt: null, camera: null });
  photos.putFile({
    path: `/photos/${number}.jpg`,
    photoId,
    sizeBytes: number,
    modifiedAt: 0,
    warning: null,
  });
  return photoId;
}

/** Of a model that was deleted since. */
function startRun(database: LibraryDatabase): RunId {
  return database
    .prepare<[], RunId>(
      `INSERT INTO auto_tag_run (write_mode, state, started_at) VALUES ('none', 'running', 0) RETURNING id`,
    )
    .pluck()
    .get()!;
}

/** One more run that says the same as the first of every `step`th photo. */
function repeatRun(database: LibraryDatabase, step: number): void {
  const runs = createRunStore(database);
  database.transaction(() => {
    const runId = startRun(database);
    database
      .prepare(
        `INSERT INTO run_photo (run_id, photo_id)
         SELECT ?, photo_id FROM run_photo WHERE run_id = 1 AND photo_id % ? = 0`,
      )
      .run(runId, step);
    database
      .prepare(
        `INSERT INTO prediction (run_id, photo_id, label_id, score, decision)
         SELECT ?, photo_id, label_id, score, decision FROM prediction WHERE run_id = 1 AND photo_id % ? = 0`,
      )
      .run(runId, step);
    runs.finishRun(runId, 'done');
  })();
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
