/**
 * Photos of a large library that exist only as rows with embeddings: 400 subjects with photos spread about them, all
 * numbers ≥ 0 as a network's are after its last activation, every tenth photo a near-copy of the one before.
 */

import { createEmbeddingStore } from '../src/main/database/embedding-store.ts';
import type { LibraryDatabase } from '../src/main/database/library-database.ts';
import { createPhotoStore } from '../src/main/database/photo-store.ts';
import { toFloat16 } from '../src/main/ml/float16.ts';
import type { PhotoId } from '../src/shared/ids.ts';
import { DEFAULT_BACKBONE } from '../src/shared/model.ts';
import { createSeededRandom } from '../src/shared/seeded-random.ts';
import { DRAWN_WIDTH } from './drawn-training-data.ts';

export const SUBJECTS = 400;
export const BLOCK_PHOTOS = 10_000;

export interface DrawnBlock {
  photoIds: PhotoId[];
  /** BLOCK_PHOTOS×DRAWN_WIDTH row-major, as drawn, before they are stored as float16; overwritten by the next block */
  embeddings: Float32Array;
  /** what is on each photo, 0..SUBJECTS−1 */
  subjects: Int32Array;
}

/**
 * Adds photos to an empty library, a block of 10,000 in one transaction after the other.
 *
 * count    a multiple of BLOCK_PHOTOS
 * onBlock  called after each block is stored, outside the transaction
 */
export function addDrawnPhotos(
  database: LibraryDatabase,
  count: number,
  onBlock: (block: DrawnBlock) => void,
): void {
  const photos = createPhotoStore(database);
  const stored = createEmbeddingStore(database);
  const draw = photoDrawer();
  const embeddings = new Float32Array(BLOCK_PHOTOS * DRAWN_WIDTH);
  const subjects = new Int32Array(BLOCK_PHOTOS);
  for (let start = 0; start < count; start += BLOCK_PHOTOS) {
    const photoIds: PhotoId[] = [];
    database.transaction(() => {
      for (let row = 0; row < BLOCK_PHOTOS; row++) {
        const embedding = embeddings.subarray(row * DRAWN_WIDTH, (row + 1) * DRAWN_WIDTH);
        subjects[row] = draw(embedding);
        const contentHash = (start + row).toString(16).padStart(64, '0');
        const size = { width: 4, height: 3, format: 'jpeg' } as const;
        const photoId = photos.insertPhoto({ contentHash, ...size, takenAt: null, camera: null });
        photos.putFile({
          path: `/photos/${start + row}.jpg`,
          photoId,
          sizeBytes: 4_000_000 + row,
          modifiedAt: 0,
          warning: null,
        });
        stored.put(photoId, DEFAULT_BACKBONE, toFloat16(embedding));
        photoIds.push(photoId);
      }
    })();
    onBlock({ photoIds, embeddings, subjects });
  }
}

/** Draws one photo after the other; returns what is on it. */
function photoDrawer(): (into: Float32Array) => number {
  const random = createSeededRandom(1);
  // numbers of one long series, taken from changing places: drawing 128 million normal ones would take a minute
  const noise = Float32Array.from({ length: 1 << 20 }, random.normal);
  const subjects = Array.from({ length: SUBJECTS }, () =>
    Float32Array.from({ length: DRAWN_WIDTH }, random.normal),
  );
  const before = new Float32Array(DRAWN_WIDTH);
  let number = 0;
  let drawn = 0;
  return (into) => {
    const at = random.integer(noise.length - DRAWN_WIDTH);
    if (drawn++ % 10 === 9)
      for (let column = 0; column < DRAWN_WIDTH; column++)
        into[column] = Math.max(0, before[column]! + 0.15 * noise[at + column]!);
    else {
      number = random.integer(SUBJECTS);
      const subject = subjects[number]!;
      for (let column = 0; column < DRAWN_WIDTH; column++)
        into[column] = Math.max(0, 0.7 * subject[column]! + 0.8 * noise[at + column]!);
      before.set(into);
    }
    return number;
  };
}
