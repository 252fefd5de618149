import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { TagChange } from '../../../src/shared/edits.ts';
import type { LabelId, PhotoId } from '../../../src/shared/ids.ts';
import { changeTags } from '../../../src/main/tagging/change-tags.ts';
import { editState, redoEdit, undoEdit } from '../../../src/main/tagging/undo-edits.ts';
import type { Library } from '../../../src/main/library/library.ts';
import { fakeEngine } from '../../helpers/fake-engine.ts';
import { openTestLibrary } from '../../helpers/test-library.ts';
import { hashOf, newModel } from '../database/test-library.ts';

const PHOTOS = 5;
const LABELS = 3;

function openWithPhotos(): { library: Library; photoIds: PhotoId[]; labelIds: LabelId[] } {
  const opened = openTestLibrary(fakeEngine());
  onTestFinished(() => opened.close());
  const { library } = opened;
  const photoIds = Array.from({ length: PHOTOS }, (_, index) =>
    library.photos.insertPhoto({
      contentHash: hashOf(index + 1),
      width: 40,
      height: 30,
      format: 'jpeg',
      takenAt: null,
      camera: null,
    }),
  );
  const labelIds = library.labels.ensure(Array.from({ length: LABELS }, (_, index) => `label ${index}`));
  const model = newModel(['label 0', 'label 1', 'label 2']);
  library.models.activate(library.models.insert(model, 'models/1'));
  return { library, photoIds, labelIds };
}

/** Every annotation with all of its columns, and which photos are fully tagged. */
function everythingSaid(library: Library): unknown {
  return {
    annotations: library.database.prepare('SELECT * FROM annotation ORDER BY photo_id, label_id').all(),
    fullyTagged: library.photos.idsFullyTagged(),
  };
}

const photo = fc.integer({ min: 1, max: PHOTOS }).map((id) => id as PhotoId);
const label = fc.integer({ min: 1, max: LABELS }).map((id) => id as LabelId);
const photos = fc.array(photo, { minLength: 1, maxLength: PHOTOS });
const change: fc.Arbitrary<TagChange> = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    photoIds: photos,
    labelId: label,
    value: fc.constantFrom('present' as const, 'absent' as const, 'unknown' as const),
  }),
  fc.record({ kind: fc.constant('fully-tagged' as const), photoIds: photos, isFullyTagged: fc.boolean() }),
  fc.record({ kind: fc.constant('same-as' as const), photoIds: photos, from: photo }),
  fc.record({
    kind: fc.constant('answer' as const),
    answers: fc.array(
      fc.record({
        photoId: photo,
        labelId: label,
        value: fc.constantFrom('present' as const, 'absent' as const),
        score: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  }),
);

test('as many undos as changes restore exactly what was there, and as many redos repeat them', () => {
  const { library, photoIds, labelIds } = openWithPhotos();
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), fc.nat(PHOTOS - 1), (changes, imported) => {
      library.database.exec('DELETE FROM edit; DELETE FROM annotation; UPDATE photo SET is_fully_tagged = 0');
      library.annotations.setImported([photoIds[imported]!], labelIds[0]!, 'present', 5);
      const states = [everythingSaid(library)];
      for (const each of changes)
        if (changeTags(library, each).length > 0) states.push(everythingSaid(library));

      for (const state of states.slice(0, -1).reverse()) {
        undoEdit(library);
        expect(everythingSaid(library)).toEqual(state);
      }
      expect(editState(library).undo).toBeNull();
      for (const state of states.slice(1)) {
        redoEdit(library);
        expect(everythingSaid(library)).toEqual(state);
      }
      expect(editState(library).redo).toBeNull();
    }),
    { numRuns: 60 },
  );
});

test('what others say between edits stays, whatever is undone', () => {
  const { library, photoIds, labelIds } = openWithPhotos();
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), photo, label, (changes, other, about) => {
      library.database.exec('DELETE FROM edit; DELETE FROM annotation; UPDATE photo SET is_fully_tagged = 0');
      const edits = changes.filter((each) => changeTags(library, each).length > 0).length;
      library.annotations.set([other], about, 'absent', 'imported', { at: 7 });
      const said = () =>
        library.annotations
          .ofPhotos(photoIds)
          .filter((each) => each.photoId === other && each.labelId === about);
      for (let index = 0; index < edits; index++) undoEdit(library);
      expect(said()).toMatchObject([{ value: 'absent', source: 'imported', at: 7 }]);
      expect(library.annotations.ofPhotos(photoIds).length).toBe(1);
      for (let index = 0; index < edits; index++) redoEdit(library);
      expect(said()).toMatchObject([{ value: 'absent', source: 'imported', at: 7 }]);
      expect(labelIds).toContain(about);
    }),
    { numRuns: 40 },
  );
});
