import { expect, test } from 'vitest';
import { progressOf } from '../../../../src/renderer/screens/train/run-progress.ts';
import type { JobId } from '../../../../src/shared/ids.ts';
import type { Job, Progress } from '../../../../src/shared/job.ts';
import { say } from '../../../../src/shared/sentences/say.ts';

function jobAt(
  progress: Progress,
  ratePerSecond: number | null = null,
  secondsLeft: number | null = null,
): Job {
  return {
    id: 1 as JobId,
    kind: 'train',
    title: 'Train a model',
    state: 'running',
    progress,
    ratePerSecond,
    secondsLeft,
    problemCount: 0,
    warningCount: 0,
    createdAt: 0,
    startedAt: 0,
    finishedAt: null,
    failure: null,
  };
}

test('fine-tuning counts the photos it shows', () => {
  const note = say('fineTuning.learning', { epoch: 2, epochs: 14 });
  const job = jobAt({ done: 300, total: 1400, note }, 10, 110);
  expect(progressOf(job, 100)).toEqual({
    step: 'tuning',
    done: 300,
    total: 1400,
    ratePerSecond: 10,
    secondsLeft: 110,
  });
});

test('while it learns, the most epochs are the bound, and the time left is at most theirs', () => {
  const job = jobAt({ done: 20, total: null, note: say('notes.learning', { epoch: 20 }) }, 4);
  expect(progressOf(job, 100)).toEqual({
    step: 'learning',
    done: 20,
    total: 100,
    ratePerSecond: 4,
    secondsLeft: 20,
  });
  expect(progressOf(job, null)).toMatchObject({ total: null, secondsLeft: null });
});

test('other steps have their own totals', () => {
  const reading = jobAt({ done: 5, total: 50, note: say('notes.readingPhotos') }, 10, 4.5);
  expect(progressOf(reading, 100)).toMatchObject({ step: 'reading', total: 50, secondsLeft: 4.5 });
  const checking = jobAt({ done: 2, total: 5, note: say('notes.crossValidating', { part: 2, parts: 5 }) });
  expect(progressOf(checking, 100)).toMatchObject({ step: 'checking', done: 2, total: 5 });
  expect(progressOf(jobAt({ done: 1, total: 9, note: say('notes.scoringPhotos') }), 100).step).toBe(
    'scoring',
  );
});

test('before the first note it is getting ready; while another job comes first, it waits', () => {
  expect(progressOf(jobAt({ done: 0, total: null }), 100).step).toBe('waiting');
  const queued: Job = {
    ...jobAt({ done: 3, total: null, note: say('notes.learning', { epoch: 3 }) }),
    state: 'queued',
  };
  expect(progressOf(queued, 100).step).toBe('queued');
});
