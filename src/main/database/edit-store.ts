/**
 * The journal of edits: every change of tags that a person made in the window, with what was there before and after,
 * so that each can be undone and redone, in order, without limit and across restarts.
 */

import type { LabelId, ModelId, PhotoId, Probability, Timestamp } from '../../shared/ids.ts';
import type { AnnotationValue } from '../../shared/label.ts';
import type { EditKind } from '../../shared/edits.ts';
import { createConfirmationJournal } from './confirmation-store.ts';
import { createLabelJournal } from './created-labels.ts';
import type { LibraryDatabase } from './library-database.ts';

export type EditId = number & { readonly __brand: 'EditId' };

export interface NewEdit {
  kind: EditKind;
  /** null for an edit of several labels, or of none */
  labelId: LabelId | null;
  /** null for unknown, or where there is no one value */
  value: AnnotationValue | null;
}

export interface Edit extends NewEdit {
  id: EditId;
  /** how many it changed */
  photos: number;
  /** null when the label was deleted, too */
  labelName: string | null;
}

/** What a photo is to be said of a label; null takes back what was said. */
export interface WantedAnswer {
  photoId: PhotoId;
  labelId: LabelId;
  value: AnnotationValue;
  score: Probability;
}

interface EditRow {
  id: EditId;
  kind: EditKind;
  label_id: LabelId | null;
  value: AnnotationValue | null;
  photos: number;
  label_name: string | null;
}

const toEdit = (row: EditRow): Edit => ({
  id: row.id,
  kind: row.kind,
  labelId: row.label_id,
  value: row.value,
  photos: row.photos,
  labelName: row.label_name,
});

/** An edit whose labels or photos are all gone cannot do anything any more. */
const LIVE_EDITS = `SELECT edit.id, kind, label_id, value, photos, label.name AS label_name
  FROM edit LEFT JOIN label ON label.id = edit.label_id
  WHERE (EXISTS (SELECT 1 FROM edit_annotation WHERE edit_id = edit.id)
      OR EXISTS (SELECT 1 FROM edit_full_tagging WHERE edit_id = edit.id)
      OR EXISTS (SELECT 1 FROM edit_confirmation WHERE edit_id = edit.id))`;

/** Records what is there now beside what is wanted, where the two differ. `wanted` names photo_id, label_id, value… */
function recordSql(wanted: string): string {
  return `INSERT INTO edit_annotation (edit_id, photo_id, label_id,
      before_value, before_source, before_model_id, before_score, before_at,
      after_value, after_source, after_model_id, after_score, after_at)
    SELECT @editId, wanted.photo_id, wanted.label_id, old.value, old.source, old.model_id, old.score, old.at,
      wanted.value, wanted.source, wanted.model_id, wanted.score, iif(wanted.value IS NULL, NULL, @at)
    FROM (${wanted}) AS wanted
    JOIN photo ON photo.id = wanted.photo_id
    LEFT JOIN annotation AS old ON old.photo_id = wanted.photo_id AND old.label_id = wanted.label_id
    WHERE old.value IS NOT wanted.value OR old.source IS NOT wanted.source
    ON CONFLICT DO NOTHING`;
}

/** Writes one side of a recorded edit, but only where the other side is still what is there. */
function writeSql(from: 'before' | 'after', to: 'before' | 'after'): { put: string; drop: string } {
  const untouched = `old.value IS ${from}_value AND old.source IS ${from}_source AND old.at IS ${from}_at`;
  return {
    put: `INSERT INTO annotation (photo_id, label_id, value, source, model_id, score, at)
      SELECT change.photo_id, change.label_id, ${to}_value, ${to}_source, ${to}_model_id, ${to}_score, ${to}_at
      FROM edit_annotation AS change
      LEFT JOIN annotation AS old ON old.photo_id = change.photo_id AND old.label_id = change.label_id
      WHERE edit_id = ? AND ${to}_value IS NOT NULL AND ${untouched}
      ON CONFLICT (photo_id, label_id) DO UPDATE SET value = excluded.value, source = excluded.source,
        model_id = excluded.model_id, score = excluded.score, at = excluded.at`,
    drop: `DELETE FROM annotation AS old WHERE (photo_id, label_id) IN (
        SELECT photo_id, label_id FROM edit_annotation AS change
        WHERE edit_id = ? AND ${to}_value IS NULL
          AND ${untouched.replaceAll(
            /old\.(value|source|at)/g,
            `(SELECT $1 FROM annotation AS now
            WHERE now.photo_id = change.photo_id AND now.label_id = change.label_id)`,
          )})`,
  };
}

/** Reads and writes the tables `edit`, `edit_annotation`, `edit_full_tagging` and `edit_confirmation`. Call all writers in a transaction. */
export function createEditStore(db: LibraryDatabase) {
  const insert = db
    .prepare<[string, LabelId | null, AnnotationValue | null, Timestamp], EditId>(
      'INSERT INTO edit (kind, label_id, value, photos, at) VALUES (?, ?, ?, 0, ?) RETURNING id',
    )
    .pluck();
  const dropUndone = db.prepare('DELETE FROM edit WHERE is_undone = 1');
  const drop = db.prepare<[EditId]>('DELETE FROM edit WHERE id = ?');
  const countPhotos = db.prepare<[number, EditId]>('UPDATE edit SET photos = ? WHERE id = ?');
  const recordSet = db.prepare<[Record<string, unknown>]>(
    recordSql(
      `SELECT value AS photo_id, @labelId AS label_id, @value AS value,
         iif(@value IS NULL, NULL, 'human') AS source, NULL AS model_id, NULL AS score
       FROM json_each(@photoIds)`,
    ),
  );
  const recordSame = db.prepare<[Record<string, unknown>]>(
    recordSql(
      `SELECT target.value AS photo_id, given.label_id, given.value,
         'human' AS source, NULL AS model_id, NULL AS score
       FROM json_each(@photoIds) AS target JOIN annotation AS given ON given.photo_id = @from
       WHERE target.value <> @from`,
    ),
  );
  const recordAnswers = db.prepare<[Record<string, unknown>]>(
    recordSql(
      `SELECT answer.value ->> 0 AS photo_id, answer.value ->> 1 AS label_id,
         iif(answer.value ->> 2, 'present', 'absent') AS value,
         iif(answer.value ->> 2, 'accepted-suggestion', 'human') AS source,
         @modelId AS model_id, answer.value ->> 3 AS score
       FROM json_each(@answers) AS answer JOIN label ON label.id = answer.value ->> 1`,
    ),
  );
  const recordFull = db.prepare<[EditId, number, string, number]>(
    `INSERT INTO edit_full_tagging (edit_id, photo_id, is_full_after)
     SELECT ?, photo.id, ? FROM json_each(?) AS wanted JOIN photo ON photo.id = wanted.value
     WHERE is_fully_tagged <> ? ON CONFLICT DO NOTHING`,
  );
  const redoSql = writeSql('before', 'after');
  const undoSql = writeSql('after', 'before');
  const sides = {
    redo: { put: db.prepare<[EditId]>(redoSql.put), drop: db.prepare<[EditId]>(redoSql.drop) },
    undo: { put: db.prepare<[EditId]>(undoSql.put), drop: db.prepare<[EditId]>(undoSql.drop) },
  };
  const writeFull = db.prepare<[number, EditId]>(
    `UPDATE photo SET is_fully_tagged = change.is_full_after = ?
     FROM edit_full_tagging AS change WHERE change.edit_id = ? AND change.photo_id = photo.id`,
  );
  const markUndone = db.prepare<[number, EditId]>('UPDATE edit SET is_undone = ? WHERE id = ?');
  const photosOf = db
    .prepare<{ editId: EditId }, PhotoId>(
      `SELECT photo_id FROM edit_annotation WHERE edit_id = :editId
       UNION SELECT photo_id FROM edit_full_tagging WHERE edit_id = :editId
       UNION SELECT photo_id FROM edit_confirmation WHERE edit_id = :editId`,
    )
    .pluck();
  const toUndo = db.prepare<[], EditRow>(`${LIVE_EDITS} AND is_undone = 0 ORDER BY edit.id DESC LIMIT 1`);
  const toRedo = db.prepare<[], EditRow>(`${LIVE_EDITS} AND is_undone = 1 ORDER BY edit.id LIMIT 1`);
  const found = (row: EditRow | undefined) => (row ? toEdit(row) : null);

  const confirmations = createConfirmationJournal(db);
  const createdLabels = createLabelJournal(db);

  function write(id: EditId, direction: 'undo' | 'redo'): void {
    if (direction === 'redo') createdLabels.bringBack(id);
    sides[direction].put.run(id);
    sides[direction].drop.run(id);
    writeFull.run(direction === 'redo' ? 1 : 0, id);
    confirmations.write(id, direction);
    if (direction === 'undo') createdLabels.withdraw(id);
  }

  return {
    /** A new edit that changes nothing yet; record what it wants, then finish it. */
    begin(edit: NewEdit, at: Timestamp): EditId {
      return insert.get(edit.kind, edit.labelId, edit.value, at)!;
    },

    /** value null: unknown. Photos that are not there are left out. */
    recordSet(
      editId: EditId,
      photoIds: readonly PhotoId[],
      labelId: LabelId,
      value: AnnotationValue | null,
      at: Timestamp,
    ): void {
      recordSet.run({ editId, photoIds: JSON.stringify(photoIds), labelId, value, at });
    },

    /** The photos get the answers of `from`; where theirs differ, those of `from` count. */
    recordSame(editId: EditId, photoIds: readonly PhotoId[], from: PhotoId, at: Timestamp): void {
      recordSame.run({ editId, photoIds: JSON.stringify(photoIds), from, at });
    },

    /** Accepted suggestions are kept as such, rejected ones as a person's; both with model and score. */
    recordAnswers(
      editId: EditId,
      answers: readonly WantedAnswer[],
      modelId: ModelId | null,
      at: Timestamp,
    ): void {
      const rows = answers.map(({ photoId, labelId, value, score }) => [
        photoId,
        labelId,
        value === 'present' ? 1 : 0,
        score,
      ]);
      recordAnswers.run({ editId, answers: JSON.stringify(rows), modelId, at });
    },

    recordFullTagging(editId: EditId, photoIds: readonly PhotoId[], isFullyTagged: boolean): void {
      const value = Number(isFullyTagged);
      recordFull.run(editId, value, JSON.stringify(photoIds), value);
    },

    /** What is known of the photos and the label is right, as `value` says. */
    recordConfirmation: confirmations.record,

    /** The edit added this label, which goes with it when nothing else uses it. */
    recordNewLabel: createdLabels.record,

    /**
     * Makes what was recorded so, and forgets the edits that were undone. An edit that changes nothing leaves no
     * trace. Returns the photos it changed.
     */
    finish(editId: EditId): PhotoId[] {
      const photoIds = photosOf.all({ editId });
      if (photoIds.length === 0) {
        createdLabels.discard(editId);
        drop.run(editId);
        return [];
      }
      countPhotos.run(photoIds.length, editId);
      dropUndone.run();
      write(editId, 'redo');
      createdLabels.forgetWithdrawn();
      return photoIds;
    },

    /**
     * Takes an edit back, or makes it again, where nothing else changed the tags meanwhile. Returns its photos.
     */
    apply(editId: EditId, direction: 'undo' | 'redo'): PhotoId[] {
      write(editId, direction);
      markUndone.run(direction === 'undo' ? 1 : 0, editId);
      return photosOf.all({ editId });
    },

    /** The edit that an undo takes back; null when there is none. */
    nextToUndo(): Edit | null {
      return found(toUndo.get());
    },

    /** The edit that a redo makes again; null when there is none. */
    nextToRedo(): Edit | null {
      return found(toRedo.get());
    },
  };
}

export type EditStore = ReturnType<typeof createEditStore>;
