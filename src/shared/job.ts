/** A job: any operation over a second. Persisted, cancellable, resumed after a crash. */

import type { ErrorCode, FailureData } from './errors.ts';
import type { JobId, Timestamp } from './ids.ts';
import type { Sentence } from './sentences/sentence.ts';

export const jobKinds = [
  'import',
  'embed',
  'train',
  'follow-up',
  'evaluate',
  'score',
  'auto-tag',
  'undo',
  'duplicates',
  'starter-labels',
  'sample',
] as const;
export type JobKind = (typeof jobKinds)[number];

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const;
/** `interrupted`: the process ended while it ran; it is resumed at the next start. */
export type JobState = (typeof jobStates)[number];

/** What a task reports, as often as it likes. */
export interface Progress {
  done: number;
  /** null while it is not known yet (still counting files) */
  total: number | null;
  /** what is happening now, a few words: "Reading photos" */
  note?: Sentence;
}

/** One file or row that was left out, and why. It does not stop the job. */
export interface JobProblem {
  /** usually a file path */
  subject: string;
  code: ErrorCode;
  message: Sentence;
  /** true: the photo was taken all the same */
  isWarning: boolean;
}

export interface Job {
  id: JobId;
  kind: JobKind;
  title: string;
  state: JobState;
  progress: Progress;
  /** units of `progress` per second, measured over the last seconds; null before there is a measure */
  ratePerSecond: number | null;
  secondsLeft: number | null;
  /** problems that left something out, warnings not counted */
  problemCount: number;
  warningCount: number;
  createdAt: Timestamp;
  startedAt: Timestamp | null;
  finishedAt: Timestamp | null;
  /** set when state is 'failed' */
  failure: FailureData | null;
}
