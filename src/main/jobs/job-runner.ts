/** Runs jobs: one heavy job at a time per library, kept in the database, cancelled, resumed. */

import { AppError, toFailure } from '../../shared/errors.ts';
import type { JobId } from '../../shared/ids.ts';
import type { Job, JobKind, JobProblem } from '../../shared/job.ts';
import { say } from '../../shared/sentences/say.ts';
import type { JobLock } from '../database/job-lock.ts';
import type { JobStore } from '../database/job-store.ts';
import type { TaskContext } from '../task-context.ts';
import { systemClock, type Clock } from './clock.ts';
import { createLiveJob, type JobEnd, type LiveJob } from './live-job.ts';

/** What the task of a job is given. */
export interface JobContext extends TaskContext {
  jobId: JobId;
  /** One file or row was left out, or taken with a warning; the job goes on. */
  problem(problem: JobProblem): void;
}

export interface JobHandler<Input, Result> {
  /** Checks what start was given, or what the database kept; whatever it throws becomes 'invalid-input'. */
  parseInput(input: unknown): Input;
  /** The work. A resumed job is given its input again and finds out itself what is done. Returns JSON. */
  run(input: Input, context: JobContext): Promise<Result>;
}

/** A job at its end, with what its task returned (null unless `state` is 'done'). */
export type FinishedJob = Job & { result: unknown };

export interface StartedJob {
  id: JobId;
  /** Never rejects: the state tells how it ended, `failure` why. */
  finished: Promise<FinishedJob>;
}

export interface JobRunnerOptions {
  jobs: JobStore;
  lock: JobLock;
  /** hears of every new state, and of progress at most ten times a second */
  onChange?: (job: Job) => void;
  /** bugs, for the log: the person sees the job's failure */
  onUnexpected?: (error: unknown) => void;
  clock?: Clock;
}

interface Entry {
  live: LiveJob;
  run(context: JobContext): Promise<unknown>;
  controller: AbortController;
  settle(finished: FinishedJob): void;
}

/** A job that took the process down this often is not started again by itself. */
const MAX_ATTEMPTS = 3;

const byPerson = () => new AppError('cancelled', say('jobs.cancelled'));
/** Told from a person's wish by being this very object. */
const putAside = new AppError('cancelled', say('jobs.interrupted'));

/** True when Tagwright was quit while a job ran: it will go on at the next start, and wants what it has so far. */
export function isPutAside(signal: AbortSignal): boolean {
  return signal.reason === putAside;
}

function parse<Input, Result>(kind: JobKind, handler: JobHandler<Input, Result>, raw: unknown): Input {
  try {
    return handler.parseInput(raw);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid-input', say('jobs.notUnderstood', { kind }), {
      cause: error,
    });
  }
}

export type JobRunner = ReturnType<typeof createJobRunner>;

/** A runner for one open library. Close it before the database. */
export function createJobRunner(options: JobRunnerOptions) {
  const { jobs, lock, clock = systemClock, onUnexpected = () => {} } = options;
  const kinds = new Map<JobKind, (input: unknown) => Entry['run']>();
  const queue: Entry[] = [];
  const cancelled = new Set<JobId>();
  let running: Entry | null = null;
  let work: Promise<void> | null = null;
  let isClosing = false;

  /** A listener that throws must not take a job down with it. */
  function announce(job: Job): void {
    try {
      options.onChange?.(job);
    } catch (error) {
      onUnexpected(error);
    }
  }

  function prepare(kind: JobKind, input: unknown): Entry['run'] {
    const known = kinds.get(kind);
    if (known === undefined) throw new Error(`No handler is registered for jobs of kind ${kind}`);
    return known(input);
  }

  function takeLock(): void {
    if (lock.acquire()) return;
    const busy = jobs.unfinished().find(({ job }) => job.state === 'running')?.job.kind;
    throw new AppError(
      'conflict',
      busy ? say('jobs.libraryBusyWith', { job: say(`jobTitles.${busy}`) }) : say('jobs.libraryBusy'),
    );
  }

  function releaseWhenIdle(): void {
    if (work === null && queue.length === 0) lock.release();
  }

  function end(entry: Entry, wanted: JobEnd): void {
    const { result } = entry.live.finish(wanted);
    cancelled.delete(entry.live.id);
    entry.settle({ ...entry.live.snapshot(), result });
  }

  /** What the end of a task that threw is called. */
  function endAfter(error: unknown, entry: Entry): JobEnd {
    if (cancelled.has(entry.live.id)) return { state: 'cancelled', failure: null, result: null };
    if (entry.controller.signal.aborted) return { state: 'interrupted', failure: null, result: null };
    const failure = toFailure(error);
    if (failure.code === 'cancelled') return { state: 'cancelled', failure: null, result: null };
    if (failure.code === 'internal') onUnexpected(error);
    return { state: 'failed', failure, result: null };
  }

  async function runOne(entry: Entry): Promise<void> {
    const { live, controller } = entry;
    let wanted: JobEnd;
    try {
      live.begin();
      const result = await entry.run({
        jobId: live.id,
        signal: controller.signal,
        report: live.report,
        problem: live.problem,
      });
      wanted = { state: 'done', failure: null, result: result ?? null };
    } catch (error) {
      wanted = endAfter(error, entry);
    }
    end(entry, wanted);
  }

  async function workOff(): Promise<void> {
    // whoever starts a job has its id before the first change of it is announced
    await Promise.resolve();
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      running = entry;
      await runOne(entry);
      running = null;
    }
    work = null;
    releaseWhenIdle();
  }

  function enqueue(job: Job, run: Entry['run']): StartedJob {
    const live = createLiveJob(job, { jobs, clock, onChange: announce, onUnexpected });
    const { promise, resolve } = Promise.withResolvers<FinishedJob>();
    queue.push({ live, run, controller: new AbortController(), settle: resolve });
    work ??= workOff();
    return { id: live.id, finished: promise };
  }

  function isOurs(id: JobId): boolean {
    return running?.live.id === id || queue.some((entry) => entry.live.id === id);
  }

  /** Ends a job that no runner has: it is left over from a process that is gone. */
  function endLeftover(id: JobId, leftoverEnd: Omit<JobEnd, 'result'>): void {
    jobs.finish(id, leftoverEnd, clock.now());
    announce(jobs.get(id)!);
  }

  function resume({ job, input, attempts }: ReturnType<JobStore['unfinished']>[number]): StartedJob | null {
    if (attempts >= MAX_ATTEMPTS) {
      const message = say('jobs.endedTooOften', { times: attempts });
      endLeftover(job.id, { state: 'failed', failure: { code: 'internal', message } });
      return null;
    }
    try {
      const run = prepare(job.kind, input);
      jobs.requeue(job.id);
      return enqueue(jobs.get(job.id)!, run);
    } catch (error) {
      endLeftover(job.id, { state: 'failed', failure: toFailure(error) });
      return null;
    }
  }

  return {
    /** Says how jobs of a kind are done. Each kind once, before any is started. */
    register<Input, Result>(kind: JobKind, handler: JobHandler<Input, Result>): void {
      if (kinds.has(kind)) throw new Error(`Jobs of kind ${kind} have a handler already`);
      kinds.set(kind, (raw) => {
        const input = parse(kind, handler, raw);
        return (context) => handler.run(input, context);
      });
    },

    /**
     * Queues a job. A task must not wait for another job: both would wait for ever.
     *
     * input   JSON; kept, so that the job can be resumed
     * throws  AppError 'invalid-input', or 'conflict' when another process runs a job on this library
     */
    start(kind: JobKind, title: string, input: unknown): StartedJob {
      if (isClosing) throw new AppError('conflict', say('jobs.closing'));
      const run = prepare(kind, input);
      takeLock();
      try {
        const id = jobs.create({ kind, title, input }, clock.now());
        const job = jobs.get(id)!;
        const started = enqueue(job, run);
        announce(job);
        return started;
      } finally {
        releaseWhenIdle();
      }
    },

    /**
     * Asks a job to stop; one that has ended stays as it is. A running task decides when it can: within a second.
     * Throws AppError 'not-found', or 'conflict' when the job runs in another process.
     */
    cancel(id: JobId): void {
      const job = jobs.get(id);
      if (job === null) throw new AppError('not-found', say('jobs.noSuchJob', { id }));
      if (running?.live.id === id) {
        cancelled.add(id);
        running.controller.abort(byPerson());
        return;
      }
      const place = queue.findIndex((entry) => entry.live.id === id);
      if (place >= 0) {
        end(queue.splice(place, 1)[0]!, { state: 'cancelled', failure: null, result: null });
        return;
      }
      if (job.finishedAt !== null) return;
      takeLock();
      endLeftover(id, { state: 'cancelled', failure: null });
      releaseWhenIdle();
    },

    /**
     * Queues the jobs that a crash or a quit broke off, oldest first; those whose kind is not registered here stay.
     * Does nothing while another process is at work on the library.
     */
    resumeInterrupted(): StartedJob[] {
      if (isClosing || !lock.acquire()) return [];
      try {
        return jobs
          .unfinished()
          .filter(({ job }) => kinds.has(job.kind) && !isOurs(job.id))
          .map(resume)
          .filter((started) => started !== null);
      } finally {
        releaseWhenIdle();
      }
    },

    /**
     * Stops in order: running and queued jobs are put aside as 'interrupted' and go on at the next start. Done when
     * the running task has noticed.
     */
    async close(): Promise<void> {
      isClosing = true;
      for (const entry of queue.splice(0)) end(entry, { state: 'interrupted', failure: null, result: null });
      running?.controller.abort(putAside);
      await work;
    },
  };
}
