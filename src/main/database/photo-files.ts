/** Files: where photos lie on the disk. Several files may hold one photo. */

import { dirname, sep } from 'node:path';
import type { PhotoId, Timestamp } from '../../shared/ids.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';
import type { LibraryDatabase } from './library-database.ts';
import { fromSentenceColumn, toSentenceColumn } from './sentence-column.ts';

/** A file as it was when it was last read. */
export interface PhotoFile {
  /** absolute */
  path: string;
  photoId: PhotoId;
  sizeBytes: number;
  modifiedAt: number;
  isMissing: boolean;
  warning: Sentence | null;
}

interface FileRow {
  path: string;
  photo_id: PhotoId;
  size_bytes: number;
  modified_at: number;
  is_missing: number;
  warning: string | null;
}

const toFile = (row: FileRow): PhotoFile => ({
  path: row.path,
  photoId: row.photo_id,
  sizeBytes: row.size_bytes,
  modifiedAt: row.modified_at,
  isMissing: row.is_missing === 1,
  warning: row.warning === null ? null : fromSentenceColumn(row.warning),
});

/** The paths inside a folder, at any depth, are those from `first` up to, not including, `end`. */
function rangeOf(folder: string): [first: string, end: string] {
  const first = folder.endsWith(sep) ? folder : folder + sep;
  const end = first.slice(0, -1) + String.fromCharCode(sep.charCodeAt(0) + 1);
  return [first, end];
}

/** The part of the photo store that reads and writes the table `photo_file`. */
export function createPhotoFiles(db: LibraryDatabase) {
  const byPath = db.prepare<[string], FileRow>('SELECT * FROM photo_file WHERE path = ?');
  const inRange = db.prepare<[string, string], FileRow>(
    'SELECT * FROM photo_file WHERE path >= ? AND path < ? ORDER BY path',
  );
  const every = db.prepare<[], FileRow>('SELECT * FROM photo_file ORDER BY path');
  const hashesBySize = db
    .prepare<[number], string>(
      'SELECT DISTINCT content_hash FROM photo_file JOIN photo ON photo.id = photo_id WHERE size_bytes = ?',
    )
    .pluck();
  const put = db.prepare<[string, PhotoId, number, number, string | null, Timestamp]>(
    `INSERT INTO photo_file (path, photo_id, size_bytes, modified_at, warning, added_at)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET photo_id = excluded.photo_id, size_bytes = excluded.size_bytes,
       modified_at = excluded.modified_at, warning = excluded.warning, is_missing = 0`,
  );
  const move = db.prepare<[string, string]>(
    'UPDATE OR REPLACE photo_file SET path = ?, is_missing = 0 WHERE path = ?',
  );
  const remove = db.prepare<[string]>('DELETE FROM photo_file WHERE path = ?');
  const updateMissing = db.prepare<[number, string]>(
    'UPDATE photo_file SET is_missing = ? WHERE path IN (SELECT value FROM json_each(?))',
  );
  const idsByPath = db.prepare<[string], { path: string; photo_id: PhotoId }>(
    'SELECT path, photo_id FROM photo_file WHERE path IN (SELECT value FROM json_each(?))',
  );
  const idsInRange = db
    .prepare<[string, string], PhotoId>(
      'SELECT DISTINCT photo_id FROM photo_file WHERE path >= ? AND path < ? ORDER BY photo_id',
    )
    .pluck();
  const ofPhotos = db.prepare<[string], FileRow>(
    `SELECT * FROM photo_file WHERE photo_id IN (SELECT value FROM json_each(?))
     ORDER BY photo_id, is_missing, added_at, path`,
  );
  const pathAndTime = db.prepare<[string], { path: string | null; taken_at: Timestamp | null }>(
    `SELECT (SELECT path FROM photo_file WHERE photo_id = photo.id ORDER BY is_missing, added_at, path LIMIT 1)
            AS path, photo.taken_at
     FROM json_each(?) AS wanted LEFT JOIN photo ON photo.id = wanted.value ORDER BY wanted.key`,
  );
  const withoutEmbedding = db.prepare<[string], { photo_id: PhotoId; path: string }>(
    `SELECT photo_id, min(path) AS path FROM photo_file
     WHERE is_missing = 0
       AND NOT EXISTS (SELECT 1 FROM embedding
                       WHERE embedding.photo_id = photo_file.photo_id AND backbone = ?)
     GROUP BY photo_id ORDER BY photo_id`,
  );
  const withWarning = db.prepare<[], { path: string; warning: string }>(
    'SELECT path, warning FROM photo_file WHERE warning IS NOT NULL ORDER BY path',
  );

  return {
    findFile(path: string): PhotoFile | null {
      const row = byPath.get(path);
      return row ? toFile(row) : null;
    },

    /**
     * Files inside a folder, at any depth, by path. The connection is busy until the last one is taken: collect
     * them (`[...]`) before writing.
     */
    *filesUnder(folder: string): IterableIterator<PhotoFile> {
      for (const row of inRange.iterate(...rangeOf(folder))) yield toFile(row);
    },

    allFiles(): PhotoFile[] {
      return every.all().map(toFile);
    },

    /** Contents seen in files of exactly this size: a new file of another size cannot be a duplicate. */
    hashesOfSize(sizeBytes: number): string[] {
      return hashesBySize.all(sizeBytes);
    },

    /** Adds or updates a file, which is not missing then. */
    putFile(
      file: Pick<PhotoFile, 'path' | 'photoId' | 'sizeBytes' | 'modifiedAt' | 'warning'>,
      at: Timestamp = Date.now(),
    ): void {
      const warning = file.warning && toSentenceColumn(file.warning);
      put.run(file.path, file.photoId, file.sizeBytes, file.modifiedAt, warning, at);
    },

    /** A renamed or moved file; it replaces what was known at the new path. */
    moveFile(from: string, to: string): void {
      move.run(to, from);
    },

    removeFile(path: string): void {
      remove.run(path);
    },

    setMissing(paths: readonly string[], isMissing: boolean): void {
      updateMissing.run(Number(isMissing), JSON.stringify(paths));
    },

    /** Paths that are not in the library are not in the map. */
    idsByPaths(paths: readonly string[]): Map<string, PhotoId> {
      return new Map(idsByPath.all(JSON.stringify(paths)).map((row) => [row.path, row.photo_id]));
    },

    /** Photos with a file inside the folder, at any depth, missing ones included, by id. */
    idsUnderFolder(folder: string): PhotoId[] {
      return idsInRange.all(...rangeOf(folder));
    },

    /**
     * Per photo the file it is shown by: one that is there, the oldest known first. `isMissing`: none is there;
     * `warning`: the first of any of its files. Photos without a file are not in the map.
     */
    fileStates(photoIds: readonly PhotoId[]): Map<PhotoId, PhotoFile> {
      const states = new Map<PhotoId, PhotoFile>();
      for (const row of ofPhotos.all(JSON.stringify(photoIds))) {
        const state = states.get(row.photo_id);
        if (state === undefined) states.set(row.photo_id, toFile(row));
        else state.warning ??= toFile(row).warning;
      }
      return states;
    },

    /** Like `photoIds`: the folder of a photo's oldest file, '' when it has none, and when it was taken. */
    burstKeys(photoIds: readonly PhotoId[]): { folder: string; takenAt: Timestamp | null }[] {
      return pathAndTime.all(JSON.stringify(photoIds)).map((row) => ({
        folder: row.path === null ? '' : dirname(row.path),
        takenAt: row.taken_at,
      }));
    },

    /** Photos still to be embedded that have a file in reach, with one path each. */
    idsWithoutEmbedding(backbone: string): { photoId: PhotoId; path: string }[] {
      return withoutEmbedding.all(backbone).map((row) => ({ photoId: row.photo_id, path: row.path }));
    },

    /** Files that were taken although something is wrong with them. */
    listWarnings(): { path: string; warning: Sentence }[] {
      return withWarning.all().map(({ path, warning }) => ({ path, warning: fromSentenceColumn(warning) }));
    },
  };
}
