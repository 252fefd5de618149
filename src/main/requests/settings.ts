import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about the window's settings. */
export function settingsHandlers(session: DesktopSession): Pick<Handlers, 'settings.get' | 'settings.set'> {
  return {
    'settings.get': () => session.settings.current(),
    'settings.set': (change) => session.settings.change(change),
  };
}
