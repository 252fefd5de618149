/** What a person does to tags, from whichever view: makes the change, says it aloud, tells when it did not work. */

import type { TagChange } from '../../shared/edits.ts';
import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { AnnotationValue } from '../../shared/label.ts';
import type { ActionHandler } from '../keyboard/keyboard.ts';
import { text } from '../messages/text.ts';
import { nextValue, stateOf, tallyOf } from '../tag-tally.ts';
import type { AppState } from './app-state.svelte.ts';

/** Makes a change. */
export function changeTags(app: AppState, change: TagChange): void {
  app.attempt(async () => {
    await app.tagging.change(change);
    const { undoes } = app.tagging.editState;
    if (undoes) app.announce(text().tagging.edit(undoes));
  });
}

/** Answers every open suggestion of a label among the selected photos. */
export function answerSuggested(app: AppState, labelId: LabelId, value: AnnotationValue): void {
  app.attempt(async () => {
    await app.tagging.answerSuggested(labelId, value);
    const { undoes } = app.tagging.editState;
    if (undoes) app.announce(text().tagging.edit(undoes));
  });
}

/** Takes back the newest change; false when there is none. */
export function undo(app: AppState): boolean {
  const { undoes } = app.tagging.editState;
  if (!undoes) return false;
  app.attempt(async () => {
    await app.tagging.undo();
    app.announce(text().tagging.undone(text().tagging.edit(undoes)));
  });
  return true;
}

/** Makes the change again that was taken back last; false when there is none. */
export function redo(app: AppState): boolean {
  const { redoes } = app.tagging.editState;
  if (!redoes) return false;
  app.attempt(async () => {
    await app.tagging.redo();
    app.announce(text().tagging.redone(text().tagging.edit(redoes)));
  });
  return true;
}

/** Ctrl+Z and Ctrl+Shift+Z for the whole window; a text field keeps its own. */
export function undoKeys(app: AppState): { undo: ActionHandler; redo: ActionHandler } {
  const isTyping = () => document.activeElement?.matches('input[type=text], textarea') === true;
  return { undo: () => !isTyping() && undo(app), redo: () => !isTyping() && redo(app) };
}

/** Takes a label of the selected photos to its next state: present, absent, unknown, and round again. */
export function cycleTag(app: AppState, labelId: LabelId): void {
  const photoIds = [...app.selection.ids];
  if (photoIds.length === 0) return;
  const value = nextValue(tagStateOf(app, labelId));
  changeTags(app, { kind: 'set', photoIds, labelId, value });
}

/** Says it of the selected photos, or takes it back when it is said of all of them: what a label's key does. */
export function toggleTag(app: AppState, labelId: LabelId, wanted: AnnotationValue): void {
  const photoIds = [...app.selection.ids];
  if (photoIds.length === 0) return;
  const value = tagStateOf(app, labelId) === wanted ? 'unknown' : wanted;
  changeTags(app, { kind: 'set', photoIds, labelId, value });
}

/** Makes a label of this name, or finds it, and gives it to photos. */
export function tagWithNew(app: AppState, name: string, photoIds: PhotoId[]): void {
  app.attempt(async () => {
    const label = await app.labels.add(name);
    changeTags(app, { kind: 'set', photoIds, labelId: label.id, value: 'present' });
  });
}

/** Gives the selected photos the labels of the photo before the first of them. */
export function tagLikePrevious(app: AppState): void {
  const { ids } = app.selection;
  if (ids.size === 0) return;
  const first = app.photos.set?.ids.findIndex((id) => ids.has(id as PhotoId)) ?? -1;
  const from = first > 0 ? app.photos.at(first - 1) : null;
  if (from === null) app.notify(text().tagging.noPrevious);
  else changeTags(app, { kind: 'same-as', photoIds: [...ids], from });
}

/** Just after a click the tally is still of the selection before: then the photos count as undecided. */
function tagStateOf(app: AppState, labelId: LabelId) {
  const { tally, talliedIds } = app.tagging;
  if (!tally || talliedIds !== app.selection.ids) return 'mixed';
  return stateOf(tallyOf(tally, labelId), tally.photos);
}
