import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about jobs. */
export function jobHandlers(
  session: DesktopSession,
): Pick<Handlers, 'jobs.list' | 'jobs.cancel' | 'jobs.result' | 'jobs.problems'> {
  return {
    'jobs.list': () => session.listJobs(),
    'jobs.cancel': (id) => session.cancelJob(id),
    'jobs.result': (id) => session.app().library.jobs.result(id),
    'jobs.problems': (id) => session.app().problemsOf(id),
  };
}
