import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about settings. */
export function settingsHandlers(_session: DesktopSession): Pick<Handlers, 'settings.get' | 'settings.set'> {
  return {
    'settings.get': () => notYet('settings.get'),
    'settings.set': () => notYet('settings.set'),
  };
}
