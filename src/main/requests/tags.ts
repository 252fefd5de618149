import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';
import { notYet } from './not-yet.ts';

/** Answers to what is asked about tags. */
export function tagHandlers(
  _session: DesktopSession,
): Pick<Handlers, 'tags.tally' | 'tags.change' | 'edits.state' | 'edits.undo' | 'edits.redo'> {
  return {
    'tags.tally': () => notYet('tags.tally'),
    'tags.change': () => notYet('tags.change'),
    'edits.state': () => notYet('edits.state'),
    'edits.undo': () => notYet('edits.undo'),
    'edits.redo': () => notYet('edits.redo'),
  };
}
