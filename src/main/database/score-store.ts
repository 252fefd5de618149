/** Scores: what the newest models believe of every photo, kept so that views need not ask the engine. */

import { AppError } from '../../shared/errors.ts';
import type { ModelId, PhotoId } from '../../shared/ids.ts';
import { say } from '../../shared/sentences/say.ts';
import type { LibraryDatabase } from './library-database.ts';

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

export interface LabelScores {
  /** ascending */
  photoIds: Int32Array;
  /** 0..1, same order */
  scores: Float32Array;
}

export interface ColumnReader {
  /** Photos with after < id <= upTo; ranges ascend. Rows of another width are left out. */
  read(after: number, upTo: number): void;
  /** one per position, of what was read */
  columns(): LabelScores[];
}

export interface ScoreMatrix {
  /** those of the wanted photos that have scores, in the wanted order */
  photoIds: PhotoId[];
  /** photoIds.length × labelCount, row-major */
  probabilities: Float32Array;
  /** 0 when there is no row */
  labelCount: number;
}

/** Reads and writes the table `score`. */
export function createScoreStore(db: LibraryDatabase) {
  const insert = db.prepare<[ModelId, PhotoId, Uint8Array]>(
    `INSERT INTO score (model_id, photo_id, probabilities) VALUES (?, ?, ?)
     ON CONFLICT (model_id, photo_id) DO UPDATE SET probabilities = excluded.probabilities`,
  );
  const one = db
    .prepare<[ModelId, PhotoId], Buffer>(
      'SELECT probabilities FROM score WHERE model_id = ? AND photo_id = ?',
    )
    .pluck();
  // Two long strings instead of a row per photo: crossing from SQLite to JavaScript 100,000 times costs most.
  const ofLabel = db
    .prepare<{ modelId: ModelId; start: number }, [ids: string, scores: string]>(
      `SELECT json_group_array(photo_id), group_concat(hex(substr(probabilities, :start, 4)), '')
       FROM (SELECT photo_id, probabilities FROM score
             WHERE model_id = :modelId AND length(probabilities) >= :start + 3 ORDER BY photo_id)`,
    )
    .raw();
  const byIds = db
    .prepare<[string, ModelId], [PhotoId, Buffer]>(
      `SELECT photo_id, probabilities FROM json_each(?) AS wanted
       CROSS JOIN score ON score.photo_id = wanted.value AND model_id = ? ORDER BY wanted.key`,
    )
    .raw();
  const rowsBetween = db
    .prepare<[ModelId, number, number], [PhotoId, Buffer]>(
      `SELECT photo_id, probabilities FROM score
       WHERE model_id = ? AND photo_id > ? AND photo_id <= ? ORDER BY photo_id`,
    )
    .raw();
  const countOf = db.prepare<[ModelId], number>('SELECT count(*) FROM score WHERE model_id = ?').pluck();
  const unscored = db
    .prepare<[ModelId], PhotoId>(
      `SELECT id FROM photo
       WHERE EXISTS (SELECT 1 FROM photo_file WHERE photo_id = photo.id)
         AND NOT EXISTS (SELECT 1 FROM score WHERE model_id = ? AND photo_id = photo.id) ORDER BY id`,
    )
    .pluck();
  const dropOthers = db.prepare<[string]>(
    'DELETE FROM score WHERE model_id NOT IN (SELECT value FROM json_each(?))',
  );

  let revision = 0;

  return {
    /** Grows with every put: with an equal count and an equal revision, what was read of a model still holds. */
    revision: (): number => revision,

    /**
     * Keeps scores, replacing earlier ones. Call it in a transaction.
     *
     * probabilities  Float32Array, photoIds.length × labels row-major, 0..1, in the order of the model's labels
     * throws         RangeError when they cannot be divided among the photos
     */
    put(modelId: ModelId, photoIds: readonly PhotoId[], probabilities: Float32Array): void {
      const labelCount = photoIds.length === 0 ? 0 : probabilities.length / photoIds.length;
      if (!Number.isInteger(labelCount))
        throw new RangeError(`${probabilities.length} probabilities do not fit ${photoIds.length} photos.`);
      revision++;
      const rowBytes = labelCount * FLOAT_BYTES;
      for (const [row, photoId] of photoIds.entries()) {
        const start = probabilities.byteOffset + row * rowBytes;
        insert.run(modelId, photoId, new Uint8Array(probabilities.buffer, start, rowBytes));
      }
    },

    /** Of one photo: Float32Array in the order of the model's labels; null before it was scored. */
    of(photoId: PhotoId, modelId: ModelId): Float32Array | null {
      const bytes = one.get(modelId, photoId);
      return bytes === undefined ? null : toFloats(bytes);
    },

    /** Of one label, by its position in the model: every scored photo of the library. */
    forLabel(modelId: ModelId, position: number): LabelScores {
      const [ids, scores] = ofLabel.get({ modelId, start: position * FLOAT_BYTES + 1 })!;
      return {
        photoIds: Int32Array.from(JSON.parse(ids) as number[]),
        scores: toFloats(Buffer.from(scores ?? '', 'hex')),
      };
    },

    /** Of some photos, all labels. Throws AppError 'damaged' when the rows are not equally wide. */
    matrix(modelId: ModelId, photoIds: readonly PhotoId[]): ScoreMatrix {
      const found: PhotoId[] = [];
      let rowBytes = 0;
      let bytes = new Uint8Array(0);
      for (const [photoId, row] of byIds.iterate(JSON.stringify(photoIds), modelId)) {
        if (found.length === 0) {
          rowBytes = row.byteLength;
          bytes = new Uint8Array(rowBytes * photoIds.length);
        }
        if (row.byteLength !== rowBytes)
          throw new AppError('damaged', say('database.scoresLength', { photoId }));
        bytes.set(row, found.length * rowBytes);
        found.push(photoId);
      }
      const labelCount = rowBytes / FLOAT_BYTES;
      return {
        photoIds: found,
        probabilities: new Float32Array(bytes.buffer, 0, found.length * labelCount),
        labelCount,
      };
    },

    /** Reads what forLabel gives for every position of the model at once, a range of photos after the other. */
    columnReader(modelId: ModelId, labelCount: number): ColumnReader {
      const total = countOf.get(modelId)!;
      const photoIds = new Int32Array(total);
      const columns = Array.from({ length: labelCount }, () => new Float32Array(total));
      const rowBytes = labelCount * FLOAT_BYTES;
      const floats = new Float32Array(labelCount);
      const bytes = new Uint8Array(floats.buffer);
      let row = 0;
      return {
        read(after, upTo) {
          for (const [photoId, probabilities] of rowsBetween.iterate(modelId, after, upTo)) {
            if (probabilities.byteLength !== rowBytes || row === total) continue;
            bytes.set(probabilities);
            photoIds[row] = photoId;
            for (let position = 0; position < labelCount; position++)
              columns[position]![row] = floats[position]!;
            row++;
          }
        },
        columns: () =>
          columns.map((scores) => ({
            photoIds: photoIds.subarray(0, row),
            scores: scores.subarray(0, row),
          })),
      };
    },

    count(modelId: ModelId): number {
      return countOf.get(modelId)!;
    },

    /** Photos with a file, missing ones included, that this model has not scored, by id. */
    missing(modelId: ModelId): PhotoId[] {
      return unscored.all(modelId);
    },

    /** Forgets the scores of all other models. */
    keepOnly(modelIds: readonly ModelId[]): void {
      dropOthers.run(JSON.stringify(modelIds));
    },
  };
}

export type ScoreStore = ReturnType<typeof createScoreStore>;

/** A copy: SQLite's bytes need not lie at a multiple of four. */
function toFloats(bytes: Buffer): Float32Array {
  const copy = new Uint8Array(bytes.byteLength);
  copy.set(bytes);
  return new Float32Array(copy.buffer);
}
