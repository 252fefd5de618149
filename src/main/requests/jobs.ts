import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about jobs. */
export function jobHandlers(
  session: DesktopSession,
): Pick<Handlers, 'jobs.list' | 'jobs.cancel' | 'jobs.result' | 'jobs.problems'> {
  return {
    'jobs.list': () => session.listJobs(),
    'jobs.cancel': (id) => session.cancelJob(id),
    'jobs.result': () => notYet('jobs.result'),
    'jobs.problems': () => notYet('jobs.problems'),
  };
}
