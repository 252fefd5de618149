import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about photos. */
export function photoHandlers(
  _session: DesktopSession,
): Pick<
  Handlers,
  'photos.query' | 'photos.cards' | 'photos.details' | 'photos.showInFolder' | 'photos.nextUntagged'
> {
  return {
    'photos.query': () => notYet('photos.query'),
    'photos.cards': () => notYet('photos.cards'),
    'photos.details': () => notYet('photos.details'),
    'photos.showInFolder': () => notYet('photos.showInFolder'),
    'photos.nextUntagged': () => notYet('photos.nextUntagged'),
  };
}
