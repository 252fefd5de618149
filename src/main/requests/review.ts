import type { Handlers } from '../../shared/contract.ts';
import { openPairsAbove, reviewQueue } from '../tagging/review-queue.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about review. */
export function reviewHandlers(session: DesktopSession): Pick<Handlers, 'review.queue' | 'review.above'> {
  return {
    'review.queue': (query) => reviewQueue(session.app().library, query),
    'review.above': ({ labelId, score }) => openPairsAbove(session.app().library, labelId, score),
  };
}
