/** Jobs as they are kept: their input to resume them, their end, and the files they left out. */

import type { ErrorCode, FailureData } from '../../shared/errors.ts';
import type { JobId, Timestamp } from '../../shared/ids.ts';
import type { Job, JobKind, JobProblem, JobState, Progress } from '../../shared/job.ts';
import type { LibraryDatabase } from './library-database.ts';
import { fromSentenceColumn, toSentenceColumn } from './sentence-column.ts';

export type FinalJobState = Exclude<JobState, 'queued' | 'running'>;

/** A job that did not come to an end. */
export interface UnfinishedJob {
  job: Job;
  input: unknown;
  /** how often it was started and neither ended nor was put aside in order */
  attempts: number;
}

interface JobRow {
  id: JobId;
  kind: JobKind;
  title: string;
  input: string;
  state: JobState;
  attempts: number;
  done: number;
  total: number | null;
  note: string | null;
  created_at: Timestamp;
  started_at: Timestamp | null;
  finished_at: Timestamp | null;
  failure_code: ErrorCode | null;
  failure_message: string | null;
  problem_count: number;
  warning_count: number;
}

const toJob = (row: JobRow): Job => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  state: row.state,
  progress: {
    done: row.done,
    total: row.total,
    ...(row.note === null ? {} : { note: fromSentenceColumn(row.note) }),
  },
  ratePerSecond: null,
  secondsLeft: null,
  problemCount: row.problem_count,
  warningCount: row.warning_count,
  createdAt: row.created_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  failure:
    row.failure_code === null
      ? null
      : { code: row.failure_code, message: fromSentenceColumn(row.failure_message ?? '') },
});

const selectJob = `
  SELECT job.*,
    (SELECT count(*) FROM job_problem WHERE job_id = job.id AND is_warning = 0) AS problem_count,
    (SELECT count(*) FROM job_problem WHERE job_id = job.id AND is_warning = 1) AS warning_count
  FROM job`;

/** Reads and writes the tables `job` and `job_problem`. */
export function createJobStore(db: LibraryDatabase) {
  const insert = db
    .prepare<[JobKind, string, string, Timestamp, number], JobId>(
      `INSERT INTO job (kind, title, input, state, created_at, owner_pid)
       VALUES (?, ?, ?, 'queued', ?, ?) RETURNING id`,
    )
    .pluck();
  const requeue = db.prepare<[number, JobId]>(
    `UPDATE job SET state = 'queued', owner_pid = ?, finished_at = NULL WHERE id = ?`,
  );
  const start = db.prepare<[Timestamp, JobId]>(
    `UPDATE job SET state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, ?)
     WHERE id = ?`,
  );
  const setProgress = db.prepare<[number, number | null, string | null, JobId]>(
    'UPDATE job SET done = ?, total = ?, note = ? WHERE id = ?',
  );
  const finish = db.prepare<unknown[]>(
    `UPDATE job SET state = ?, finished_at = ?, failure_code = ?, failure_message = ?, result = ?,
       attempts = CASE WHEN ? THEN 0 ELSE attempts END
     WHERE id = ?`,
  );
  const insertProblem = db.prepare<[JobId, string, string, string, number]>(
    `INSERT INTO job_problem (job_id, subject, code, message, is_warning) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const problemsOf = db.prepare<
    [JobId],
    { subject: string; code: ErrorCode; message: string; is_warning: number }
  >('SELECT * FROM job_problem WHERE job_id = ? ORDER BY rowid');
  const byId = db.prepare<[JobId], JobRow>(`${selectJob} WHERE id = ?`);
  const newest = db.prepare<[number], JobRow>(`${selectJob} ORDER BY id DESC LIMIT ?`);
  const open = db.prepare<[], JobRow>(
    `${selectJob} WHERE state IN ('queued', 'running', 'interrupted') ORDER BY id`,
  );
  const newestDone = db
    .prepare<[JobKind], JobId>(
      `SELECT id FROM job WHERE kind = ? AND state = 'done' ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const resultById = db.prepare<[JobId], string | null>('SELECT result FROM job WHERE id = ?').pluck();

  return {
    /** input: anything JSON can hold */
    create(
      job: { kind: JobKind; title: string; input: unknown },
      at: Timestamp = Date.now(),
      ownerPid: number = process.pid,
    ): JobId {
      return insert.get(job.kind, job.title, JSON.stringify(job.input ?? null), at, ownerPid)!;
    },

    /** An unfinished job gets a new owner and waits for its turn again. */
    requeue(id: JobId, ownerPid: number = process.pid): void {
      requeue.run(ownerPid, id);
    },

    /** A resumed job keeps the time of its first start. */
    start(id: JobId, at: Timestamp = Date.now()): void {
      start.run(at, id);
    },

    progress(id: JobId, { done, total, note }: Progress): void {
      setProgress.run(done, total, note ? toSentenceColumn(note) : null, id);
    },

    /** result: of a job that is done, anything JSON can hold */
    finish(
      id: JobId,
      end: { state: FinalJobState; failure?: FailureData | null; result?: unknown },
      at: Timestamp = Date.now(),
    ): void {
      const { state, failure = null, result } = end;
      const isPutAside = state === 'interrupted';
      finish.run(
        state,
        isPutAside ? null : at,
        failure?.code ?? null,
        failure ? toSentenceColumn(failure.message) : null,
        result === undefined ? null : JSON.stringify(result),
        Number(isPutAside),
        id,
      );
    },

    /** False when the same problem of the same subject is on the list already (a resumed job met it again). */
    addProblem(id: JobId, { subject, code, message, isWarning }: JobProblem): boolean {
      return insertProblem.run(id, subject, code, toSentenceColumn(message), Number(isWarning)).changes === 1;
    },

    problems(id: JobId): JobProblem[] {
      return problemsOf.all(id).map((row) => ({
        subject: row.subject,
        code: row.code,
        message: fromSentenceColumn(row.message),
        isWarning: row.is_warning === 1,
      }));
    },

    get(id: JobId): Job | null {
      const row = byId.get(id);
      return row ? toJob(row) : null;
    },

    /** What the job returned; null when it did not come that far. */
    result(id: JobId): unknown {
      const text = resultById.get(id);
      return text === undefined || text === null ? null : JSON.parse(text);
    },

    /** The newest job of a kind that came to its end; null when there is none. */
    latestDone(kind: JobKind): JobId | null {
      return newestDone.get(kind) ?? null;
    },

    /** Newest first. */
    list(limit = 100): Job[] {
      return newest.all(limit).map(toJob);
    },

    /**
     * Jobs queued, running or put aside, oldest first. While the job lock is held (see job-lock.ts) nobody else can
     * be at work on one, so those of other processes are left over from a crash or an orderly quit.
     */
    unfinished(): UnfinishedJob[] {
      return open.all().map((row) => ({
        job: toJob(row),
        input: JSON.parse(row.input) as unknown,
        attempts: row.attempts,
      }));
    },
  };
}

export type JobStore = ReturnType<typeof createJobStore>;
