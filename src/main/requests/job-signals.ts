/** How the desktop hears of jobs: the taskbar's progress, and a notification when a long one ends. */

import type { Job } from '../../shared/job.ts';
import type { Platform } from './desktop-session.ts';
import type { DesktopWords } from './words.ts';

/** Shorter jobs are over before anybody has turned away. */
const LONG_JOB_MS = 10_000;

/** Follows the jobs of the shown library. */
export function createJobSignals(platform: Platform, words: () => DesktopWords): (job: Job) => void {
  return (job) => {
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
    const { jobs, jobEnded } = words();
    platform.notify(
      `${jobs[job.kind]}: ${jobEnded[state]}`,
      failure && failure.code !== 'internal' ? failure.message : '',
    );
  };
}
