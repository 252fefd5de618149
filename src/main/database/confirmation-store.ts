/** Confirmations: annotations of which a person said, when asked again, that they are right. */

import type { LabelId, PhotoId, Timestamp } from '../../shared/ids.ts';
import type { AnnotationValue } from '../../shared/label.ts';
import type { EditId } from './edit-store.ts';
import type { LibraryDatabase } from './library-database.ts';

/** What a person said is right of a photo; it counts only while that is what is known of it. */
export interface Confirmation {
  photoId: PhotoId;
  labelId: LabelId;
  value: AnnotationValue;
}

/** Reads the table `confirmation`. */
export function createConfirmationStore(db: LibraryDatabase) {
  const every = db
    .prepare<[], [PhotoId, LabelId, AnnotationValue]>('SELECT photo_id, label_id, value FROM confirmation')
    .raw();
  return {
    /** All of them, in no particular order. */
    list(): Confirmation[] {
      return every.all().map(([photoId, labelId, value]) => ({ photoId, labelId, value }));
    },
  };
}

export type ConfirmationStore = ReturnType<typeof createConfirmationStore>;

/** The part of the journal of edits that is about confirmations: `edit_confirmation`. */
export function createConfirmationJournal(db: LibraryDatabase) {
  const record = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO edit_confirmation (edit_id, photo_id, label_id, before_value, after_value, at)
     SELECT @editId, photo.id, @labelId, old.value, @value, @at
     FROM json_each(@photoIds) AS wanted JOIN photo ON photo.id = wanted.value
     LEFT JOIN confirmation AS old ON old.photo_id = photo.id AND old.label_id = @labelId
     WHERE old.value IS NOT @value ON CONFLICT DO NOTHING`,
  );
  const write = (side: 'before_value' | 'after_value') => ({
    put: db.prepare<[EditId]>(
      `INSERT INTO confirmation (photo_id, label_id, value, at)
       SELECT photo_id, label_id, ${side}, at FROM edit_confirmation WHERE edit_id = ? AND ${side} IS NOT NULL
       ON CONFLICT (photo_id, label_id) DO UPDATE SET value = excluded.value, at = excluded.at`,
    ),
    drop: db.prepare<[EditId]>(
      `DELETE FROM confirmation WHERE (photo_id, label_id) IN
         (SELECT photo_id, label_id FROM edit_confirmation WHERE edit_id = ? AND ${side} IS NULL)`,
    ),
  });
  const sides = { redo: write('after_value'), undo: write('before_value') };

  return {
    /** Notes that the photos are confirmed to have the label, or not to; nothing is written before `write`. */
    record(
      editId: EditId,
      photoIds: readonly PhotoId[],
      labelId: LabelId,
      value: AnnotationValue,
      at: Timestamp,
    ): void {
      record.run({ editId, labelId, value, at, photoIds: JSON.stringify(photoIds) });
    },

    /** Makes what was noted so, or as it was before. */
    write(editId: EditId, direction: 'undo' | 'redo'): void {
      sides[direction].put.run(editId);
      sides[direction].drop.run(editId);
    },
  };
}
