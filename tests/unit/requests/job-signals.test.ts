import { expect, test } from 'vitest';
import { createJobSignals } from '../../../src/main/requests/job-signals.ts';
import type { JobId } from '../../../src/shared/ids.ts';
import type { Job } from '../../../src/shared/job.ts';
import { verbatim } from '../../../src/shared/sentences/sentence.ts';
import { fakePlatform } from '../../helpers/fake-platform.ts';

const job: Job = {
  id: 1 as JobId,
  kind: 'import',
  title: 'Importing photos',
  state: 'running',
  progress: { done: 30, total: 120 },
  ratePerSecond: null,
  secondsLeft: null,
  problemCount: 0,
  warningCount: 0,
  createdAt: 0,
  startedAt: 1000,
  finishedAt: null,
  failure: null,
};

function follow(language: 'en' | 'de', ...jobs: Job[]): { progress: (number | null)[]; notes: string[] } {
  const heard = { progress: [] as (number | null)[], notes: [] as string[] };
  const signal = createJobSignals(
    fakePlatform({
      setProgress: (share) => heard.progress.push(share),
      notify: (title, body) => heard.notes.push(`${title}|${body}`),
    }),
    () => language,
  );
  jobs.forEach(signal);
  return heard;
}

test('shows the share that is done, and takes it away at the end', () => {
  const uncounted = { ...job, progress: { done: 3, total: null } };
  const done: Job = { ...job, state: 'done', finishedAt: 3000 };
  expect(follow('en', uncounted, job, done)).toEqual({ progress: [0, 0.25, null], notes: [] });
});

test('tells of the end of a long job, in the chosen language, with its reason', () => {
  const done: Job = { ...job, state: 'done', finishedAt: 60_000 };
  const failed: Job = {
    ...done,
    state: 'failed',
    failure: { code: 'disk-full', message: verbatim('The disk is full.') },
  };
  expect(follow('en', done, failed).notes).toEqual([
    'Importing photos: Finished|',
    'Importing photos: Did not work|The disk is full.',
  ]);
  expect(follow('de', done).notes).toEqual(['Fotos importieren: Fertig|']);
});

test('does not tell of what the person stopped', () => {
  expect(follow('en', { ...job, state: 'cancelled', finishedAt: 60_000 }).notes).toEqual([]);
});
