/** Which photos a model is measured on, and by whose scores; what is measured of them is given. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import type { EvaluateRequest } from '../../../src/main/engine/engine.ts';
import { evaluateModel } from '../../../src/main/training/evaluate-model.ts';
import type { PhotoId } from '../../../src/shared/ids.ts';
import { evaluate } from '../../../src/shared/metrics/evaluate.ts';
import { defaultTrainingSettings } from '../../../src/shared/training-settings.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { threshold } from '../../helpers/scripted-learning.ts';
import { openTestLibrary, watchedContext, type TestLibrary } from '../../helpers/test-library.ts';

const PHOTOS = 6;

let opened: TestLibrary;
let ids: PhotoId[];
/** photos with a held-out score, and those learned from without one; null: not known */
let heldOut: PhotoId[];
let learnedOnly: PhotoId[] | null;
let asked: EvaluateRequest[];

beforeEach(async () => {
  asked = [];
  const engine = hashingEngine({
    heldOutScores: () =>
      Promise.resolve({
        photoIds: heldOut,
        labels: ['beach'],
        probabilities: new Float32Array(heldOut.length).fill(0.5),
        isCrossValidated: new Uint8Array(heldOut.length).fill(1),
        calibration: null,
        crossFit: null,
        learnedOnly,
      }),
    evaluate: (request) => {
      asked.push(request);
      const probabilities = new Float32Array(request.targets.length).fill(0.5);
      return Promise.resolve(evaluate({ ...request, labels: ['beach'], probabilities }));
    },
  });
  opened = openTestLibrary(engine);
  const { library } = opened;
  for (let photo = 0; photo < PHOTOS; photo++) opened.write(`${photo}.jpg`, `${photo}`);
  await importPhotos(library, { paths: [opened.photosFolder], labelsFile: null }, watchedContext());
  const names = Array.from({ length: PHOTOS }, (_, photo) => opened.photo(`${photo}.jpg`));
  ids = [...library.photos.idsByPaths(names).values()].sort((a, b) => a - b);
  const label = library.labels.add({ name: 'beach' });
  for (const [row, id] of ids.entries())
    library.annotations.set([id], label, row % 2 === 0 ? 'present' : 'absent', 'human');
  heldOut = ids.slice(0, 3);
  learnedOnly = ids.slice(3, 4);
});

afterEach(() => opened.close());

function train(): void {
  const { models } = opened.library;
  const id = models.insert(
    {
      createdAt: 1,
      settings: defaultTrainingSettings,
      backend: 'wasm',
      dataFingerprint: 'x',
      labels: ['beach'],
      photoCounts: { train: 4, validation: 0, test: 0 },
      trainingSeconds: 0,
      validation: null,
      epochs: [],
      bestEpoch: 1,
      thresholds: [threshold('beach')],
    },
    'model-1',
  );
  models.activate(id);
}

const measure = () => evaluateModel(opened.library, { split: 'all', bootstrapRounds: 0 }, watchedContext());

test('leaves out photos that would flatter the model, and counts whose scores judged the others', async () => {
  train();
  const { judged, photos } = await measure();
  expect(judged).toEqual({ heldOut: 3, unseen: 2, leftOut: 1 });
  expect(photos).toBe(5);
  expect(asked[0]!.photoIds).toEqual([...ids.slice(0, 3), ...ids.slice(4)]);
});

test('refuses to measure on nothing but photos it learned from', async () => {
  train();
  heldOut = [];
  learnedOnly = ids;
  await expect(measure()).rejects.toMatchObject({
    code: 'not-enough-data',
    sentence: { key: 'models.allLearnedFrom', values: { photos: PHOTOS } },
  });
  expect(asked).toEqual([]);
});

test('of an earlier model, which does not say what else it learned from, all are measured', async () => {
  learnedOnly = null;
  train();
  expect((await measure()).judged).toEqual({ heldOut: 3, unseen: 3, leftOut: 0 });
});
