import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about review. */
export function reviewHandlers(_session: DesktopSession): Pick<Handlers, 'review.queue' | 'review.above'> {
  return {
    'review.queue': () => notYet('review.queue'),
    'review.above': () => notYet('review.above'),
  };
}
