/** Long operations: as jobs kept in the library, or as tasks that leave nothing behind. */

import { AppError, fromFailure } from '../shared/errors.ts';
import type { JobId } from '../shared/ids.ts';
import type { JobKind, JobProblem } from '../shared/job.ts';
import { verbatim } from '../shared/sentences/sentence.ts';
import type { TaskContext } from '../main/task-context.ts';
import { onStopSignal } from './stop-signals.ts';
import type { Session } from './session.ts';

export interface JobRun<Report> {
  report: Report;
  problems: JobProblem[];
}

/** What a person wants to know after Ctrl-C. */
const afterStop: Partial<Record<JobKind, string>> = {
  import: 'What was read so far is kept; the same command goes on from there.',
  train: 'Nothing was changed.',
  evaluate: 'Nothing was changed.',
  'auto-tag':
    'What was tagged so far is kept; the same command goes on from there, “tagwright undo” takes it back.',
  undo: 'The same command goes on from there.',
};

/**
 * Runs a job to its end, with progress on the terminal; Ctrl-C cancels it in order.
 *
 * input    JSON with absolute paths: a job may be resumed from another folder
 * Throws AppError: why the job failed, 'cancelled' after Ctrl-C, 'conflict' while another process is at work.
 */
export async function runJob<Report>(
  session: Session,
  kind: JobKind,
  title: string,
  input: unknown,
): Promise<JobRun<Report>> {
  const { app, progress } = session;
  const { id, finished } = app.jobs.start(kind, title, input);
  endLeftovers(session, kind, input, id);
  const stopListening = onStopSignal(() => app.jobs.cancel(id));
  const job = await finished.finally(stopListening);
  progress.clear();
  if (job.failure?.code === 'internal')
    throw new AppError('internal', job.failure.message, { cause: session.latestUnexpected() });
  if (job.failure) throw fromFailure(job.failure);
  if (job.state !== 'done')
    throw new AppError('cancelled', verbatim(`Stopped. ${afterStop[kind] ?? ''}`.trimEnd()));
  return { report: job.result as Report, problems: app.problemsOf(id) };
}

/**
 * Jobs of a process that is gone, which this one replaces: the desktop app would resume them later. Undoing replaces
 * a broken-off auto-tag job, too, or its tags would come back.
 */
function endLeftovers({ app }: Session, kind: JobKind, input: unknown, ownId: JobId): void {
  const purpose = JSON.stringify(input ?? null);
  for (const { job, input: before } of app.library.jobs.unfinished()) {
    const isSame = job.kind === kind && JSON.stringify(before) === purpose;
    const isUndone = kind === 'undo' && job.kind === 'auto-tag';
    if (job.id !== ownId && (isSame || isUndone)) app.jobs.cancel(job.id);
  }
}

/**
 * Runs something that is not kept as a job, with the same progress and the same Ctrl-C.
 *
 * Throws what the task throws.
 */
export async function runTask<Result>(
  { progress }: Pick<Session, 'progress'>,
  task: (context: TaskContext) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const stopListening = onStopSignal(() => stop.abort(new AppError('cancelled', verbatim('Stopped.'))));
  try {
    return await task({ signal: stop.signal, report: (now) => progress.show(now) });
  } finally {
    stopListening();
    progress.clear();
  }
}
