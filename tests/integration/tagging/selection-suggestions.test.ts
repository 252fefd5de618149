import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../../src/main/database/transaction.ts';
import { photoDetails } from '../../../src/main/library/photo-details.ts';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import { answersForSelection, suggestForSelection } from '../../../src/main/tagging/selection-suggestions.ts';
import { trainNewModel } from '../../../src/main/training/train-model.ts';
import type { LabelId, PhotoId } from '../../../src/shared/ids.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { scriptedLearning } from '../../helpers/scripted-learning.ts';
import { openTestLibrary, watchedContext, type TestLibrary } from '../../helpers/test-library.ts';

let files: TestLibrary;
let beach: LabelId;
let dog: LabelId;
let [a, b, c]: PhotoId[] = [];

/** Three photos without tags; thresholds are 0.5 and 0.25. */
const believed = { 'a.jpg': [0.9, 0.3], 'b.jpg': [0.5, 0.1], 'c.jpg': [0.2, 0.8] };

beforeEach(async () => {
  files = openTestLibrary(hashingEngine(scriptedLearning(['beach', 'dog'])));
  for (const name of ['t1.jpg', 't2.jpg', 't3.jpg', ...Object.keys(believed)]) files.write(name, `0 ${name}`);
  const labelsFile = files.write('labels.csv', 'file,labels\nt1.jpg,beach\nt2.jpg,beach|dog\nt3.jpg,\n');
  await importPhotos(files.library, { paths: [files.photosFolder], labelsFile }, watchedContext());
  await trainNewModel(files.library, resolveTrainingSettings(), watchedContext());
  const { library } = files;
  [beach, dog] = ['beach', 'dog'].map((name) => library.labels.findByName(name)!.id) as [LabelId, LabelId];
  const idOf = library.photos.idsByPaths(Object.keys(believed).map((name) => files.photo(name)));
  [a, b, c] = Object.keys(believed).map((name) => idOf.get(files.photo(name))!);
  const model = library.models.active()!;
  const isBeachFirst = library.models.labelIdsOf(model.id)[0] === beach;
  inTransaction(library.database, () => {
    for (const [name, scores] of Object.entries(believed))
      library.scores.put(
        model.id,
        [idOf.get(files.photo(name))!],
        Float32Array.from(isBeachFirst ? scores : scores.toReversed()),
      );
  });
});
afterEach(() => files.close());

const suggested = (...photoIds: PhotoId[]) =>
  suggestForSelection(files.library, photoIds).map(({ labelId, photos, score }) => [
    labelId === beach ? 'beach' : 'dog',
    photos,
    Number(score.toFixed(3)),
  ]);

test('counts for how many of the photos a label is suggested; of equally frequent ones the likeliest first', () => {
  expect(suggested(a!, b!, c!)).toEqual([
    ['beach', 2, 0.7],
    ['dog', 2, 0.55],
  ]);
  expect(suggested(c!)).toEqual([['dog', 1, 0.8]]);
  expect(suggested(c!, c!)).toEqual([['dog', 1, 0.8]]);
  expect(suggested()).toEqual([]);
});

test('leaves out what a person answered, and fully tagged photos', () => {
  files.library.annotations.set([a!], beach, 'absent', 'human');
  files.library.photos.setFullyTagged([c!], true);
  expect(suggested(a!, b!, c!)).toEqual([
    ['beach', 1, 0.5],
    ['dog', 1, 0.3],
  ]);
});

test('the answer to all of one label names exactly the open photos, with their scores', () => {
  const answers = answersForSelection(files.library, [a!, b!, c!], dog, 'absent');
  expect(answers.map(({ photoId, labelId, value }) => ({ photoId, labelId, value }))).toEqual([
    { photoId: a, labelId: dog, value: 'absent' },
    { photoId: c, labelId: dog, value: 'absent' },
  ]);
  expect(answers[1]!.score).toBeCloseTo(0.8, 6);
});

test('nothing is suggested without a model', () => {
  files.library.models.remove(files.library.models.active()!.id);
  expect(suggested(a!, b!, c!)).toEqual([]);
});

test('what a run gave comes first and is told apart, also where the model would not suggest it any more', () => {
  const { library } = files;
  const modelId = library.models.active()!.id;
  const runId = library.runs.startRun({ modelId, jobId: null, writeMode: 'none' });
  library.runs.addResults(runId, [
    { photoId: c!, predictions: [{ labelId: beach, score: 0.9, decision: 'apply' }] },
  ]);
  const given = suggestForSelection(library, [c!]).map(({ labelId, applied }) => [labelId, applied]);
  expect(given).toEqual([
    [beach, 1],
    [dog, 0],
  ]);
  expect(photoDetails(library, c!).appliedLabelIds).toEqual([beach]);
  expect(answersForSelection(library, [a!, c!], beach, 'absent').map(({ photoId }) => photoId)).toEqual([
    a,
    c,
  ]);
  library.annotations.set([c!], beach, 'absent', 'human');
  expect(suggestForSelection(library, [c!]).map(({ labelId }) => labelId)).toEqual([dog]);
  expect(photoDetails(library, c!).appliedLabelIds).toEqual([]);
});
