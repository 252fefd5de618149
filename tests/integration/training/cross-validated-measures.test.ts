import { afterEach, expect, test } from 'vitest';
import type { HeldOutPhotoScores } from '../../../src/main/engine/engine.ts';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import { crossValidatedMeasures } from '../../../src/main/training/cross-validated-measures.ts';
import type { HeldOutEvaluation } from '../../../src/shared/model.ts';
import type { ModelId, PhotoId } from '../../../src/shared/ids.ts';
import { defaultTrainingSettings } from '../../../src/shared/training-settings.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { threshold } from '../../helpers/scripted-learning.ts';
import { openTestLibrary, watchedContext, type TestLibrary } from '../../helpers/test-library.ts';

const opened: TestLibrary[] = [];
afterEach(() => opened.splice(0).forEach((files) => files.close()));

/** Four photos with and without "beach"; the scores of "dog", which nobody tagged, are 0.1. */
async function libraryWith(
  beach: number[],
  isCrossValidated: number[],
  validation: HeldOutEvaluation | null,
): Promise<{ files: TestLibrary; modelId: ModelId; ids: PhotoId[] }> {
  const ids: PhotoId[] = [];
  const scores = (): HeldOutPhotoScores => ({
    photoIds: ids,
    labels: ['beach', 'dog'],
    probabilities: Float32Array.from(beach.flatMap((score) => [score, 0.1])),
    isCrossValidated: Uint8Array.from(isCrossValidated),
    calibration: null,
    crossFit: null,
    learnedOnly: null,
  });
  const files = openTestLibrary(hashingEngine({ heldOutScores: () => Promise.resolve(scores()) }));
  opened.push(files);
  const { library } = files;
  const names = beach.map((_, index) => `${index}.jpg`);
  for (const name of names) files.write(name, name);
  await importPhotos(library, { paths: [files.photosFolder], labelsFile: null }, watchedContext());
  const idOf = library.photos.idsByPaths(names.map((name) => files.photo(name)));
  ids.push(...names.map((name) => idOf.get(files.photo(name))!));
  const [beachId] = ['beach', 'dog'].map((name) => library.labels.add({ name }));
  library.annotations.set([ids[0]!, ids[1]!], beachId!, 'present', 'human');
  library.annotations.set([ids[2]!, ids[3]!], beachId!, 'absent', 'human');
  const modelId = library.models.insert(
    {
      createdAt: 1,
      settings: defaultTrainingSettings,
      backend: 'wasm',
      dataFingerprint: 'x',
      labels: ['beach', 'dog'],
      photoCounts: { train: 4, validation: 0, test: 0 },
      trainingSeconds: 1,
      epochs: [],
      bestEpoch: 1,
      validation,
      thresholds: [threshold('beach', 0.5), threshold('dog', 0.5)],
    },
    'folder',
  );
  return { files, modelId, ids };
}

test('measures what was cross-validated, against the tags of today', async () => {
  const { files, modelId, ids } = await libraryWith([0.9, 0.4, 0.6, 0.2], [1, 1, 1, 1], null);
  const measures = (await crossValidatedMeasures(files.library, modelId))!;
  expect(measures.photos).toBe(4);
  // ranked present, absent, present, absent: (1 + 2/3) / 2
  expect(measures.labels[0]!.averagePrecision).toBeCloseTo(5 / 6, 6);
  expect(measures.labels[0]).toMatchObject({ support: 2, precision: 0.5, recall: 0.5 });
  expect(measures.labels[1]!.averagePrecision).toBeNull();
  files.library.annotations.set([ids[2]!], files.library.labels.findByName('beach')!.id, 'present', 'human');
  expect((await crossValidatedMeasures(files.library, modelId))!.labels[0]).toMatchObject({
    support: 3,
    precision: 1,
    averagePrecision: 1,
  });
});

test('leaves out what the model itself scored', async () => {
  const { files, modelId } = await libraryWith([0.9, 0.4, 0.6, 0.2], [0, 1, 1, 0], null);
  const measures = (await crossValidatedMeasures(files.library, modelId))!;
  expect(measures.photos).toBe(2);
  expect(measures.labels[0]!.averagePrecision).toBe(0.5);
});

test('is null where nothing was cross-validated, and where validation photos say more', async () => {
  const without = await libraryWith([0.9, 0.4, 0.6, 0.2], [0, 0, 0, 0], null);
  expect(await crossValidatedMeasures(without.files.library, without.modelId)).toBeNull();
  const withSome = await libraryWith([0.9, 0.4, 0.6, 0.2], [1, 1, 1, 1], { photos: 1 } as HeldOutEvaluation);
  expect(await crossValidatedMeasures(withSome.files.library, withSome.modelId)).toBeNull();
});
