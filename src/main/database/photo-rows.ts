/** Photos: one row per picture content. */

import type { PhotoId, Timestamp } from '../../shared/ids.ts';
import { splits, UNASSIGNED, type Photo, type PhotoFormat, type Split } from '../../shared/photo.ts';
import type { LibraryDatabase } from './library-database.ts';

/** What a file's bytes say of a photo. */
export type PhotoContent = Pick<Photo, 'contentHash' | 'width' | 'height' | 'format' | 'takenAt' | 'camera'>;

interface PhotoRow {
  id: PhotoId;
  content_hash: string;
  width: number;
  height: number;
  format: PhotoFormat;
  taken_at: Timestamp | null;
  camera: string | null;
  is_fully_tagged: number;
  split: Split | null;
}

function contentValues(content: PhotoContent): (string | number | null)[] {
  const { contentHash, width, height, format, takenAt, camera } = content;
  return [contentHash, width, height, format, takenAt === null ? null : Math.round(takenAt), camera];
}

/** The part of the photo store that reads and writes the table `photo`. */
export function createPhotoRows(db: LibraryDatabase) {
  const insert = db
    .prepare<unknown[], PhotoId>(
      `INSERT INTO photo (content_hash, width, height, format, taken_at, camera, added_at)
       VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    )
    .pluck();
  const update = db.prepare(
    `UPDATE photo SET content_hash = ?, width = ?, height = ?, format = ?, taken_at = ?, camera = ?
     WHERE id = ?`,
  );
  const dropEmbeddings = db.prepare<[PhotoId]>('DELETE FROM embedding WHERE photo_id = ?');
  const dropPredictions = db.prepare<[PhotoId]>('DELETE FROM run_photo WHERE photo_id = ?');
  const dropScores = db.prepare<[PhotoId]>('DELETE FROM score WHERE photo_id = ?');
  const byHash = db.prepare<[string], PhotoId>('SELECT id FROM photo WHERE content_hash = ?').pluck();
  const byIds = db.prepare<[string], PhotoRow>(
    `SELECT photo.* FROM json_each(?) AS wanted JOIN photo ON photo.id = wanted.value ORDER BY wanted.key`,
  );
  const filesByIds = db.prepare<[string], { photo_id: PhotoId; path: string }>(
    `SELECT photo_id, path FROM photo_file WHERE photo_id IN (SELECT value FROM json_each(?))
     ORDER BY photo_id, added_at, path`,
  );
  const updateFullyTagged = db.prepare<[number, string]>(
    'UPDATE photo SET is_fully_tagged = ? WHERE id IN (SELECT value FROM json_each(?))',
  );
  const updateSplit = db.prepare<[Split | null, string]>(
    'UPDATE photo SET split = ? WHERE id IN (SELECT value FROM json_each(?))',
  );
  const splitsByIds = db
    .prepare<[string], [number, Split]>(
      `SELECT wanted.key, photo.split FROM json_each(?) AS wanted JOIN photo ON photo.id = wanted.value
       WHERE photo.split IS NOT NULL`,
    )
    .raw();
  const all = db
    .prepare<[], PhotoId>(
      'SELECT id FROM photo WHERE EXISTS (SELECT 1 FROM photo_file WHERE photo_id = photo.id) ORDER BY id',
    )
    .pluck();
  const tagged = db
    .prepare<[], PhotoId>(
      `SELECT id FROM photo
       WHERE is_fully_tagged = 1 OR EXISTS (SELECT 1 FROM annotation WHERE photo_id = photo.id) ORDER BY id`,
    )
    .pluck();
  const untagged = db
    .prepare<[number], PhotoId>(
      `SELECT id FROM photo
       WHERE is_fully_tagged = 0 AND split IS NOT 'test'
         AND NOT EXISTS (SELECT 1 FROM annotation WHERE photo_id = photo.id)
       ORDER BY content_hash LIMIT ?`,
    )
    .pluck();
  const fullyTagged = db
    .prepare<[], PhotoId>('SELECT id FROM photo WHERE is_fully_tagged = 1 ORDER BY id')
    .pluck();
  const deleteForgotten = db.prepare(
    `DELETE FROM photo
     WHERE is_fully_tagged = 0
       AND NOT EXISTS (SELECT 1 FROM photo_file WHERE photo_id = photo.id)
       AND NOT EXISTS (SELECT 1 FROM annotation WHERE photo_id = photo.id)`,
  );

  return {
    /** Adds a photo whose contentHash is new (see findByHash). */
    insertPhoto(content: PhotoContent, at: Timestamp = Date.now()): PhotoId {
      return insert.get(...contentValues(content), at)!;
    },

    /**
     * For a file edited in place: the photo keeps its id, annotations and split; embeddings and predictions are of
     * the old picture and go. The new contentHash must not be another photo's (see findByHash). Call it in a
     * transaction.
     */
    updateContent(photoId: PhotoId, content: PhotoContent): void {
      update.run(...contentValues(content), photoId);
      dropEmbeddings.run(photoId);
      dropPredictions.run(photoId);
      dropScores.run(photoId);
    },

    findByHash(contentHash: string): PhotoId | null {
      return byHash.get(contentHash) ?? null;
    },

    /** In the order of `photoIds`; ids that do not exist are left out. */
    get(photoIds: readonly PhotoId[]): Photo[] {
      const list = JSON.stringify(photoIds);
      const filesOf = Map.groupBy(filesByIds.all(list), (row) => row.photo_id);
      return byIds.all(list).map((row) => ({
        id: row.id,
        contentHash: row.content_hash,
        width: row.width,
        height: row.height,
        format: row.format,
        takenAt: row.taken_at,
        camera: row.camera,
        isFullyTagged: row.is_fully_tagged === 1,
        split: row.split,
        files: (filesOf.get(row.id) ?? []).map((file) => file.path),
      }));
    },

    setFullyTagged(photoIds: readonly PhotoId[], isFullyTagged: boolean): void {
      updateFullyTagged.run(Number(isFullyTagged), JSON.stringify(photoIds));
    },

    setSplit(photoIds: readonly PhotoId[], split: Split | null): void {
      updateSplit.run(split, JSON.stringify(photoIds));
    },

    /** Int8Array like `photoIds`: TRAIN, VALIDATION, TEST, or UNASSIGNED to forget a split. In a transaction. */
    setSplits(photoIds: readonly PhotoId[], assigned: Int8Array): void {
      for (const code of [UNASSIGNED, ...splits.keys()])
        updateSplit.run(
          splits[code] ?? null,
          JSON.stringify(photoIds.filter((_, index) => assigned[index] === code)),
        );
    },

    /** Int8Array like `photoIds`: TRAIN, VALIDATION, TEST, or UNASSIGNED. */
    splitsOf(photoIds: readonly PhotoId[]): Int8Array {
      const found = new Int8Array(photoIds.length).fill(UNASSIGNED);
      for (const [index, split] of splitsByIds.all(JSON.stringify(photoIds)))
        found[index] = splits.indexOf(split);
      return found;
    },

    /** Photos that have a file, missing ones included, by id. */
    allIds(): PhotoId[] {
      return all.all();
    },

    /** Photos with at least one annotation, or fully tagged, by id. */
    idsTagged(): PhotoId[] {
      return tagged.all();
    },

    /**
     * Photos of which nothing is known, but for those set aside for testing: the first `most` by content hash, which is
     * a fair draw and the same in every library of these photos.
     */
    idsUntagged(most: number): PhotoId[] {
      return untagged.all(most);
    },

    /** Photos of which every unknown label counts as absent, by id. */
    idsFullyTagged(): PhotoId[] {
      return fullyTagged.all();
    },

    /**
     * Forgets photos that no file has any more and about which nobody said anything; what a person said is kept
     * for the day the file comes back. Returns how many went.
     */
    deletePhotosWithoutFiles(): number {
      return deleteForgotten.run().changes;
    },
  };
}
