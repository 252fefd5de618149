/** Annotations: what people said of photos. No row means unknown. */

import { AppError } from '../../shared/errors.ts';
import type { LabelId, ModelId, PhotoId, Probability, Timestamp } from '../../shared/ids.ts';
import {
  ABSENT,
  PRESENT,
  UNKNOWN,
  type Annotation,
  type AnnotationSource,
  type AnnotationValue,
} from '../../shared/label.ts';
import { say } from '../../shared/sentences/say.ts';
import type { LibraryDatabase } from './library-database.ts';

export interface AnnotationDetails {
  /** of an accepted suggestion */
  modelId?: ModelId | null;
  score?: Probability | null;
  /** now, when left out */
  at?: Timestamp;
}

interface AnnotationRow {
  photo_id: PhotoId;
  label_id: LabelId;
  value: AnnotationValue;
  source: AnnotationSource;
  model_id: ModelId | null;
  score: Probability | null;
  at: Timestamp;
}

/** Reads and writes the table `annotation`. */
export function createAnnotationStore(db: LibraryDatabase) {
  const put = db.prepare<
    [LabelId, AnnotationValue, AnnotationSource, ModelId | null, Probability | null, Timestamp, string]
  >(
    `INSERT INTO annotation (photo_id, label_id, value, source, model_id, score, at)
     SELECT value, ?, ?, ?, ?, ?, ? FROM json_each(?) WHERE true
     ON CONFLICT (photo_id, label_id) DO UPDATE SET value = excluded.value, source = excluded.source,
       model_id = excluded.model_id, score = excluded.score, at = excluded.at`,
  );
  const drop = db.prepare<[LabelId, string]>(
    'DELETE FROM annotation WHERE label_id = ? AND photo_id IN (SELECT value FROM json_each(?))',
  );
  const putImported = db.prepare<[LabelId, AnnotationValue, Timestamp, string]>(
    `INSERT INTO annotation (photo_id, label_id, value, source, at)
     SELECT value, ?, ?, 'imported', ? FROM json_each(?) WHERE true
     ON CONFLICT (photo_id, label_id) DO NOTHING`,
  );
  const dropImported = db.prepare<[string]>(
    `DELETE FROM annotation WHERE source = 'imported' AND photo_id IN (SELECT value FROM json_each(?))`,
  );
  const copyAll = db.prepare<[PhotoId, PhotoId]>(
    `INSERT INTO annotation (photo_id, label_id, value, source, model_id, score, at)
     SELECT ?, label_id, value, source, model_id, score, at FROM annotation WHERE photo_id = ?
     ON CONFLICT (photo_id, label_id) DO NOTHING`,
  );
  const byPhotos = db.prepare<[string], AnnotationRow>(
    `SELECT annotation.* FROM json_each(?) AS wanted JOIN annotation ON photo_id = wanted.value
     ORDER BY wanted.key, label_id`,
  );
  const valuesByPhotos = db
    .prepare<[string], [row: number, label: LabelId, isPresent: number]>(
      `SELECT wanted.key, label_id, annotation.value = 'present'
       FROM json_each(?) AS wanted JOIN annotation ON photo_id = wanted.value`,
    )
    .raw();
  const newerThan = db.prepare<[Timestamp], number>('SELECT count(*) FROM annotation WHERE at > ?').pluck();
  const fullyTaggedRows = db
    .prepare<[string], number>(
      `SELECT wanted.key FROM json_each(?) AS wanted JOIN photo ON photo.id = wanted.value
       WHERE is_fully_tagged = 1`,
    )
    .pluck();

  return {
    /** Says of all these photos that they have the label, or have it not; it replaces what was said before. */
    set(
      photoIds: readonly PhotoId[],
      labelId: LabelId,
      value: AnnotationValue,
      source: AnnotationSource,
      { modelId = null, score = null, at = Date.now() }: AnnotationDetails = {},
    ): void {
      put.run(labelId, value, source, modelId, score, at, JSON.stringify(photoIds));
    },

    /** Back to unknown. */
    clear(photoIds: readonly PhotoId[], labelId: LabelId): void {
      drop.run(labelId, JSON.stringify(photoIds));
    },

    /** Takes back what earlier imports said of these photos; what a person said stays. */
    clearImported(photoIds: readonly PhotoId[]): void {
      dropImported.run(JSON.stringify(photoIds));
    },

    /** What a file says of the photos; an answer that is there already stays. */
    setImported(
      photoIds: readonly PhotoId[],
      labelId: LabelId,
      value: AnnotationValue,
      at: Timestamp = Date.now(),
    ): void {
      putImported.run(labelId, value, at, JSON.stringify(photoIds));
    },

    /** Everything said of one photo is said of another as well; the other's own answers stay. */
    copy(from: PhotoId, to: PhotoId): void {
      copyAll.run(to, from);
    },

    /** In the order of `photoIds`, then of labels. */
    ofPhotos(photoIds: readonly PhotoId[]): Annotation[] {
      return byPhotos.all(JSON.stringify(photoIds)).map((row) => ({
        photoId: row.photo_id,
        labelId: row.label_id,
        value: row.value,
        source: row.source,
        modelId: row.model_id,
        score: row.score,
        at: row.at,
      }));
    },

    /** Answers given after a moment. */
    countSince(at: Timestamp): number {
      return newerThan.get(at)!;
    },

    /**
     * What is known of photos and labels as a matrix.
     *
     * labelIds  without repeats; null for a model's label that was deleted: its column is all UNKNOWN
     * returns   Int8Array, photos × labels row-major: PRESENT, ABSENT, or UNKNOWN; unknown is ABSENT where the
     *           photo is fully tagged
     */
    targets(photoIds: readonly PhotoId[], labelIds: readonly (LabelId | null)[]): Int8Array {
      const columnOf = new Map<LabelId, number>();
      for (const [column, id] of labelIds.entries()) if (id !== null) columnOf.set(id, column);
      if (columnOf.size !== labelIds.filter((id) => id !== null).length)
        throw new AppError('invalid-input', say('labels.askedTwice'));
      const width = labelIds.length;
      const list = JSON.stringify(photoIds);
      const matrix = new Int8Array(photoIds.length * width).fill(UNKNOWN);
      const known = [...columnOf.values()];
      for (const row of fullyTaggedRows.all(list))
        for (const column of known) matrix[row * width + column] = ABSENT;
      for (const [row, labelId, isPresent] of valuesByPhotos.all(list)) {
        const column = columnOf.get(labelId);
        if (column !== undefined) matrix[row * width + column] = isPresent ? PRESENT : ABSENT;
      }
      return matrix;
    },
  };
}

export type AnnotationStore = ReturnType<typeof createAnnotationStore>;
