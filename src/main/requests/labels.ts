import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about labels. */
export function labelHandlers(session: DesktopSession): Pick<Handlers, 'labels.list'> {
  return { 'labels.list': () => session.listLabels() };
}
