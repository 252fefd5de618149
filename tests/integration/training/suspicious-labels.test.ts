import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import type { Library } from '../../../src/main/library/library.ts';
import { changeTags } from '../../../src/main/tagging/change-tags.ts';
import { editState, redoEdit, undoEdit } from '../../../src/main/tagging/undo-edits.ts';
import { explainPhoto } from '../../../src/main/training/explain-photo.ts';
import { createHeldOutReader } from '../../../src/main/training/held-out-photos.ts';
import { suspiciousLabels } from '../../../src/main/training/suspicious-labels.ts';
import { trainNewModel } from '../../../src/main/training/train-model.ts';
import type { LabelId, PhotoId } from '../../../src/shared/ids.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { scriptedLearning } from '../../helpers/scripted-learning.ts';
import { openTestLibrary, watchedContext, type TestLibrary } from '../../helpers/test-library.ts';

/** What a head says of photos it did not learn from: beach, dog. */
const heldOut: Record<string, [beach: number, dog: number]> = {
  'a.jpg': [0.9, 0.1],
  'b.jpg': [0.05, 0.2],
  'c.jpg': [0.8, 0.7],
  'd.jpg': [0.1, 0.95],
};

let files: TestLibrary;
let library: Library;
let beach: LabelId;
let dog: LabelId;

const idOf = (name: string): PhotoId =>
  library.photos.idsByPaths([files.photo(name)]).get(files.photo(name))!;

/** a and b are tagged "beach", c and d "dog"; all are fully tagged. b's tag is wrong, and c lacks one. */
beforeEach(async () => {
  const engine = hashingEngine({
    ...scriptedLearning(['beach', 'dog']),
    heldOutScores: () => {
      const names = Object.keys(heldOut);
      return Promise.resolve({
        photoIds: names.map(idOf),
        labels: ['beach', 'dog'],
        probabilities: Float32Array.from(names.flatMap((name) => heldOut[name]!)),
        isCrossValidated: new Uint8Array(names.length).fill(1),
        calibration: null,
        crossFit: null,
        learnedOnly: null,
      });
    },
  });
  files = openTestLibrary(engine);
  onTestFinished(() => files.close());
  library = files.library;
  for (const name of Object.keys(heldOut)) files.write(name, `0 ${name}`);
  const rows = 'a.jpg,beach\nb.jpg,beach\nc.jpg,dog\nd.jpg,dog\n';
  const labelsFile = files.write('labels.csv', `file,labels\n${rows}`);
  await importPhotos(library, { paths: [files.photosFolder], labelsFile }, watchedContext());
  await trainNewModel(library, resolveTrainingSettings(), watchedContext());
  beach = library.labels.findByName('beach')!.id;
  dog = library.labels.findByName('dog')!.id;
  // the order of the labels in the held-out scores is the model's
  expect(library.models.active()!.labels).toEqual(['beach', 'dog']);
});

const queue = (labelId: LabelId | null = null) =>
  suspiciousLabels(library, createHeldOutReader(library), { labelId, limit: 10 });
const asked = async (labelId: LabelId | null = null) =>
  (await queue(labelId)).items.map(({ photoId, labelId: id, value }) => [
    Object.keys(heldOut).find((name) => idOf(name) === photoId),
    id === beach ? 'beach' : 'dog',
    value,
  ]);

describe('the queue of suspicious labels', () => {
  test('holds wrong and missing tags, the worst first, with what they are judged by', async () => {
    expect(await asked()).toEqual([
      ['b.jpg', 'beach', 'present'],
      ['c.jpg', 'beach', 'absent'],
    ]);
    const { items, total, photos, labels } = await queue();
    expect(items[0]).toMatchObject({ apply: 0.5, isLikelyWrong: true });
    expect(items[0]!.loss).toBeCloseTo(-Math.log(0.05), 5);
    expect(items[0]!.contentHash).toBe(library.photos.get([idOf('b.jpg')])[0]!.contentHash);
    expect({ total, photos, labels }).toEqual({ total: 2, photos: 4, labels: [{ labelId: beach, open: 2 }] });
    expect(await asked(dog)).toEqual([]);
  });

  test('asks nothing of what is unknown', async () => {
    library.photos.setFullyTagged([idOf('c.jpg')], false);
    library.annotations.clear([idOf('c.jpg')], beach);
    expect(await asked()).toEqual([['b.jpg', 'beach', 'present']]);
  });

  test('does not ask again about what was confirmed, while that is what is known', async () => {
    changeTags(library, { kind: 'confirm', photoId: idOf('b.jpg'), labelId: beach });
    changeTags(library, { kind: 'confirm', photoId: idOf('c.jpg'), labelId: beach });
    expect(await asked()).toEqual([]);
    expect(editState(library).undo).toBe('beach confirmed on 1 photo');
    undoEdit(library);
    expect(await asked()).toEqual([['c.jpg', 'beach', 'absent']]);
    redoEdit(library);
    expect(await asked()).toEqual([]);
    // the opposite was not confirmed
    changeTags(library, { kind: 'set', photoIds: [idOf('d.jpg')], labelId: beach, value: 'present' });
    expect(await asked()).toEqual([['d.jpg', 'beach', 'present']]);
    changeTags(library, { kind: 'confirm', photoId: idOf('d.jpg'), labelId: beach });
    changeTags(library, { kind: 'set', photoIds: [idOf('d.jpg')], labelId: dog, value: 'absent' });
    expect(await asked()).toEqual([['d.jpg', 'dog', 'absent']]);
  });

  test('a corrected annotation agrees with the model, and is gone', async () => {
    changeTags(library, { kind: 'set', photoIds: [idOf('b.jpg')], labelId: beach, value: 'absent' });
    expect(await asked()).toEqual([['c.jpg', 'beach', 'absent']]);
    undoEdit(library);
    expect((await asked())[0]).toEqual(['b.jpg', 'beach', 'present']);
  });

  test('"not sure" of a fully tagged photo keeps what else was absent, and can be undone', async () => {
    const photoId = idOf('c.jpg');
    library.labels.ensure(['sunset']);
    const sunset = library.labels.findByName('sunset')!.id;
    const known = () => [...library.annotations.targets([photoId], [beach, dog, sunset])];
    expect(known()).toEqual([0, 1, 0]);
    changeTags(library, { kind: 'unsure', photoId, labelId: beach });
    expect(known()).toEqual([-1, 1, 0]);
    expect(library.photos.get([photoId])[0]!.isFullyTagged).toBe(false);
    expect(await asked()).toEqual([['b.jpg', 'beach', 'present']]);
    expect(editState(library).undoes).toMatchObject({ kind: 'set', label: 'beach', value: 'unknown' });
    undoEdit(library);
    expect(known()).toEqual([0, 1, 0]);
    expect(library.photos.get([photoId])[0]!.isFullyTagged).toBe(true);
  });

  test('refuses to confirm what is unknown; is empty without a model', async () => {
    library.photos.setFullyTagged([idOf('c.jpg')], false);
    library.annotations.clear([idOf('c.jpg')], dog);
    expect(() => changeTags(library, { kind: 'confirm', photoId: idOf('c.jpg'), labelId: dog })).toThrow(
      /Nothing is known/,
    );
    library.models.remove(library.models.active()!.id);
    expect(await queue()).toEqual({ items: [], total: 0, likelyWrong: 0, photos: 0, labels: [] });
  });
});

test('a photo is explained by the held-out scores, whatever the model itself would say', async () => {
  const explanation = await explainPhoto(library, createHeldOutReader(library), idOf('b.jpg'));
  expect(explanation.basis).toBe('held-out');
  expect(explanation.labels.map(({ labelId, target }) => [labelId, target])).toEqual([
    [beach, 'present'],
    [dog, 'absent'],
  ]);
  expect(explanation.loss).toBeCloseTo((-Math.log(0.05) - Math.log(0.8)) / 2, 5);
});
