import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about thresholds. */
export function thresholdHandlers(
  _session: DesktopSession,
): Pick<Handlers, 'thresholds.list' | 'thresholds.view' | 'thresholds.set' | 'thresholds.tune'> {
  return {
    'thresholds.list': () => notYet('thresholds.list'),
    'thresholds.view': () => notYet('thresholds.view'),
    'thresholds.set': () => notYet('thresholds.set'),
    'thresholds.tune': () => notYet('thresholds.tune'),
  };
}
