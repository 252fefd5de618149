import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about auto-tag. */
export function autoTagHandlers(
  _session: DesktopSession,
): Pick<Handlers, 'autoTag.start' | 'autoTag.chooseCsvFile' | 'autoTag.runs' | 'autoTag.undo'> {
  return {
    'autoTag.start': () => notYet('autoTag.start'),
    'autoTag.chooseCsvFile': () => notYet('autoTag.chooseCsvFile'),
    'autoTag.runs': () => notYet('autoTag.runs'),
    'autoTag.undo': () => notYet('autoTag.undo'),
  };
}
