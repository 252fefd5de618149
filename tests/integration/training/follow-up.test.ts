import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { importPhotos } from '../../../src/main/library/import-photos.ts';
import type { Library } from '../../../src/main/library/library.ts';
import { trainFollowUp } from '../../../src/main/training/follow-up.ts';
import { trainNewModel } from '../../../src/main/training/train-model.ts';
import type { LabelId, ModelId, PhotoId } from '../../../src/shared/ids.ts';
import type { Model } from '../../../src/shared/model.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { hashingEngine } from '../../helpers/hashing-engine.ts';
import { scriptedLearning, threshold } from '../../helpers/scripted-learning.ts';
import { openTestLibrary, watchedContext } from '../../helpers/test-library.ts';

let library: Library;
let beach: LabelId;
let photoIds: PhotoId[];
let first: Model;
/** called while the engine trains */
let meanwhile: () => void;

/** Four photos, two of them with a beach; learned once. Every later training is a follow-up. */
beforeEach(async () => {
  meanwhile = () => {};
  const scripted = scriptedLearning(['beach', 'dog']);
  const engine = hashingEngine({
    ...scripted,
    train: async (...call) => {
      meanwhile();
      return scripted.train(...call);
    },
    heldOutScores: () =>
      Promise.resolve({
        photoIds,
        labels: ['beach', 'dog'],
        probabilities: Float32Array.of(0.9, 0.2, 0.8, 0.3, 0.1, 0.7, 0.2, 0.1),
        isCrossValidated: new Uint8Array(4).fill(1),
        calibration: null,
        crossFit: null,
        learnedOnly: null,
      }),
    tuneThresholds: ({ objective }) =>
      Promise.resolve(['beach', 'dog'].map((label) => ({ ...threshold(label, 0.77), objective }))),
  });
  const files = openTestLibrary(engine);
  onTestFinished(() => files.close());
  library = files.library;
  for (const name of ['a', 'b', 'c', 'd']) files.write(`${name}.jpg`, `0 ${name}`);
  const labelsFile = files.write('labels.csv', 'file,labels\na.jpg,beach\nb.jpg,beach\nc.jpg,dog\nd.jpg,\n');
  await importPhotos(library, { paths: [files.photosFolder], labelsFile }, watchedContext());
  photoIds = library.photos.allIds();
  beach = library.labels.findByName('beach')!.id;
  first = await trainNewModel(library, resolveTrainingSettings({ seed: 5 }), watchedContext());
});

/** Later than the last training, so that it is news. */
function say(value: 'present' | 'absent', photo = 0): void {
  const at = library.models.active()!.createdAt + 1;
  library.annotations.set([photoIds[photo]!], beach, value, 'human', { at });
}
const followUp = () => trainFollowUp(library, watchedContext());
const idsOfModels = (): ModelId[] => library.models.list().map(({ id }) => id);

test('a follow-up takes the settings and the place of the active model, which stays', async () => {
  say('absent');
  const second = (await followUp())!;
  expect(second).toMatchObject({ isActive: true, followsId: first.id, settings: { seed: 5 } });
  expect(library.models.get(first.id)).toMatchObject({ isActive: false, followsId: null });
});

test('it takes the place of an earlier follow-up, unless an auto-tag run rests on that', async () => {
  say('absent');
  const second = (await followUp())!;
  say('present');
  const third = (await followUp())!;
  expect(third.followsId).toBe(first.id);
  expect(idsOfModels()).toEqual([third.id, first.id]);
  expect(idsOfModels()).not.toContain(second.id);
  library.runs.startRun({ modelId: third.id, jobId: null, writeMode: 'none' });
  say('absent');
  const fourth = (await followUp())!;
  expect(idsOfModels()).toEqual([fourth.id, third.id, first.id]);
});

test('nothing is trained when nothing was said since, nor without a model', async () => {
  expect(await followUp()).toBeNull();
  library.models.remove(first.id);
  expect(await followUp()).toBeNull();
});

test('thresholds stay where a person set them, and are tuned for what they were tuned for', async () => {
  const objective = { kind: 'precision', atLeast: 0.9 } as const;
  library.models.setThresholds(first.id, [
    { ...threshold('beach', 0.61, 0.4), source: 'manual' },
    { ...threshold('dog'), objective },
  ]);
  say('absent');
  const { thresholds } = (await followUp())!;
  const of = (label: string) => thresholds.find((each) => each.label === label);
  expect(of('beach')).toMatchObject({ source: 'manual', apply: 0.61, suggest: 0.4 });
  expect(of('dog')).toMatchObject({ source: 'tuned', apply: 0.77, objective });
});

test('what is said while it learns is news to the follow-up', async () => {
  say('absent');
  meanwhile = () => {
    const at = Date.now() + 1000;
    library.annotations.set([photoIds[1]!], beach, 'absent', 'human', { at });
  };
  const second = (await followUp())!;
  expect(library.annotations.countSince(second.createdAt)).toBe(1);
});

test('a model that a person chose meanwhile is not replaced', async () => {
  say('absent');
  const second = (await followUp())!;
  say('present');
  meanwhile = () => library.models.activate(first.id);
  await expect(followUp()).rejects.toMatchObject({ code: 'cancelled' });
  expect(library.models.active()!.id).toBe(first.id);
  expect(idsOfModels()).toEqual([second.id, first.id]);
});
