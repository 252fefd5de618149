import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmbeddingStore } from '../../../src/main/database/embedding-store.ts';
import { openLibraryDatabase } from '../../../src/main/database/library-database.ts';
import { createPhotoStore } from '../../../src/main/database/photo-store.ts';
import type { TrainRequest } from '../../../src/main/engine/engine.ts';
import { trainOnStoredEmbeddings } from '../../../src/main/engine/train-request.ts';
import { toFloat16 } from '../../../src/main/ml/float16.ts';
import { openTensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';
import { quietContext } from '../../../src/main/task-context.ts';
import { ABSENT, PRESENT } from '../../../src/shared/label.ts';
import { TRAIN, UNASSIGNED, VALIDATION } from '../../../src/shared/photo.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';

const WIDTH = 16;
const PER_LABEL = 10;

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tagwright-train-request-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Two bursts of near-identical photos: both are outdoors, only the first is at the beach. */
function twoBursts(): TrainRequest {
  const databaseFile = join(folder, 'library.sqlite');
  const db = openLibraryDatabase(databaseFile);
  const photos = createPhotoStore(db);
  const embeddings = createEmbeddingStore(db);
  const random = createSeededRandom(3);
  const photoIds = Array.from({ length: 2 * PER_LABEL }, (_, row) => {
    const photoId = photos.insertPhoto({
      contentHash: row.toString(16).padStart(64, '0'),
      width: 4,
      height: 3,
      format: 'jpeg',
      takenAt: null,
      camera: null,
    });
    const burst = row < PER_LABEL ? 0 : 1;
    const vector = Float32Array.from(
      { length: WIDTH },
      (_, feature) => (feature % 2 === burst ? 1 : 0) + 0.02 * random.next(),
    );
    embeddings.put(photoId, 'mobilenet-v2-1.0', toFloat16(vector));
    return photoId;
  });
  db.close();
  const isFirst = (row: number): boolean => row < PER_LABEL;
  return {
    databaseFile,
    photoIds,
    labels: ['beach', 'outdoors'],
    targets: Int8Array.from(photoIds.flatMap((_, row) => [isFirst(row) ? PRESENT : ABSENT, PRESENT])),
    splits: new Int8Array(photoIds.length).fill(UNASSIGNED),
    folders: photoIds.map(() => '/photos'),
    takenAt: photoIds.map(() => null),
    fineTuning: null,
    embeddingKey: 'mobilenet-v2-1.0',
    settings: resolveTrainingSettings({ maxEpochs: 10 }),
    modelFolder: join(folder, 'model'),
  };
}

const noBackbone = (): never => {
  throw new Error('not expected to be loaded');
};

test('photos without a split are all learned from', async () => {
  const request = twoBursts();
  const result = await trainOnStoredEmbeddings(
    request,
    await openTensorFlow(),
    noBackbone,
    quietContext(),
    () => {},
  );
  expect([...result.splits]).toEqual(request.photoIds.map(() => TRAIN));
  expect(result.validation).toBeNull();
  expect(result.epochs.length).toBeGreaterThan(0);
});

test('splits that were given stay as they are, and validation photos are learned from too', async () => {
  const request = twoBursts();
  request.splits.fill(TRAIN, 0, PER_LABEL).fill(VALIDATION, PER_LABEL);
  const result = await trainOnStoredEmbeddings(
    request,
    await openTensorFlow(),
    noBackbone,
    quietContext(),
    () => {},
  );
  expect([...result.splits]).toEqual([...request.splits]);
  // Neither burst alone teaches "beach", so neither can be held out.
  expect(result.validation).toBeNull();
  expect(result.thresholds.every(({ source }) => source === 'default')).toBe(true);
});
