import { afterEach, beforeEach, expect, test } from 'vitest';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import { deleteModel } from '../../../src/main/training/manage-models.ts';
import { findMovedPhotos } from '../../../src/main/training/moved-photos.ts';
import { hasUnscored, scoreAfterwards, scoreLibrary } from '../../../src/main/training/score-library.ts';
import { trainNewModel } from '../../../src/main/training/train-model.ts';
import { AppError } from '../../../src/shared/errors.ts';
import type { ModelId, PhotoId } from '../../../src/shared/ids.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { verbatim } from '../../../src/shared/sentences/sentence.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { scriptedLearning } from '../../helpers/scripted-learning.ts';
import { openTestLibrary, watchedContext, type TestLibrary } from '../../helpers/test-library.ts';

/** A file that begins with "7" scores 0.7, whatever the label. */
const learning = scriptedLearning(['beach', 'dog']);
const scoredBatches: number[] = [];
let engineFailure: Error | null = null;
const engine = hashingEngine({
  train: learning.train,
  score: (request, context, onScores) => {
    if (engineFailure !== null) return Promise.reject(engineFailure);
    scoredBatches.push(request.photos.kind === 'stored' ? request.photos.photoIds.length : -1);
    return learning.score(request, context, onScores);
  },
});

let open: TestLibrary;
beforeEach(() => {
  open = openTestLibrary(engine);
  scoredBatches.length = 0;
  engineFailure = null;
});
afterEach(() => open.close());

async function importFiles(names: string[]): Promise<PhotoId[]> {
  for (const name of names) open.write(name, name);
  await importPhotos(open.library, { paths: [open.photosFolder], labelsFile: null }, watchedContext());
  return names.map((name) => open.library.photos.idsByPaths([open.photo(name)]).get(open.photo(name))!);
}

async function train(): Promise<ModelId> {
  return (await trainNewModel(open.library, resolveTrainingSettings(), watchedContext())).id;
}

/** Three photos that score 0.2, 0.4 and 0.9, the first two tagged. */
async function taggedLibrary(): Promise<PhotoId[]> {
  const photoIds = await importFiles(['2.jpg', '4.jpg', '9.jpg']);
  const { labels, annotations } = open.library;
  for (const [place, name] of ['beach', 'dog'].entries())
    annotations.set([photoIds[place]!], labels.add({ name }), 'present', 'human');
  return photoIds;
}

test('without a model nothing is scored', async () => {
  await importFiles(['2.jpg']);
  expect(hasUnscored(open.library)).toBe(false);
  expect(await scoreLibrary(open.library, watchedContext())).toEqual({ modelId: null, scored: 0, left: 0 });
});

test('all photos are scored once, later only those that lack it', async () => {
  const [low, , high] = await taggedLibrary();
  const modelId = await train();
  expect(hasUnscored(open.library)).toBe(true);
  expect(await scoreLibrary(open.library, watchedContext())).toEqual({ modelId, scored: 3, left: 0 });
  expect(open.library.scores.of(low!, modelId)).toEqual(Float32Array.of(0.2, 0.2));
  expect(open.library.scores.of(high!, modelId)).toEqual(Float32Array.of(0.9, 0.9));
  expect(hasUnscored(open.library)).toBe(false);

  await importFiles(['7.jpg']);
  expect(await scoreLibrary(open.library, watchedContext())).toEqual({ modelId, scored: 1, left: 0 });
  expect(scoredBatches).toEqual([3, 1]);
});

test('a backbone that has not seen the photos looks at them first', async () => {
  await taggedLibrary();
  const modelId = await train();
  open.library.embeddings.remove(open.library.photos.allIds()[2]!);
  expect((await scoreLibrary(open.library, watchedContext())).scored).toBe(3);
  expect(open.library.scores.count(modelId)).toBe(3);
});

test('a photo whose file and embedding are gone is left without scores, and is no problem', async () => {
  const photoIds = await taggedLibrary();
  await train();
  open.library.embeddings.remove(photoIds[2]!);
  open.library.photos.setMissing([open.photo('9.jpg')], true);
  const context = watchedContext();
  expect(await scoreLibrary(open.library, context)).toMatchObject({ scored: 2, left: 1 });
  expect(context.problems).toEqual([]);
  expect(hasUnscored(open.library)).toBe(false);
});

test('scores of two models are kept, and go with a deleted one', async () => {
  await taggedLibrary();
  const models: ModelId[] = [];
  for (let time = 0; time < 3; time++) {
    models.push(await train());
    await scoreLibrary(open.library, watchedContext());
  }
  expect(models.map((id) => open.library.scores.count(id))).toEqual([0, 3, 3]);
  open.library.models.activate(models[0]!);
  await scoreLibrary(open.library, watchedContext());
  expect(models.map((id) => open.library.scores.count(id))).toEqual([3, 0, 3]);
  await deleteModel(open.library, models[2]!);
  expect(open.library.scores.count(models[2]!)).toBe(0);
});

test('as the last step of a job a failure is a problem, a cancellation nothing, a bug an error', async () => {
  await taggedLibrary();
  await train();
  engineFailure = new AppError('damaged', verbatim('The model is damaged.'));
  const context = watchedContext();
  await scoreAfterwards(open.library, context);
  expect(context.problems).toMatchObject([
    { code: 'damaged', message: { english: 'The model is damaged.' } },
  ]);

  engineFailure = new AppError('cancelled', verbatim('It was cancelled.'));
  const cancelled = watchedContext();
  cancelled.abort();
  await scoreAfterwards(open.library, cancelled);
  expect(cancelled.problems).toEqual([]);

  engineFailure = new TypeError('a bug');
  await expect(scoreAfterwards(open.library, watchedContext())).rejects.toThrow('a bug');
});

test('photos that moved: changed tags first, then by distance; one entry per photo', async () => {
  const photoIds = await taggedLibrary();
  const before = await train();
  const after = await train();
  const { scores, photos } = open.library;
  // Both models apply from 0.5. The far move of the second photo's "beach" changes no tag, so it comes last.
  scores.put(before, photoIds, Float32Array.of(0.45, 0.1, 0.55, 0.95, 0.4, 0.6));
  scores.put(after, photoIds, Float32Array.of(0.55, 0.3, 0.99, 0.95, 0.4, 0.2));
  const hashes = photos.get(photoIds).map((photo) => photo.contentHash);
  const moved = await findMovedPhotos(open.library, after, before);
  expect(moved.map(({ photoId, label, flip }) => ({ photoId, label, flip }))).toEqual([
    { photoId: photoIds[2], label: 'dog', flip: 'lost' },
    { photoId: photoIds[0], label: 'beach', flip: 'gained' },
    { photoId: photoIds[1], label: 'beach', flip: null },
  ]);
  expect(moved[0]).toMatchObject({
    before: Math.fround(0.6),
    after: Math.fround(0.2),
    contentHash: hashes[2],
  });
});

test('without scores of the earlier model nothing is said to have moved', async () => {
  await taggedLibrary();
  const before = await train();
  const after = await train();
  await scoreLibrary(open.library, watchedContext());
  expect(await findMovedPhotos(open.library, after, before)).toEqual([]);
});
