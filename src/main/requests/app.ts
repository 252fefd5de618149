import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about the app itself. */
export function appHandlers(session: DesktopSession): Pick<Handlers, 'app.describe'> {
  return { 'app.describe': () => session.describe() };
}
