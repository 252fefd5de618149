import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEmbeddingStore } from '../../../src/main/database/embedding-store.ts';
import { openLibraryDatabase, type LibraryDatabase } from '../../../src/main/database/library-database.ts';
import { createPhotoStore } from '../../../src/main/database/photo-store.ts';
import { createSimilarPhotos, type SimilarPhotoFinder } from '../../../src/main/engine/similar-photos.ts';
import { toFloat16 } from '../../../src/main/ml/float16.ts';
import { cosinesWith, meanDirection } from '../../../src/main/ml/similarity/directions.ts';
import { quietContext } from '../../../src/main/task-context.ts';
import type { PhotoId } from '../../../src/shared/ids.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

const WIDTH = 96;
const BACKBONE = 'mobilenet-v2-1.0';

let folder: string;
let databaseFile: string;
let db: LibraryDatabase;
let finder: SimilarPhotoFinder;
const random = createSeededRandom(5);
/** as stored, by photo id */
const vectors = new Map<number, Float32Array>();
const stamps = new Map<number, number>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tagwright-similar-'));
  databaseFile = join(folder, 'library.sqlite');
  db = openLibraryDatabase(databaseFile);
  finder = createSimilarPhotos();
  vectors.clear();
  stamps.clear();
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const draw = () => Float32Array.from({ length: WIDTH }, () => Math.max(0, random.normal()));
const near = (vector: Float32Array) => vector.map((value) => Math.max(0, value + 0.1 * random.normal()));

function add(vector: Float32Array): number {
  const number = stamps.size + 1;
  const contentHash = number.toString(16).padStart(64, '0');
  const photoId = createPhotoStore(db).insertPhoto({
    contentHash,
    width: 4,
    height: 3,
    format: 'jpeg',
    takenAt: null,
    camera: null,
  });
  put(photoId, vector, number);
  return photoId;
}

function put(photoId: number, vector: Float32Array, stamp: number): void {
  createEmbeddingStore(db).put(photoId as PhotoId, BACKBONE, toFloat16(vector));
  vectors.set(photoId, Float32Array.from(new Float16Array(vector)));
  stamps.set(photoId, stamp);
}

const photos = (ids: number[] = [...stamps.keys()]) => ({
  databaseFile,
  backbone: BACKBONE as typeof BACKBONE,
  photoIds: Int32Array.from(ids),
  stamps: Float64Array.from(ids, (id) => stamps.get(id)!),
});
const find = (queryIds: number[], limit: number, among: number[] | null = null, ids?: number[]) =>
  finder.findSimilar(
    { ...photos(ids), queryIds, limit, among: among && Int32Array.from(among) },
    quietContext(),
  );

/** By the plain loop over float32 vectors. */
function expected(queryIds: number[], limit: number, among: number[]): { id: number; cosine: number }[] {
  const rows = Float32Array.from(queryIds.flatMap((id) => [...vectors.get(id)!]));
  const direction = meanDirection(rows, WIDTH);
  return among
    .map((id) => ({ id, cosine: cosinesWith(direction, vectors.get(id)!)[0]! }))
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, limit);
}

describe('findSimilar', () => {
  test('gives the very photos and cosines of the plain loop, for one photo and for the mean of several', async () => {
    for (let subject = 0; subject < 12; subject++) {
      const first = draw();
      add(first);
      for (let copy = 0; copy < 9; copy++) add(near(first));
    }
    const all = [...stamps.keys()];
    for (const queryIds of [[1], [35], [3, 44, 71]]) {
      const { photoIds, similarities } = await find(queryIds, 25);
      const wanted = expected(queryIds, 25, all);
      expect([...photoIds]).toEqual(wanted.map(({ id }) => id));
      for (const [place, { cosine }] of wanted.entries()) expect(similarities[place]).toBeCloseTo(cosine, 5);
    }
    const odd = all.filter((id) => id % 2 === 1);
    const among = await find([4], 10, odd);
    expect([...among.photoIds]).toEqual(expected([4], 10, odd).map(({ id }) => id));
  });

  test('follows photos that come, go, and change their picture', async () => {
    const first = draw();
    const ids = [add(first), add(near(first)), add(draw())];
    expect([...(await find([ids[0]!], 2)).photoIds]).toEqual([ids[0], ids[1]]);
    const late = add(near(first));
    expect(new Set((await find([ids[0]!], 3)).photoIds)).toEqual(new Set([ids[0], ids[1], late]));
    const withoutSecond = [ids[0]!, ids[2]!, late];
    expect([...(await find([ids[0]!], 9, null, withoutSecond)).photoIds]).not.toContain(ids[1]);
    put(ids[2]!, near(first), 900);
    put(late, draw(), 901);
    expect(new Set((await find([ids[0]!], 3)).photoIds)).toEqual(new Set([ids[0], ids[1], ids[2]]));
  });

  test('finds a photo whose embedding comes later, though the photos are the same', async () => {
    const first = draw();
    const ids = [add(first), add(near(first))];
    createEmbeddingStore(db).remove(ids[1] as PhotoId);
    for (let round = 0; round < 2; round++) {
      const { photoIds, compared } = await find([ids[0]!], 9);
      expect({ photoIds: [...photoIds], compared }).toEqual({ photoIds: [ids[0]], compared: 1 });
    }
    put(ids[1]!, near(first), stamps.get(ids[1]!)!);
    for (let round = 0; round < 2; round++)
      expect([...(await find([ids[0]!], 9)).photoIds]).toEqual([ids[0], ids[1]]);
  });

  test('finds nothing for photos without an embedding, and in an empty library', async () => {
    expect((await find([1], 5)).photoIds).toHaveLength(0);
    add(draw());
    expect((await find([77], 5)).photoIds).toHaveLength(0);
  });
});

describe('findNearDuplicates', () => {
  const groupsAt = async (leastCosine: number, ids?: number[]) =>
    (await finder.findNearDuplicates({ ...photos(ids), leastCosine }, quietContext())).map((ids) => [...ids]);

  test('groups copies around the first of them and leaves single photos out', async () => {
    const [one, two] = [draw(), draw()];
    const a = [add(one), add(near(one))];
    add(draw());
    const b = [add(two), add(near(two)), add(near(two))];
    a.push(add(near(one)));
    expect(await groupsAt(0.9)).toEqual([a, b]);
    const reversed = [...stamps.keys()].reverse();
    expect(await groupsAt(0.9, reversed)).toEqual([[...a].reverse(), [...b].reverse()]);
  });

  test('does not chain: every member resembles the first one', async () => {
    const start = draw();
    const end = draw();
    for (let step = 0; step <= 20; step++)
      add(start.map((value, column) => value + (step / 20) * (end[column]! - value)));
    const groups = await groupsAt(0.95);
    expect(groups.length).toBeGreaterThan(1);
    for (const [first, ...others] of groups)
      for (const other of others)
        expect(
          cosinesWith(meanDirection(vectors.get(first!)!, WIDTH), vectors.get(other)!)[0],
        ).toBeGreaterThan(0.94);
  });

  test('finds every pair that the comparison of all pairs finds', async () => {
    for (let subject = 0; subject < 60; subject++) {
      const first = draw();
      add(first);
      if (subject % 3 === 0) add(first.map((value) => value + 0.25 * Math.abs(random.normal())));
    }
    const all = [...stamps.keys()];
    const grouped = new Set((await groupsAt(0.9)).flat());
    for (const id of all) {
      const direction = meanDirection(vectors.get(id)!, WIDTH);
      const best = all
        .filter((other) => other !== id)
        .map((other) => cosinesWith(direction, vectors.get(other)!)[0]!)
        .reduce((most, cosine) => Math.max(most, cosine), 0);
      if (best > 0.91) expect(grouped).toContain(id);
      if (best < 0.89) expect(grouped).not.toContain(id);
    }
  });

  test('stops when it is cancelled', async () => {
    add(draw());
    const stop = AbortSignal.abort(new Error('stopped'));
    await expect(
      finder.findNearDuplicates({ ...photos(), leastCosine: 0.9 }, { ...quietContext(), signal: stop }),
    ).rejects.toThrow('stopped');
  });
});
