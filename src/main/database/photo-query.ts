/** What the library view asks of the database: facts of all photos at once, and sets of photos per answer. */

import type { LabelId, ModelId, PhotoId } from '../../shared/ids.ts';
import type { AnnotationValue } from '../../shared/label.ts';
import type { LibraryDatabase } from './library-database.ts';
import { createModelChanges } from './model-changes.ts';

/** id, taken_at, width, height, added_at, camera */
export type PhotoFactRow = [
  id: PhotoId,
  takenAt: number | null,
  width: number,
  height: number,
  addedAt: number,
  camera: string | null,
];

/** photo_id, path, modified_at, is_missing, has warning, added_at */
export type FileFactRow = [
  photoId: PhotoId,
  path: string,
  modifiedAt: number,
  isMissing: number,
  hasWarning: number,
  addedAt: number,
];

/** Not INSERT OR IGNORE: in a trigger an upsert that fires it overrides what to do about conflicts. */
function noteChanged(id: string): string {
  return `INSERT INTO changed_photo SELECT ${id} WHERE NOT EXISTS (SELECT 1 FROM changed_photo WHERE id = ${id});`;
}

// Another process's writes are told by data_version; our own by these, row by row. Temporary: the file is not touched.
const watch = `
  CREATE TEMP TABLE IF NOT EXISTS changed_photo (id INTEGER PRIMARY KEY);
  CREATE TEMP TRIGGER IF NOT EXISTS photo_added AFTER INSERT ON main.photo
    BEGIN ${noteChanged('NEW.id')} END;
  CREATE TEMP TRIGGER IF NOT EXISTS photo_changed
    AFTER UPDATE OF taken_at, width, height, camera ON main.photo
    BEGIN ${noteChanged('NEW.id')} END;
  CREATE TEMP TRIGGER IF NOT EXISTS photo_gone AFTER DELETE ON main.photo
    BEGIN ${noteChanged('OLD.id')} END;
  CREATE TEMP TRIGGER IF NOT EXISTS file_added AFTER INSERT ON main.photo_file
    BEGIN ${noteChanged('NEW.photo_id')} END;
  CREATE TEMP TRIGGER IF NOT EXISTS file_changed AFTER UPDATE ON main.photo_file
    BEGIN ${noteChanged('NEW.photo_id')} ${noteChanged('OLD.photo_id')} END;
  CREATE TEMP TRIGGER IF NOT EXISTS file_gone AFTER DELETE ON main.photo_file
    BEGIN ${noteChanged('OLD.photo_id')} END;`;

const photoColumns = 'id, taken_at, width, height, added_at, camera';
const fileColumns = 'photo_id, path, modified_at, is_missing, warning IS NOT NULL, added_at';

// Runs that count for no photo any more are not read, and of the newest run all photos count: no need to look at each.
const countsForSome = `run_id IN (
  SELECT id FROM auto_tag_run AS run WHERE EXISTS (SELECT 1 FROM newest_run WHERE run_id = run.id))`;
const countsForPhoto = `(prediction.run_id = (SELECT max(run_id) FROM newest_run) OR prediction.run_id = (
  SELECT run_id FROM newest_run WHERE newest_run.photo_id = prediction.photo_id))`;

/** Prepares the questions; writes nothing but temporary tables of the connection. */
export function createPhotoQueries(db: LibraryDatabase) {
  db.exec(watch);
  const allPhotos = db.prepare<[], PhotoFactRow>(`SELECT ${photoColumns} FROM photo`).raw();
  const allFiles = db.prepare<[], FileFactRow>(`SELECT ${fileColumns} FROM photo_file`).raw();
  const somePhotos = db
    .prepare<[string], PhotoFactRow>(
      `SELECT ${photoColumns} FROM photo WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .raw();
  const someFiles = db
    .prepare<[string], FileFactRow>(
      `SELECT ${fileColumns} FROM photo_file WHERE photo_id IN (SELECT value FROM json_each(?))`,
    )
    .raw();
  const largestId = db.prepare<[], number | null>('SELECT max(id) FROM photo').pluck();
  const changed = db.prepare<[], PhotoId>('SELECT id FROM changed_photo').pluck();
  const forgetChanged = db.prepare('DELETE FROM changed_photo');

  // One long string instead of a row per photo: crossing from SQLite to JavaScript costs most.
  const idList = <Parameters extends unknown[]>(select: string) => {
    const statement = db
      .prepare<Parameters, string>(`SELECT json_group_array(photo_id) FROM (${select})`)
      .pluck();
    return (...parameters: Parameters): PhotoId[] => JSON.parse(statement.get(...parameters)!) as PhotoId[];
  };

  const contentStamps = db
    .prepare<[], [ids: string, stamps: string]>(
      'SELECT json_group_array(id), json_group_array(substr(content_hash, 1, 12)) FROM photo',
    )
    .raw();
  const applied = db
    .prepare<[number, number], [photoIds: string, labelIds: string]>(
      `SELECT json_group_array(photo_id), json_group_array(label_id)
       FROM newest_run CROSS JOIN prediction USING (run_id, photo_id)
       WHERE photo_id > ? AND photo_id <= ? AND decision = 'apply'`,
    )
    .raw();

  return {
    /** Counts up whenever another process wrote. */
    foreignChanges(): number {
      return Number(db.pragma('data_version', { simple: true }));
    },

    /** Photos whose facts changed through this connection since the last call, or since the start. */
    takeChanged(): PhotoId[] {
      const ids = changed.all();
      if (ids.length > 0) forgetChanged.run();
      return ids;
    },

    /** Differs whenever scores, predictions or the run that counts may have changed, by another process as well. */
    modelChanges: createModelChanges(db),

    photoFacts(ids: readonly PhotoId[] | null): PhotoFactRow[] {
      return ids === null ? allPhotos.all() : somePhotos.all(JSON.stringify(ids));
    },

    fileFacts(ids: readonly PhotoId[] | null): FileFactRow[] {
      return ids === null ? allFiles.all() : someFiles.all(JSON.stringify(ids));
    },

    /** A number of every photo's content, of the first 48 bits of its hash: it changes with the content. */
    contentStamps(): Map<PhotoId, number> {
      const [ids, stamps] = contentStamps.get()!;
      const numbers = JSON.parse(stamps) as string[];
      return new Map((JSON.parse(ids) as PhotoId[]).map((id, place) => [id, parseInt(numbers[place]!, 16)]));
    },

    /** Photos of which somebody said this of the label. */
    withAnswer: idList<[LabelId, AnnotationValue]>(
      'SELECT photo_id FROM annotation WHERE label_id = ? AND value = ?',
    ),

    /** Photos of which somebody said anything of the label. */
    withAnyAnswer: idList<[LabelId]>('SELECT photo_id FROM annotation WHERE label_id = ?'),

    /** Photos of which somebody said anything at all. */
    annotated: idList<[]>('SELECT DISTINCT photo_id FROM annotation'),

    fullyTagged: idList<[]>('SELECT id AS photo_id FROM photo WHERE is_fully_tagged = 1'),

    /** 0 without photos */
    largestPhotoId(): number {
      return largestId.get() ?? 0;
    },

    /** The same as `applied` for all labels, of the photos with after < id <= upTo, in any order. */
    appliedBetween(after: number, upTo: number): { photoIds: PhotoId[]; labelIds: LabelId[] } {
      const [photoIds, labelIds] = applied.get(after, upTo)!;
      return {
        photoIds: JSON.parse(photoIds) as PhotoId[],
        labelIds: JSON.parse(labelIds) as LabelId[],
      };
    },

    /**
     * Photos to which the newest run that counts (not undone) gave this label, whichever model that was: what was
     * tagged stays so when another model is taken into use. Answers are not looked at.
     */
    applied: idList<[LabelId]>(
      `SELECT photo_id FROM prediction
       WHERE label_id = ? AND decision = 'apply' AND ${countsForSome} AND ${countsForPhoto}`,
    ),

    /** Photos to which the newest run suggested this label, where that run is one of this model. */
    suggested: idList<[ModelId, LabelId]>(
      `SELECT photo_id FROM prediction
       WHERE run_id IN (SELECT id FROM auto_tag_run WHERE model_id = ?) AND label_id = ? AND decision = 'suggest'
         AND ${countsForSome} AND ${countsForPhoto}`,
    ),
  };
}

export type PhotoQueries = ReturnType<typeof createPhotoQueries>;
