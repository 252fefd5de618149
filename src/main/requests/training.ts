import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about training. */
export function trainingHandlers(
  _session: DesktopSession,
): Pick<Handlers, 'training.preview' | 'training.start'> {
  return {
    'training.preview': () => notYet('training.preview'),
    'training.start': () => notYet('training.start'),
  };
}
