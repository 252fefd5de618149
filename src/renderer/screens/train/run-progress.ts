/** How far a training is: its steps, and how long it can still take. */

import type { Job } from '../../../shared/job.ts';
import type { SentenceKey } from '../../../shared/sentences/say.ts';

/** queued: another job comes first; waiting: it runs, and has not said yet what it does */
export type TrainingStep =
  'queued' | 'waiting' | 'looking' | 'tuning' | 'reading' | 'learning' | 'checking' | 'scoring';

export interface RunProgress {
  step: TrainingStep;
  done: number;
  /** null: nothing to measure against */
  total: number | null;
  /** per second; epochs while it learns, photos while it reads and scores */
  ratePerSecond: number | null;
  /** while it learns: at most, because it stops early */
  secondsLeft: number | null;
}

/** What main's notes tell; all others are of learning. */
const steps: Readonly<Partial<Record<string, TrainingStep>>> = {
  ['fineTuning.looking' satisfies SentenceKey]: 'looking',
  ['fineTuning.headFirst' satisfies SentenceKey]: 'waiting',
  ['fineTuning.learning' satisfies SentenceKey]: 'tuning',
  ['notes.readingPhotos' satisfies SentenceKey]: 'reading',
  ['notes.crossValidating' satisfies SentenceKey]: 'checking',
  ['notes.scoringPhotos' satisfies SentenceKey]: 'scoring',
};

/**
 * Reads a training job. While epochs are learned the job knows no total, because it stops when nothing improves any
 * more: then the most epochs it may take are the bound.
 */
export function progressOf(job: Job, maxEpochs: number | null): RunProgress {
  const { progress, ratePerSecond, secondsLeft } = job;
  const { note, done, total } = progress;
  const running = note ? (steps[note.key ?? ''] ?? 'learning') : 'waiting';
  const step = job.state === 'queued' ? 'queued' : running;
  if (step !== 'learning') return { step, done, total, ratePerSecond, secondsLeft };
  const isTimed = maxEpochs !== null && ratePerSecond !== null && ratePerSecond > 0;
  return {
    step,
    done,
    total: maxEpochs,
    ratePerSecond,
    secondsLeft: isTimed ? Math.max(0, maxEpochs - done) / ratePerSecond : null,
  };
}
