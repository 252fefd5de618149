import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about problems. */
export function problemHandlers(
  _session: DesktopSession,
): Pick<Handlers, 'problems.list' | 'problems.retry'> {
  return {
    'problems.list': () => notYet('problems.list'),
    'problems.retry': () => notYet('problems.retry'),
  };
}
