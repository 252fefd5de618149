/** Similar photos and near-duplicates: the library's embeddings stay in memory between questions. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PhotoId } from '../../shared/ids.ts';
import type { BackboneId } from '../../shared/model.ts';
import { say } from '../../shared/sentences/say.ts';
import { createEmbeddingStore, type EmbeddingStore } from '../database/embedding-store.ts';
import { openLibraryDatabase } from '../database/library-database.ts';
import { fromFloat16 } from '../ml/float16.ts';
import { cosinesWith, meanDirection } from '../ml/similarity/directions.ts';
import { placesOfHighest } from '../ml/similarity/highest.ts';
import { findNearDuplicates } from '../ml/similarity/near-duplicates.ts';
import {
  createSimilarityIndex,
  INDEX_ERROR,
  type PhotoStamp,
  type SimilarityIndex,
} from '../ml/similarity/similarity-index.ts';
import type { TaskContext } from '../task-context.ts';
import type { LibraryPhotos, NearDuplicatesRequest, SimilarPhotos, SimilarPhotosRequest } from './engine.ts';

/** Read at a time: 10 MB of embeddings. */
const CHUNK_PHOTOS = 4096;

export interface SimilarPhotoFinder {
  findSimilar(request: SimilarPhotosRequest, context: TaskContext): Promise<SimilarPhotos>;
  findNearDuplicates(request: NearDuplicatesRequest, context: TaskContext): Promise<Int32Array[]>;
}

interface Resident {
  /** of the library and the backbone */
  key: string;
  index: SimilarityIndex;
  /** the photos of the last question, and those of them that had no embedding; null before it was followed to the end */
  followed: { photos: LibraryPhotos; unread: PhotoStamp[] } | null;
}

/** Keeps the embeddings of one library and backbone, the last asked for; one question is answered at a time. */
export function createSimilarPhotos(): SimilarPhotoFinder {
  let resident: Resident | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** The index after reading what it lacks; null when no photo has an embedding. */
  async function indexOf(photos: LibraryPhotos, context: TaskContext): Promise<SimilarityIndex | null> {
    const key = `${photos.backbone} ${photos.databaseFile}`;
    if (resident?.key !== key) resident = null;
    const lacking = whatLacks(resident, photos);
    if (lacking.length === 0) return resident?.index ?? null;
    const unread: PhotoStamp[] = [];
    await withEmbeddings(photos.databaseFile, async (store) => {
      for (let start = 0; start < lacking.length; start += CHUNK_PHOTOS) {
        context.signal.throwIfAborted();
        const chunk = lacking.slice(start, start + CHUNK_PHOTOS);
        const { embeddings, width, found } = readChunk(store, chunk, photos.backbone);
        if (found.length > 0) {
          resident ??= { key, index: createSimilarityIndex(width), followed: null };
          resident.index.add(found, embeddings);
        }
        const isFound = new Set(found);
        unread.push(...chunk.filter((photo) => !isFound.has(photo)));
        context.report({
          done: start + chunk.length,
          total: lacking.length,
          note: say('notes.readingEmbeddings'),
        });
        await nextTurn();
      }
    });
    if (resident) resident.followed = { photos, unread };
    return resident?.index ?? null;
  }

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };

  return {
    findSimilar: (request, context) =>
      inTurn(async () => {
        const index = await indexOf(request, context);
        return index === null ? nothingFound(0) : search(index, request);
      }),
    findNearDuplicates: (request, context) =>
      inTurn(async () => {
        const index = await indexOf(request, context);
        if (index === null) return [];
        const order = Int32Array.from(request.photoIds, (photoId) => index.slotOf(photoId)).filter(
          (slot) => slot >= 0,
        );
        const groups = await findNearDuplicates(index, order, request.leastCosine, async (done) => {
          context.signal.throwIfAborted();
          context.report({ done, total: order.length, note: say('notes.comparingPhotos') });
          await nextTurn();
        });
        return groups.map((slots) => Int32Array.from(slots, (slot) => index.photoIds[slot]!));
      }),
  };
}

/** The photos whose embeddings must be read; those that are gone are forgotten. */
function whatLacks(resident: Resident | null, photos: LibraryPhotos): PhotoStamp[] {
  // Most questions are about the same photos as the one before: comparing the numbers takes a hundredth of the time.
  if (resident?.followed && areSame(resident.followed.photos, photos)) return resident.followed.unread;
  const stamps = Array.from(photos.photoIds, (photoId, place) => ({ photoId, stamp: photos.stamps[place]! }));
  if (resident === null) return stamps;
  resident.followed = null;
  const lacking = resident.index.follow(stamps);
  if (lacking.length === 0) resident.followed = { photos, unread: [] };
  return lacking;
}

function areSame(before: LibraryPhotos, now: LibraryPhotos): boolean {
  return (
    before.photoIds.length === now.photoIds.length &&
    before.photoIds.every((photoId, place) => photoId === now.photoIds[place]) &&
    before.stamps.every((stamp, place) => stamp === now.stamps[place])
  );
}

const nothingFound = (compared: number): SimilarPhotos => ({
  photoIds: new Int32Array(0),
  similarities: new Float32Array(0),
  compared,
});

/**
 * By the index first, whose best are compared exactly; then whatever the index puts so near below the last of them that
 * it may belong among them.
 */
function search(index: SimilarityIndex, request: SimilarPhotosRequest): Promise<SimilarPhotos> {
  const { databaseFile, backbone, queryIds, among, limit } = request;
  return withEmbeddings(databaseFile, (store) => {
    const read = (photoIds: number[]) => {
      const { photoIds: found, bits } = store.read(photoIds as PhotoId[], backbone);
      return { found, embeddings: fromFloat16(bits) };
    };
    const query = read(queryIds);
    const compared = index.photoIds.length;
    if (query.found.length === 0) return nothingFound(compared);
    const direction = meanDirection(query.embeddings, index.width);
    const compare = (slots: number[]): Candidate[] => {
      const { found, embeddings } = read(slots.map((slot) => index.photoIds[slot]!));
      const exact = cosinesWith(direction, embeddings);
      return found.map((photoId, place) => ({ photoId, cosine: exact[place]! }));
    };
    const cosines = index.cosinesWith(direction);
    if (among !== null) leaveOut(cosines, index, among);
    const best = placesOfHighest(cosines, limit);
    const candidates = compare(best);
    const last = candidates.reduce((lowest, { cosine }) => Math.min(lowest, cosine), Infinity);
    for (const slot of best) cosines[slot] = -Infinity;
    candidates.push(...compare(placesAbove(cosines, last - INDEX_ERROR)));
    const inOrder = candidates.sort((a, b) => b.cosine - a.cosine || a.photoId - b.photoId).slice(0, limit);
    return {
      photoIds: Int32Array.from(inOrder, ({ photoId }) => photoId),
      similarities: Float32Array.from(inOrder, ({ cosine }) => cosine),
      compared,
    };
  });
}

interface Candidate {
  photoId: number;
  cosine: number;
}

function placesAbove(values: Float32Array, bound: number): number[] {
  const places: number[] = [];
  for (let place = 0; place < values.length; place++) if (values[place]! >= bound) places.push(place);
  return places;
}

function leaveOut(cosines: Float32Array, index: SimilarityIndex, among: Int32Array): void {
  const isWanted = new Uint8Array(cosines.length);
  for (const photoId of among) {
    const slot = index.slotOf(photoId);
    if (slot >= 0) isWanted[slot] = 1;
  }
  for (let slot = 0; slot < cosines.length; slot++) if (!isWanted[slot]) cosines[slot] = -Infinity;
}

function readChunk(store: EmbeddingStore, chunk: PhotoStamp[], backbone: BackboneId) {
  const stampOf = new Map(chunk.map((stamp) => [stamp.photoId, stamp]));
  const { photoIds, bits, width } = store.read([...stampOf.keys()] as PhotoId[], backbone);
  return { embeddings: fromFloat16(bits), width, found: photoIds.map((photoId) => stampOf.get(photoId)!) };
}

async function withEmbeddings<Result>(
  databaseFile: string,
  work: (store: EmbeddingStore) => Result | Promise<Result>,
): Promise<Result> {
  const database = openLibraryDatabase(databaseFile, { readonly: true });
  try {
    return await work(createEmbeddingStore(database));
  } finally {
    database.close();
  }
}
