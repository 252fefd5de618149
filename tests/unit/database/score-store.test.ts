import { expect, test } from 'vitest';
import { inTransaction } from '../../../src/main/database/transaction.ts';
import type { PhotoId } from '../../../src/shared/ids.ts';
import { addPhotos, hashOf, newModel, openTestLibrary, type TestLibrary } from './test-library.ts';

/** Photos 1…count, each scored by the model for two labels: photo / 100 and photo / 200. */
function scoredLibrary(count: number) {
  const library = openTestLibrary();
  const photoIds = addPhotos(library, count);
  library.labels.add({ name: 'beach' });
  library.labels.add({ name: 'dog' });
  const modelId = library.models.insert(newModel(['beach', 'dog']), 'model');
  put(library, modelId, photoIds);
  return { library, photoIds, modelId };
}

function put(
  library: TestLibrary,
  modelId: ReturnType<TestLibrary['models']['insert']>,
  ids: PhotoId[],
): void {
  const probabilities = Float32Array.from(ids.flatMap((id) => [id / 100, id / 200]));
  inTransaction(library.db, () => library.scores.put(modelId, ids, probabilities));
}

test('scores come back bit for bit, by photo, by label and as a matrix in the wanted order', () => {
  const { library, photoIds, modelId } = scoredLibrary(50);
  expect(library.scores.of(photoIds[6]!, modelId)).toEqual(Float32Array.of(0.07, 0.035));
  const { photoIds: ids, scores } = library.scores.forLabel(modelId, 1);
  expect([...ids]).toEqual(photoIds);
  expect(scores).toEqual(Float32Array.from(photoIds, (id) => id / 200));
  const wanted = [photoIds[9]!, 4000 as PhotoId, photoIds[2]!];
  expect(library.scores.matrix(modelId, wanted)).toEqual({
    photoIds: [wanted[0], wanted[2]],
    probabilities: Float32Array.of(0.1, 0.05, 0.03, 0.015),
    labelCount: 2,
  });
});

test('a part of a larger array is stored as that part, and replaces what was there', () => {
  const { library, photoIds, modelId } = scoredLibrary(2);
  const larger = Float32Array.of(9, 0.25, 0.5, 9);
  library.scores.put(modelId, [photoIds[0]!], larger.subarray(1, 3));
  expect(library.scores.of(photoIds[0]!, modelId)).toEqual(Float32Array.of(0.25, 0.5));
  expect(library.scores.count(modelId)).toBe(2);
});

test('probabilities that cannot be divided among the photos are refused', () => {
  const { library, photoIds, modelId } = scoredLibrary(2);
  expect(() => library.scores.put(modelId, photoIds, new Float32Array(3))).toThrow(RangeError);
});

test('a label the model has not, a photo and a model without scores give nothing', () => {
  const { library, photoIds, modelId } = scoredLibrary(2);
  const other = library.models.insert(newModel(['beach']), 'other');
  expect(library.scores.forLabel(modelId, 2).photoIds).toHaveLength(0);
  expect(library.scores.forLabel(other, 0)).toEqual({
    photoIds: new Int32Array(0),
    scores: new Float32Array(0),
  });
  expect(library.scores.of(photoIds[0]!, other)).toBeNull();
  expect(library.scores.matrix(other, photoIds)).toEqual({
    photoIds: [],
    probabilities: new Float32Array(0),
    labelCount: 0,
  });
});

test('an edited photo, a deleted photo and a deleted model lose their scores', () => {
  const { library, photoIds, modelId } = scoredLibrary(4);
  const [edited, deleted] = photoIds;
  expect(library.scores.missing(modelId)).toEqual([]);
  library.photos.updateContent(edited!, {
    contentHash: hashOf(900),
    width: 1,
    height: 1,
    format: 'png',
    takenAt: null,
    camera: null,
  });
  library.photos.removeFile('/photos/2.jpg');
  library.photos.deletePhotosWithoutFiles();
  expect(library.scores.missing(modelId)).toEqual([edited]);
  expect(library.scores.of(deleted!, modelId)).toBeNull();
  expect(library.scores.count(modelId)).toBe(2);
  library.models.remove(modelId);
  expect(library.scores.count(modelId)).toBe(0);
});

test('scores of all but the named models are forgotten', () => {
  const { library, photoIds, modelId } = scoredLibrary(3);
  const newer = library.models.insert(newModel(['beach', 'dog']), 'newer');
  const newest = library.models.insert(newModel(['beach', 'dog']), 'newest');
  put(library, newer, photoIds);
  put(library, newest, photoIds);
  library.scores.keepOnly([newest, newer]);
  expect([modelId, newer, newest].map((id) => library.scores.count(id))).toEqual([0, 3, 3]);
});
