/** How the desktop hears of jobs: the taskbar's progress, and a notification when a long one ends. */

import type { Job } from '../../shared/job.ts';
import type { Language } from '../../shared/language.ts';
import { say } from '../../shared/sentences/say.ts';
import { sentenceIn } from '../../shared/sentences/sentence-in.ts';
import type { Platform } from './desktop-session.ts';
import { wordsIn } from './words.ts';

/** Shorter jobs are over before anybody has turned away. */
const LONG_JOB_MS = 10_000;

/** Follows the jobs of the shown library. */
export function createJobSignals(platform: Platform, language: () => Language): (job: Job) => void {
  return (job) => {
    // It comes by itself while the person looks at what it is for.
    if (job.kind === 'follow-up') return;
    if (job.state === 'running') {
      const { done, total } = job.progress;
      platform.setProgress(total === null || total === 0 ? 0 : Math.min(1, done / total));
      return;
    }
    if (job.state === 'queued') return;
    platform.setProgress(null);
    const { state, startedAt, finishedAt, failure } = job;
    if (startedAt === null || finishedAt === null || finishedAt - startedAt < LONG_JOB_MS) return;
    if (state === 'interrupted' || state === 'cancelled') return;
    const spoken = language();
    platform.notify(
      `${sentenceIn(spoken, say(`jobTitles.${job.kind}`))}: ${wordsIn(spoken).jobEnded[state]}`,
      failure && failure.code !== 'internal' ? sentenceIn(spoken, failure.message) : '',
    );
  };
}
