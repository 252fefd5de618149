import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about jobs. */
export function jobHandlers(session: DesktopSession): Pick<Handlers, 'jobs.list' | 'jobs.cancel'> {
  return {
    'jobs.list': () => session.listJobs(),
    'jobs.cancel': (id) => session.cancelJob(id),
  };
}
