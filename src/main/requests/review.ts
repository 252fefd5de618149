import type { Handlers } from '../../shared/contract.ts';
import { openPairsAbove, reviewQueue } from '../tagging/review-queue.ts';
import { teachingQueue } from '../tagging/teaching-queue.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about review. */
export function reviewHandlers(session: DesktopSession): Pick<Handlers, 'review.queue' | 'review.above'> {
  return {
    'review.queue': ({ order, ...query }) => {
      const { library } = session.app();
      return order === 'teaches'
        ? teachingQueue(library, { ...query, order })
        : reviewQueue(library, { ...query, order });
    },
    'review.above': ({ labelId, score }) => openPairsAbove(session.app().library, labelId, score),
  };
}
