/** Auto-tag runs: one row per time a model tagged photos. */

import type { JobId, ModelId, RunId, Timestamp } from '../../shared/ids.ts';
import type { LibraryDatabase } from './library-database.ts';

export type WriteMode = 'none' | 'csv' | 'xmp';
export type RunState = 'running' | 'done' | 'cancelled' | 'undone';

export interface AutoTagRun {
  id: RunId;
  /** null when the model was deleted */
  modelId: ModelId | null;
  jobId: JobId | null;
  writeMode: WriteMode;
  state: RunState;
  startedAt: Timestamp;
  finishedAt: Timestamp | null;
  undoneAt: Timestamp | null;
}

interface RunRow {
  id: RunId;
  model_id: ModelId | null;
  job_id: JobId | null;
  write_mode: WriteMode;
  state: RunState;
  started_at: Timestamp;
  finished_at: Timestamp | null;
  undone_at: Timestamp | null;
}

const toRun = (row: RunRow): AutoTagRun => ({
  id: row.id,
  modelId: row.model_id,
  jobId: row.job_id,
  writeMode: row.write_mode,
  state: row.state,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  undoneAt: row.undone_at,
});

/** The part of the run store that reads and writes the table `auto_tag_run`. */
export function createAutoTagRuns(db: LibraryDatabase) {
  const insert = db
    .prepare<[ModelId, JobId | null, WriteMode, Timestamp], RunId>(
      `INSERT INTO auto_tag_run (model_id, job_id, write_mode, state, started_at)
       VALUES (?, ?, ?, 'running', ?) RETURNING id`,
    )
    .pluck();
  const finish = db.prepare<[RunState, Timestamp, RunId]>(
    'UPDATE auto_tag_run SET state = ?, finished_at = ? WHERE id = ?',
  );
  const undo = db.prepare<[Timestamp, RunId]>(
    `UPDATE auto_tag_run SET state = 'undone', undone_at = ? WHERE id = ?`,
  );
  const byId = db.prepare<[RunId], RunRow>('SELECT * FROM auto_tag_run WHERE id = ?');
  const byJob = db.prepare<[JobId], RunRow>(
    'SELECT * FROM auto_tag_run WHERE job_id = ? ORDER BY id DESC LIMIT 1',
  );
  const newestUndoable = db.prepare<[], RunRow>(
    `SELECT * FROM auto_tag_run WHERE state <> 'undone' ORDER BY id DESC LIMIT 1`,
  );
  const every = db.prepare<[], RunRow>('SELECT * FROM auto_tag_run ORDER BY id DESC');
  const found = (row: RunRow | undefined) => (row ? toRun(row) : null);

  return {
    startRun(
      run: { modelId: ModelId; jobId: JobId | null; writeMode: WriteMode },
      at: Timestamp = Date.now(),
    ): RunId {
      return insert.get(run.modelId, run.jobId, run.writeMode, at)!;
    },

    finishRun(runId: RunId, state: 'done' | 'cancelled', at: Timestamp = Date.now()): void {
      finish.run(state, at, runId);
    },

    markRunUndone(runId: RunId, at: Timestamp = Date.now()): void {
      undo.run(at, runId);
    },

    getRun(runId: RunId): AutoTagRun | null {
      return found(byId.get(runId));
    },

    /** The run that a resumed job goes on with. */
    runOfJob(jobId: JobId): AutoTagRun | null {
      return found(byJob.get(jobId));
    },

    /** The newest run that was not undone yet, one that was broken off included. */
    latestUndoableRun(): AutoTagRun | null {
      return found(newestUndoable.get());
    },

    /** Newest first. */
    listRuns(): AutoTagRun[] {
      return every.all().map(toRun);
    },
  };
}
