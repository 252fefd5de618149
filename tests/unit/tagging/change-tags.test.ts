import { expect, onTestFinished, test } from 'vitest';
import type { LabelId, ModelId, PhotoId } from '../../../src/shared/ids.ts';
import { createEditStore } from '../../../src/main/database/edit-store.ts';
import { openLibraryDatabase } from '../../../src/main/database/library-database.ts';
import { changeTags } from '../../../src/main/tagging/change-tags.ts';
import { tallySelection } from '../../../src/main/tagging/selection-tally.ts';
import { editState, redoEdit, undoEdit } from '../../../src/main/tagging/undo-edits.ts';
import type { Library } from '../../../src/main/library/library.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { openTestLibrary } from '../../helpers/test-library.ts';
import { hashOf, newModel } from '../database/test-library.ts';

function openWithPhotos(count: number): { library: Library; photoIds: PhotoId[]; labelIds: LabelId[] } {
  const opened = openTestLibrary(fakeEngine());
  onTestFinished(() => opened.close());
  const { library } = opened;
  const content = { width: 40, height: 30, format: 'jpeg' as const, takenAt: null, camera: null };
  const photoIds = library.database.transaction(() =>
    Array.from({ length: count }, (_, index) =>
      library.photos.insertPhoto({ ...content, contentHash: hashOf(index + 1) }),
    ),
  )();
  return { library, photoIds, labelIds: library.labels.ensure(['beach', 'dog', 'sunset']) };
}

test('one change of ten thousand photos is one step of undo, which knows what it was', () => {
  const { library, photoIds, labelIds } = openWithPhotos(10_000);
  const [beach] = labelIds;
  changeTags(library, { kind: 'set', photoIds: photoIds.slice(0, 3), labelId: beach!, value: 'absent' });
  const changed = changeTags(library, { kind: 'set', photoIds, labelId: beach!, value: 'present' });
  expect(changed.length).toBe(10_000);
  expect(tallySelection(library, photoIds).labels).toEqual([
    { labelId: beach, present: 10_000, absent: 0, unknown: 0 },
  ]);
  expect(editState(library).undo).toBe('beach on 10000 photos');
  expect(editState(library).undoes).toEqual({
    kind: 'set',
    label: 'beach',
    value: 'present',
    photos: 10_000,
  });

  expect(undoEdit(library).length).toBe(10_000);
  expect(tallySelection(library, [...photoIds, ...photoIds])).toEqual({
    photos: 10_000,
    fullyTagged: 0,
    labels: [{ labelId: beach, present: 0, absent: 3, unknown: 9_997 }],
  });
  redoEdit(library);
  expect(tallySelection(library, photoIds).labels[0]!.present).toBe(10_000);
});

test('a new change forgets what was undone; one that changes nothing does not', () => {
  const { library, photoIds, labelIds } = openWithPhotos(2);
  const set = (value: 'present' | 'absent') =>
    changeTags(library, { kind: 'set', photoIds, labelId: labelIds[0]!, value });
  set('present');
  set('absent');
  undoEdit(library);
  expect(set('present')).toEqual([]);
  expect(editState(library)).toMatchObject({ undo: 'beach on 2 photos', redo: 'not beach on 2 photos' });
  changeTags(library, { kind: 'fully-tagged', photoIds: [photoIds[0]!], isFullyTagged: true });
  expect(editState(library)).toMatchObject({ undo: 'fully tagged on 1 photo', redo: null });
  expect(() => redoEdit(library)).toThrow('There is nothing to redo.');
});

test('answers keep who suggested and how sure it was; a rejected one is a person’s', () => {
  const { library, photoIds, labelIds } = openWithPhotos(2);
  const modelId = library.models.insert(newModel(['beach']), 'models/1');
  library.models.activate(modelId);
  changeTags(library, {
    kind: 'answer',
    answers: [
      { photoId: photoIds[0]!, labelId: labelIds[0]!, value: 'present', score: 0.75 },
      { photoId: photoIds[1]!, labelId: labelIds[0]!, value: 'absent', score: 0.25 },
    ],
  });
  const said = { modelId, labelId: labelIds[0]! };
  expect(library.annotations.ofPhotos(photoIds)).toMatchObject([
    { ...said, photoId: photoIds[0], value: 'present', source: 'accepted-suggestion', score: 0.75 },
    { ...said, photoId: photoIds[1], value: 'absent', source: 'human', score: 0.25 },
  ]);
  undoEdit(library);
  library.models.remove(modelId);
  redoEdit(library);
  expect(library.annotations.ofPhotos(photoIds).map((each) => each.modelId)).toEqual([null, null]);
});

test('the same labels as another photo come beside a photo’s own', () => {
  const { library, photoIds, labelIds } = openWithPhotos(2);
  const [from, to] = photoIds as [PhotoId, PhotoId];
  const [beach, dog, sunset] = labelIds as [LabelId, LabelId, LabelId];
  const set = (photoId: PhotoId, labelId: LabelId, value: 'present' | 'absent') =>
    changeTags(library, { kind: 'set', photoIds: [photoId], labelId, value });
  set(from, beach, 'present');
  set(from, dog, 'absent');
  set(to, dog, 'present');
  set(to, sunset, 'present');
  changeTags(library, { kind: 'same-as', photoIds: [from, to], from });
  const values = () => library.annotations.ofPhotos([to]).map(({ labelId, value }) => [labelId, value]);
  expect(values()).toEqual([
    [beach, 'present'],
    [dog, 'absent'],
    [sunset, 'present'],
  ]);
  undoEdit(library);
  expect(values()).toEqual([
    [dog, 'present'],
    [sunset, 'present'],
  ]);
});

test('edits are there after a restart', () => {
  const { library, photoIds, labelIds } = openWithPhotos(1);
  changeTags(library, { kind: 'set', photoIds, labelId: labelIds[1]!, value: 'present' });
  const again = openLibraryDatabase(library.paths.databaseFile);
  onTestFinished(() => void again.close());
  expect(createEditStore(again).nextToUndo()).toMatchObject({ kind: 'set', labelName: 'dog', photos: 1 });
});

test('edits of a label that was deleted or merged are passed over; a rename is followed', () => {
  const { library, photoIds, labelIds } = openWithPhotos(1);
  const [beach, dog, sunset] = labelIds as [LabelId, LabelId, LabelId];
  for (const labelId of [beach, dog, sunset])
    changeTags(library, { kind: 'set', photoIds, labelId, value: 'present' });
  library.labels.delete(sunset);
  expect(editState(library).undo).toBe('dog on 1 photo');
  library.labels.merge(dog, beach);
  library.labels.rename(beach, 'shore');
  expect(editState(library).undo).toBe('shore on 1 photo');
  undoEdit(library);
  expect(library.annotations.ofPhotos(photoIds)).toEqual([]);
  expect(editState(library).undo).toBeNull();
  expect(() => undoEdit(library)).toThrow('There is nothing to undo.');
});

test('a label or photo that is gone is refused, and nothing is left in the journal', () => {
  const { library, photoIds } = openWithPhotos(1);
  const gone = 999;
  expect(() =>
    changeTags(library, { kind: 'set', photoIds, labelId: gone as LabelId, value: 'present' }),
  ).toThrow('This label is not in the library any more.');
  expect(() => changeTags(library, { kind: 'same-as', photoIds, from: gone as PhotoId })).toThrow(
    'The photo to take the labels from is not in the library any more.',
  );
  expect(editState(library).undo).toBeNull();
  expect(library.models.active()?.id ?? (null as ModelId | null)).toBeNull();
});
