/** What every long task of main is given. */

import type { Progress } from '../shared/job.ts';

export interface TaskContext {
  /** look at it between batches: `signal.throwIfAborted()` */
  signal: AbortSignal;
  /** call it as often as you like; the job runner thins it out */
  report(progress: Progress): void;
}

/** A context for callers that neither cancel nor watch. */
export function quietContext(): TaskContext {
  return { signal: new AbortController().signal, report: () => {} };
}
