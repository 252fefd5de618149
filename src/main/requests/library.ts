import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about the open library as a whole. */
export function libraryHandlers(session: DesktopSession): Pick<Handlers, 'library.summary'> {
  return { 'library.summary': () => session.summary() };
}
