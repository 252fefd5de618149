/** Embeddings read straight from the library, read-only: sending them between processes would block both. */

import { AppError } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { EmbeddingKey } from '../../shared/model.ts';
import { say } from '../../shared/sentences/say.ts';
import { createEmbeddingStore } from '../database/embedding-store.ts';
import { openLibraryDatabase } from '../database/library-database.ts';
import { fromFloat16 } from '../ml/float16.ts';

/**
 * Reads the embeddings of photos.
 *
 * databaseFile  library.sqlite
 * photoIds      N photos
 * returns       embeddings Float32Array N×width row-major, in the order of photoIds
 * Throws AppError 'not-found' when a photo has no embedding of this key.
 */
export function readEmbeddings(
  databaseFile: string,
  photoIds: number[],
  key: EmbeddingKey,
): { embeddings: Float32Array; width: number } {
  const database = openLibraryDatabase(databaseFile, { readonly: true });
  try {
    const stored = createEmbeddingStore(database).read(photoIds as PhotoId[], key);
    const lacking = photoIds.length - stored.photoIds.length;
    if (lacking > 0)
      throw new AppError('not-found', say('models.notEmbedded', { photos: lacking, backbone: key }));
    return { embeddings: fromFloat16(stored.bits), width: stored.width };
  } finally {
    database.close();
  }
}
