/** Embeddings: float16 bits, little-endian as every platform of ours has them in memory. */

import { AppError } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { EmbeddingKey } from '../../shared/model.ts';
import { say } from '../../shared/sentences/say.ts';
import type { LibraryDatabase } from './library-database.ts';

export interface Embeddings {
  /** those of the wanted photos that have one, in the wanted order */
  photoIds: PhotoId[];
  /** float16 bits, photoIds.length × width, row-major */
  bits: Uint16Array;
  /** values per embedding; 0 when there is none */
  width: number;
}

/** The vectors of the table `embedding`, whose column `backbone` holds the key; `read` and `count` also work on a read-only connection. */
export function createEmbeddingStore(db: LibraryDatabase) {
  const insert = db.prepare<[PhotoId, EmbeddingKey, Uint8Array]>(
    `INSERT INTO embedding (photo_id, backbone, vector) VALUES (?, ?, ?)
     ON CONFLICT (photo_id, backbone) DO UPDATE SET vector = excluded.vector`,
  );
  const exists = db
    .prepare<[PhotoId, EmbeddingKey], 1>('SELECT 1 FROM embedding WHERE photo_id = ? AND backbone = ?')
    .pluck();
  const drop = db.prepare<[PhotoId]>('DELETE FROM embedding WHERE photo_id = ?');
  const dropAll = db.prepare<[EmbeddingKey]>('DELETE FROM embedding WHERE backbone = ?');
  const countOf = db
    .prepare<[EmbeddingKey], number>('SELECT count(*) FROM embedding WHERE backbone = ?')
    .pluck();
  const untagged = db
    .prepare<[EmbeddingKey, number], PhotoId>(
      `SELECT photo.id FROM photo JOIN embedding ON embedding.photo_id = photo.id AND backbone = ?
       WHERE is_fully_tagged = 0 AND split IS NOT 'test'
         AND NOT EXISTS (SELECT 1 FROM annotation WHERE annotation.photo_id = photo.id)
       ORDER BY content_hash LIMIT ?`,
    )
    .pluck();
  const byIds = db
    .prepare<[string, EmbeddingKey], [PhotoId, Buffer]>(
      `SELECT photo_id, vector FROM json_each(?) AS wanted
       JOIN embedding ON embedding.photo_id = wanted.value AND backbone = ? ORDER BY wanted.key`,
    )
    .raw();

  return {
    /** bits: Uint16Array of float16 bits, one embedding. It replaces an earlier one. */
    put(photoId: PhotoId, key: EmbeddingKey, bits: Uint16Array): void {
      insert.run(photoId, key, new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength));
    },

    has(photoId: PhotoId, key: EmbeddingKey): boolean {
      return exists.get(photoId, key) !== undefined;
    },

    /** Of all backbones. */
    remove(photoId: PhotoId): void {
      drop.run(photoId);
    },

    /** Of all photos: what a fine-tuned backbone leaves behind when its model goes. */
    removeAll(key: EmbeddingKey): void {
      dropAll.run(key);
    },

    count(key: EmbeddingKey): number {
      return countOf.get(key)!;
    },

    /**
     * Photos with an embedding of which nothing is known, but for those set aside for testing: the first `most` by
     * content hash, which is a fair draw and the same in every library of these photos.
     */
    untagged(backbone: EmbeddingKey, most: number): PhotoId[] {
      return untagged.all(backbone, most);
    },

    /**
     * Embeddings of many photos in one piece: 2 bytes × width per photo of memory, so read 100,000 in parts.
     * Throws AppError 'damaged' when they are not all equally wide.
     */
    read(photoIds: readonly PhotoId[], key: EmbeddingKey): Embeddings {
      const found: PhotoId[] = [];
      let rowBytes = 0;
      let bytes = new Uint8Array(0);
      for (const [photoId, vector] of byIds.iterate(JSON.stringify(photoIds), key)) {
        if (found.length === 0) {
          rowBytes = vector.byteLength;
          bytes = new Uint8Array(rowBytes * photoIds.length);
        }
        if (vector.byteLength !== rowBytes)
          throw new AppError('damaged', say('database.embeddingLength', { photoId }));
        bytes.set(vector, found.length * rowBytes);
        found.push(photoId);
      }
      const width = rowBytes / Uint16Array.BYTES_PER_ELEMENT;
      return { photoIds: found, bits: new Uint16Array(bytes.buffer, 0, found.length * width), width };
    },
  };
}

export type EmbeddingStore = ReturnType<typeof createEmbeddingStore>;
