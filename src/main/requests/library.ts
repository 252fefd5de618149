import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about the open library as a whole. */
export function libraryHandlers(
  session: DesktopSession,
): Pick<
  Handlers,
  | 'library.summary'
  | 'library.choosePhotos'
  | 'library.chooseLabelsFile'
  | 'library.import'
  | 'library.recent'
  | 'library.open'
  | 'library.chooseAndOpen'
  | 'library.backup'
> {
  return {
    'library.summary': () => session.summary(),
    'library.choosePhotos': () => notYet('library.choosePhotos'),
    'library.chooseLabelsFile': () => notYet('library.chooseLabelsFile'),
    'library.import': () => notYet('library.import'),
    'library.recent': () => notYet('library.recent'),
    'library.open': () => notYet('library.open'),
    'library.chooseAndOpen': () => notYet('library.chooseAndOpen'),
    'library.backup': () => notYet('library.backup'),
  };
}
