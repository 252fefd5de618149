import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about labels. */
export function labelHandlers(
  session: DesktopSession,
): Pick<
  Handlers,
  'labels.list' | 'labels.add' | 'labels.rename' | 'labels.merge' | 'labels.delete' | 'labels.setLook'
> {
  return {
    'labels.list': () => session.listLabels(),
    'labels.add': () => notYet('labels.add'),
    'labels.rename': () => notYet('labels.rename'),
    'labels.merge': () => notYet('labels.merge'),
    'labels.delete': () => notYet('labels.delete'),
    'labels.setLook': () => notYet('labels.setLook'),
  };
}
