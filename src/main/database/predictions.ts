/** Predictions: what a run applied or suggested, photo by photo. */

import type { LabelId, PhotoId, Probability, RunId } from '../../shared/ids.ts';
import type { Decision } from '../../shared/threshold.ts';
import type { LibraryDatabase } from './library-database.ts';

export interface Prediction {
  labelId: LabelId;
  score: Probability;
  decision: Exclude<Decision, 'none'>;
}

export interface PhotoPredictions {
  photoId: PhotoId;
  /** empty: the run looked at the photo and found no label likely enough */
  predictions: Prediction[];
}

export interface CurrentPredictions extends PhotoPredictions {
  /** the run they come from */
  runId: RunId;
}

type PredictionRow = [
  photoId: PhotoId,
  runId: RunId,
  labelId: LabelId | null,
  score: Probability,
  decision: Prediction['decision'],
];

/** With a hundred labels each, they are read while nobody notices. */
const PHOTOS_AT_ONCE = 200;

/** The part of the run store that reads and writes the tables `run_photo` and `prediction`. */
export function createPredictions(db: LibraryDatabase) {
  const markDone = db.prepare<[RunId, PhotoId]>(
    'INSERT INTO run_photo (run_id, photo_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const insert = db.prepare<[RunId, PhotoId, LabelId, Probability, string]>(
    `INSERT INTO prediction (run_id, photo_id, label_id, score, decision) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (run_id, photo_id, label_id) DO UPDATE SET score = excluded.score, decision = excluded.decision`,
  );
  const done = db
    .prepare<[RunId], PhotoId>('SELECT photo_id FROM run_photo WHERE run_id = ? ORDER BY photo_id')
    .pluck();
  const counts = db
    .prepare<[], [RunId, number]>('SELECT run_id, count(*) FROM run_photo GROUP BY run_id')
    .raw();
  const drop = db.prepare<[RunId]>('DELETE FROM run_photo WHERE run_id = ?');
  const ofRun = db
    .prepare<[string, RunId], PredictionRow>(
      `SELECT photo_id, run_id, label_id, score, decision
       FROM json_each(?) AS wanted
         JOIN run_photo ON run_photo.photo_id = wanted.value
         LEFT JOIN prediction USING (run_id, photo_id)
       WHERE run_id = ? ORDER BY wanted.key, score DESC, label_id`,
    )
    .raw();
  const countOf = db.prepare<[RunId], number>('SELECT count(*) FROM prediction WHERE run_id = ?').pluck();
  const current = db
    .prepare<[string], PredictionRow>(
      `SELECT photo_id, run_id, label_id, score, decision
       FROM json_each(?) AS wanted
         JOIN newest_run ON newest_run.photo_id = wanted.value
         LEFT JOIN prediction USING (run_id, photo_id)
       ORDER BY wanted.key, score DESC, label_id`,
    )
    .raw();

  return {
    /** Marks photos as done in a run and keeps their predictions, all or nothing. Call it in a transaction. */
    addResults(runId: RunId, results: readonly PhotoPredictions[]): void {
      for (const { photoId, predictions } of results) {
        markDone.run(runId, photoId);
        for (const { labelId, score, decision } of predictions)
          insert.run(runId, photoId, labelId, score, decision);
      }
    },

    /** Photos that a resumed run need not look at again. */
    photosDone(runId: RunId): PhotoId[] {
      return done.all(runId);
    },

    /** How many photos each run finished; runs without any are left out. */
    photoCounts(): Map<RunId, number> {
      return new Map(counts.all());
    },

    /** Of the run, with its list of finished photos. Returns how many predictions went. */
    deletePredictions(runId: RunId): number {
      const count = countOf.get(runId)!;
      drop.run(runId);
      return count;
    },

    /**
     * Every photo the run finished, by id, with what it got, the most likely label first; some photos at a time,
     * because all together would fill the memory.
     */
    *predictionsOf(runId: RunId): Generator<CurrentPredictions[]> {
      const photoIds = done.all(runId);
      for (let start = 0; start < photoIds.length; start += PHOTOS_AT_ONCE)
        yield gather(ofRun.all(JSON.stringify(photoIds.slice(start, start + PHOTOS_AT_ONCE)), runId));
    },

    /** From the newest run per photo that was not undone, in the order of `photoIds`; photos without any are left out. */
    currentPredictions(photoIds: readonly PhotoId[]): CurrentPredictions[] {
      return gather(current.all(JSON.stringify(photoIds)));
    },
  };
}

/** Rows of one photo lie side by side. */
function gather(rows: PredictionRow[]): CurrentPredictions[] {
  const results: CurrentPredictions[] = [];
  for (const [photoId, runId, labelId, score, decision] of rows) {
    let last = results.at(-1);
    if (last?.photoId !== photoId) {
      last = { photoId, runId, predictions: [] };
      results.push(last);
    }
    if (labelId !== null) last.predictions.push({ labelId, score, decision });
  }
  return results;
}
