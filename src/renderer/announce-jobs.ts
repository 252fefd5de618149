/** Tells a screen reader how a job goes: its start, every quarter, its end. */

import { untrack } from 'svelte';
import type { Job } from '../shared/job.ts';
import { say } from '../shared/sentences/say.ts';
import { said } from './messages/said.ts';
import { text } from './messages/text.ts';
import type { AppState } from './state/app-state.svelte.ts';

const told = new WeakMap<AppState, { id: number; quarter: number; ended: number }>();

/** To be run in an effect: announces what is new about the running and the latest finished job. */
export function announceJobs(app: AppState): void {
  // A follow-up comes by itself, again and again, while the person answers.
  const isTold = (job: Job | null | undefined) => (job?.kind === 'follow-up' ? null : job);
  const running = isTold(app.jobs.running);
  const ended = isTold(app.jobs.finished[0]);
  const last = told.get(app) ?? { id: 0, quarter: 0, ended: 0 };
  const quarter = running ? quarterOf(running) : 0;
  const isNews = running && (running.id !== last.id || quarter > last.quarter);
  const isEnd = ended && ended.id !== last.ended;
  told.set(app, {
    id: running?.id ?? last.id,
    quarter: running ? quarter : last.quarter,
    ended: ended?.id ?? last.ended,
  });
  untrack(() => {
    const words = text().shell.jobs;
    if (isEnd) {
      const title = said(say(`jobTitles.${ended.kind}`));
      const outcome = { done: words.finished, failed: words.failed, cancelled: words.cancelled }[
        ended.state as 'done' | 'failed' | 'cancelled'
      ];
      if (outcome) app.announce(outcome(title));
    } else if (isNews) {
      app.announce(words.percentDone(said(say(`jobTitles.${running.kind}`)), 25 * quarter));
    }
  });
}

function quarterOf({ progress }: Job): number {
  return progress.total ? Math.floor((4 * progress.done) / progress.total) : 0;
}
