/** Takes back and makes again what a person changed in the window, newest first, across restarts. */

import type { EditState, EditSummary } from '../../shared/edits.ts';
import { AppError } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Edit } from '../database/edit-store.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Library } from '../library/library.ts';

/** What undo and redo would do now. */
export function editState(library: Library): EditState {
  const undone = library.edits.nextToUndo();
  const redone = library.edits.nextToRedo();
  return {
    undo: undone && titleOf(undone),
    redo: redone && titleOf(redone),
    undoes: undone && summaryOf(undone),
    redoes: redone && summaryOf(redone),
  };
}

/**
 * Takes back the newest edit. A tag that something else changed since (an import, the command line) stays.
 *
 * returns  the photos it was about
 * throws   AppError 'not-found' when there is nothing to undo
 */
export function undoEdit(library: Library): PhotoId[] {
  return inTransaction(library.database, () => {
    const edit = library.edits.nextToUndo();
    if (edit === null) throw new AppError('not-found', say('tagging.nothingToUndo'));
    return library.edits.apply(edit.id, 'undo');
  });
}

/**
 * Makes the edit again that was taken back last. A tag that something else changed since stays.
 *
 * returns  the photos it is about
 * throws   AppError 'not-found' when there is nothing to redo
 */
export function redoEdit(library: Library): PhotoId[] {
  return inTransaction(library.database, () => {
    const edit = library.edits.nextToRedo();
    if (edit === null) throw new AppError('not-found', say('tagging.nothingToRedo'));
    return library.edits.apply(edit.id, 'redo');
  });
}

const summaryOf = ({ kind, labelName, value, photos }: Edit): EditSummary => ({
  kind,
  label: labelName,
  value: kind === 'set' ? (value ?? 'unknown') : value,
  photos,
});

function titleOf(edit: Edit): string {
  const where = edit.photos === 1 ? 'on 1 photo' : `on ${edit.photos} photos`;
  const label = edit.labelName ?? 'several labels';
  switch (edit.kind) {
    case 'set':
      return edit.value === 'present'
        ? `${label} ${where}`
        : `${edit.value === 'absent' ? 'not' : 'unknown:'} ${label} ${where}`;
    case 'fully-tagged':
      return `${edit.value === 'present' ? 'fully tagged' : 'not fully tagged'} ${where}`;
    case 'same-as':
      return `same labels ${where}`;
    case 'confirm':
      return `${label} confirmed ${where}`;
    case 'answer':
      return `answers for ${label} ${where}`;
  }
}
