/** Embeddings: float16 bits, little-endian as every platform of ours has them in memory. */

import { AppError } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { BackboneId } from '../../shared/model.ts';
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

/** The vectors of the table `embedding`; `read` and `count` also work on a read-only connection. */
export function createEmbeddingStore(db: LibraryDatabase) {
  const insert = db.prepare<[PhotoId, BackboneId, Uint8Array]>(
    `INSERT INTO embedding (photo_id, backbone, vector) VALUES (?, ?, ?)
     ON CONFLICT (photo_id, backbone) DO UPDATE SET vector = excluded.vector`,
  );
  const exists = db
    .prepare<[PhotoId, BackboneId], 1>('SELECT 1 FROM embedding WHERE photo_id = ? AND backbone = ?')
    .pluck();
  const drop = db.prepare<[PhotoId]>('DELETE FROM embedding WHERE photo_id = ?');
  const countOf = db
    .prepare<[BackboneId], number>('SELECT count(*) FROM embedding WHERE backbone = ?')
    .pluck();
  const byIds = db
    .prepare<[string, BackboneId], [PhotoId, Buffer]>(
      `SELECT photo_id, vector FROM json_each(?) AS wanted
       JOIN embedding ON embedding.photo_id = wanted.value AND backbone = ? ORDER BY wanted.key`,
    )
    .raw();

  return {
    /** bits: Uint16Array of float16 bits, one embedding. It replaces an earlier one. */
    put(photoId: PhotoId, backbone: BackboneId, bits: Uint16Array): void {
      insert.run(photoId, backbone, new Uint8Array(bits.buffer, bits.byteOffset, bits.byteLength));
    },

    has(photoId: PhotoId, backbone: BackboneId): boolean {
      return exists.get(photoId, backbone) !== undefined;
    },

    /** Of all backbones. */
    remove(photoId: PhotoId): void {
      drop.run(photoId);
    },

    count(backbone: BackboneId): number {
      return countOf.get(backbone)!;
    },

    /**
     * Embeddings of many photos in one piece: 2 bytes × width per photo of memory, so read 100,000 in parts.
     * Throws AppError 'damaged' when they are not all equally wide.
     */
    read(photoIds: readonly PhotoId[], backbone: BackboneId): Embeddings {
      const found: PhotoId[] = [];
      let rowBytes = 0;
      let bytes = new Uint8Array(0);
      for (const [photoId, vector] of byIds.iterate(JSON.stringify(photoIds), backbone)) {
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
