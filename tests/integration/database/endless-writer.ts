/** Writes to a library until it is killed. Each line on stdout is the number of transactions committed. */

import { writeSync } from 'node:fs';
import { openLibraryDatabase } from '../../../src/main/database/library-database.ts';
import { createEmbeddingStore } from '../../../src/main/database/embedding-store.ts';
import { createPhotoStore } from '../../../src/main/database/photo-store.ts';
import { inTransaction } from '../../../src/main/database/transaction.ts';

export const PHOTOS_PER_TRANSACTION = 20;

/** The transaction that never commits. */
export const LAST_TRANSACTION = 5;

if (import.meta.main) {
  const db = openLibraryDatabase(process.argv[2]!);
  const photos = createPhotoStore(db);
  const embeddings = createEmbeddingStore(db);
  // the writes of one transaction must spill to the disk before it commits
  db.pragma('cache_size = 10');

  let number = 0;
  const addPhoto = () => {
    number += 1;
    const contentHash = number.toString(16).padStart(64, '0');
    const photoId = photos.insertPhoto({
      contentHash,
      width: 4,
      height: 3,
      format: 'jpeg',
      takenAt: null,
      camera: null,
    });
    photos.putFile({
      path: `/photos/${number}.jpg`,
      photoId,
      sizeBytes: number,
      modifiedAt: 1,
      warning: null,
    });
    embeddings.put(photoId, 'mobilenet-v2-1.0', new Uint16Array(1280).fill(number & 0xffff));
  };

  for (let committed = 1; committed < LAST_TRANSACTION; committed += 1) {
    inTransaction(db, () => {
      for (let count = 0; count < PHOTOS_PER_TRANSACTION; count += 1) addPhoto();
    });
    writeSync(1, `${committed}\n`);
  }
  inTransaction(db, () => {
    for (let count = 0; ; count += 1) {
      addPhoto();
      if (count === 200) writeSync(1, 'in the middle\n');
      if (count > 200) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  });
}
