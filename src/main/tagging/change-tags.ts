/** Tags photos as a person does in the window: every change is kept in the journal, so that it can be undone. */

import type { TagChange } from '../../shared/edits.ts';
import { AppError, assertNever } from '../../shared/errors.ts';
import type { LabelId, PhotoId } from '../../shared/ids.ts';
import { PRESENT, UNKNOWN } from '../../shared/label.ts';
import { say } from '../../shared/sentences/say.ts';
import type { EditId, NewEdit } from '../database/edit-store.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Library } from '../library/library.ts';

/**
 * Makes one change, all of it or nothing, as one step of undo. What was undone before cannot be redone any more,
 * unless the change changes nothing.
 *
 * returns  the photos whose tags it changed
 * throws   AppError 'not-found' for a label or a photo to copy from that is not there
 */
export function changeTags(library: Library, change: TagChange): PhotoId[] {
  return inTransaction(library.database, () => {
    refuseUnknown(library, change);
    const at = Date.now();
    const editId = library.edits.begin(describe(change), at);
    record(library, editId, change, at);
    return library.edits.finish(editId);
  });
}

function refuseUnknown(library: Library, change: TagChange): void {
  if ('labelId' in change && library.labels.get(change.labelId) === null)
    throw new AppError('not-found', say('tagging.labelGone'));
  if (change.kind === 'same-as' && library.photos.get([change.from]).length === 0)
    throw new AppError('not-found', say('tagging.sourceGone'));
}

function record(library: Library, editId: EditId, change: TagChange, at: number): void {
  const { edits } = library;
  switch (change.kind) {
    case 'set':
      return edits.recordSet(editId, change.photoIds, change.labelId, knownValue(change.value), at);
    case 'fully-tagged':
      return edits.recordFullTagging(editId, change.photoIds, change.isFullyTagged);
    case 'same-as':
      return edits.recordSame(editId, change.photoIds, change.from, at);
    case 'confirm':
      return confirm(library, editId, change, at);
    case 'unsure':
      return takeBack(library, editId, change, at);
    case 'answer':
      return edits.recordAnswers(editId, change.answers, library.models.active()?.id ?? null, at);
    default:
      assertNever(change);
  }
}

type PhotoLabel = { photoId: PhotoId; labelId: LabelId };

function confirm(library: Library, editId: EditId, { photoId, labelId }: PhotoLabel, at: number): void {
  const [target] = library.annotations.targets([photoId], [labelId]);
  if (target === UNKNOWN || target === undefined)
    throw new AppError('not-found', say('tagging.nothingToConfirm'));
  const value = target === PRESENT ? 'present' : 'absent';
  library.edits.recordConfirmation(editId, [photoId], labelId, value, at);
}

/** Of a fully tagged photo nothing is unknown: it stops being one, and keeps in words what it said by that. */
function takeBack(library: Library, editId: EditId, { photoId, labelId }: PhotoLabel, at: number): void {
  const { edits, photos, annotations, labels } = library;
  if (photos.get([photoId])[0]?.isFullyTagged) {
    const said = new Set(annotations.ofPhotos([photoId]).map((annotation) => annotation.labelId));
    for (const { id } of labels.list())
      if (id !== labelId && !said.has(id)) edits.recordSet(editId, [photoId], id, 'absent', at);
    edits.recordFullTagging(editId, [photoId], false);
  }
  edits.recordSet(editId, [photoId], labelId, null, at);
}

function describe(change: TagChange): NewEdit {
  switch (change.kind) {
    case 'set':
      return { kind: 'set', labelId: change.labelId, value: knownValue(change.value) };
    case 'fully-tagged':
      return { kind: 'fully-tagged', labelId: null, value: change.isFullyTagged ? 'present' : 'absent' };
    case 'same-as':
      return { kind: 'same-as', labelId: null, value: null };
    case 'confirm':
      return { kind: 'confirm', labelId: change.labelId, value: null };
    case 'unsure':
      return { kind: 'set', labelId: change.labelId, value: null };
    case 'answer':
      return {
        kind: 'answer',
        labelId: only<LabelId>(change.answers.map((answer) => answer.labelId)),
        value: only(change.answers.map((answer) => answer.value)),
      };
  }
}

function knownValue<Value extends string>(value: Value): Exclude<Value, 'unknown'> | null {
  return value === 'unknown' ? null : (value as Exclude<Value, 'unknown'>);
}

/** The one value that all have; null when they differ, or there is none. */
function only<Value>(values: Value[]): Value | null {
  return values.length > 0 && values.every((value) => value === values[0]) ? values[0]! : null;
}
