import { expect, test } from 'vitest';
import { Training } from '../../../../src/renderer/state/training.svelte.ts';
import type { ModelId } from '../../../../src/shared/ids.ts';
import type { Model, TrainingSettings } from '../../../../src/shared/model.ts';
import { resolveTrainingSettings } from '../../../../src/shared/training-settings.ts';
import { fakeApi } from './fake-api.ts';

const model = (id: number, isActive: boolean, settings: Partial<TrainingSettings> = {}): Model => ({
  id: id as ModelId,
  createdAt: id as Model['createdAt'],
  isActive,
  followsId: null,
  settings: resolveTrainingSettings(settings),
  backend: 'wasm',
  dataFingerprint: '',
  labels: ['dog'],
  photoCounts: { train: 100, validation: 0, test: 0 },
  trainingSeconds: 1,
  validation: null,
  epochs: [],
  bestEpoch: 1,
  thresholds: [],
});

/** models  newest first, as main lists them */
async function open(models: Model[]): Promise<Training> {
  let activeId = models.find(({ isActive }) => isActive)?.id;
  const now = () => models.map((each) => ({ ...each, isActive: each.id === activeId }));
  const training = new Training(
    fakeApi({
      'training.preview': () => ({
        photos: { train: 100, validation: 0, test: 0, unassigned: 0 },
        labels: [],
        newAnswers: 0,
      }),
      'models.list': now,
      'models.show': (id) => now().find((each) => each.id === id)!,
      'models.moved': () => [],
      'models.crossValidated': () => null,
      'models.activate': (id) => void (activeId = id),
      'training.lookingTime': (backbone) =>
        backbone === 'two-networks' ? { photos: 90, seconds: 12 } : null,
      'training.estimate': () => null,
    }),
  );
  await training.open();
  return training;
}

test('advises two networks beside the report of a model in use, until they are chosen', async () => {
  const training = await open([model(1, true)]);
  expect(training.advised).toBe('two-networks');
  training.settings = { ...training.settings, fineTune: 'top' };
  training.chooseBackbone('two-networks');
  expect(training.settings).toMatchObject({ backbone: 'two-networks', fineTune: 'head' });
  expect(training.isAdvancedOpen).toBe(true);
  expect(training.advised).toBeNull();
});

test('advises nothing beside the report of an earlier model, nor with two networks in use', async () => {
  const training = await open([model(2, true, { backbone: 'two-networks' }), model(1, false)]);
  expect(training.advised).toBeNull();
  await training.show(1 as ModelId);
  expect(training.advised).toBeNull();
});

test('says of the report that is shown whether its model is in use now', async () => {
  const training = await open([model(2, true), model(1, false)]);
  expect(training.report?.model.isActive).toBe(true);
  await training.activate(1 as ModelId);
  expect(training.report?.model).toMatchObject({ id: 2, isActive: false });
  expect(training.failure).toBeNull();
});

test('tells how long the chosen network takes to see the photos that are new to it', async () => {
  const training = await open([model(1, true)]);
  training.chooseBackbone('two-networks');
  expect(training.looking).toBeNull();
  await expect.poll(() => training.looking).toEqual({ photos: 90, seconds: 12 });
  training.change({ backbone: 'mobilenet-v2-1.0' });
  expect(training.looking).toBeNull();
  training.change({ backbone: 'two-networks' });
  training.change({ backbone: 'mobilenet-v2-0.35' });
  await new Promise((resolve) => setTimeout(resolve));
  expect(training.looking).toBeNull();
});
