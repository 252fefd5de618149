/** One job while this process has it: its state, its progress, and who hears of them. */

import { toFailure, type FailureData } from '../../shared/errors.ts';
import type { Job, JobProblem, JobState, Progress } from '../../shared/job.ts';
import type { FinalJobState, JobStore } from '../database/job-store.ts';
import type { Clock } from './clock.ts';
import { createProgressMeter } from './progress-meter.ts';
import { createThrottle } from './throttle.ts';

export interface JobEnd {
  state: FinalJobState;
  failure: FailureData | null;
  /** what the task returned; null unless it is done */
  result: unknown;
}

export interface LiveJobSurroundings {
  jobs: JobStore;
  clock: Clock;
  /** must not throw */
  onChange(job: Job): void;
  /** errors that nobody waits for */
  onUnexpected(error: unknown): void;
}

const CHANGES_EVERY_MS = 100;
const PROGRESS_KEPT_EVERY_MS = 1_000;

/** Follows a stored job from the queue to its end; `finish` counts once, what comes later is ignored. */
export function createLiveJob(stored: Job, { jobs, clock, onChange, onUnexpected }: LiveJobSurroundings) {
  const job: Job = { ...stored };
  const meter = createProgressMeter();
  let isFinished = false;

  /** From a timer nobody would catch it; progress that could not be kept (a full disk) is no reason to stop. */
  function keepProgress(): void {
    try {
      jobs.progress(job.id, job.progress);
    } catch (error) {
      onUnexpected(error);
    }
  }

  const snapshot = (): Job => ({ ...job, progress: { ...job.progress } });
  const changes = createThrottle(clock, CHANGES_EVERY_MS, () => onChange(snapshot()));
  const keeping = createThrottle(clock, PROGRESS_KEPT_EVERY_MS, keepProgress);

  function enter(state: JobState): void {
    job.state = state;
    changes.stop();
    onChange(snapshot());
  }

  /** What cannot be stored as done (a result that is not JSON) is stored as failed. */
  function storeEnd(end: JobEnd, at: number): JobEnd {
    try {
      jobs.progress(job.id, job.progress);
      jobs.finish(job.id, end, at);
      return end;
    } catch (error) {
      onUnexpected(error);
      const failed: JobEnd = { state: 'failed', failure: toFailure(error), result: null };
      try {
        jobs.finish(job.id, failed, at);
      } catch (again) {
        onUnexpected(again);
      }
      return failed;
    }
  }

  return {
    id: job.id,
    snapshot,

    begin(): void {
      const at = clock.now();
      jobs.start(job.id, at);
      job.startedAt ??= at;
      enter('running');
    },

    /** As of TaskContext; progress that is no number is a bug of the task and fails it. */
    report(progress: Progress): void {
      if (isFinished) return;
      if (!Number.isFinite(progress.done) || (progress.total !== null && !Number.isFinite(progress.total)))
        throw new RangeError(`Progress must be finite: ${progress.done} of ${progress.total}`);
      job.progress = { ...progress };
      meter.add(clock.now(), progress);
      job.ratePerSecond = meter.ratePerSecond();
      job.secondsLeft = meter.secondsLeft();
      keeping.request();
      changes.request();
    },

    problem(problem: JobProblem): void {
      if (isFinished || !jobs.addProblem(job.id, problem)) return;
      if (problem.isWarning) job.warningCount += 1;
      else job.problemCount += 1;
      changes.request();
    },

    /** Stores the end and announces it, once. Returns the end that counts. */
    finish(end: JobEnd): JobEnd {
      if (isFinished) throw new Error(`Job ${job.id} ended twice`);
      isFinished = true;
      keeping.stop();
      const at = clock.now();
      const kept = storeEnd(end, at);
      job.finishedAt = kept.state === 'interrupted' ? null : at;
      job.failure = kept.failure;
      job.ratePerSecond = null;
      job.secondsLeft = null;
      enter(kept.state);
      return kept;
    },
  };
}

export type LiveJob = ReturnType<typeof createLiveJob>;
