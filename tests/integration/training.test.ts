import { beforeAll, describe, expect, test } from 'vitest';
import { predictProbabilities } from '../../src/main/ml/predict.ts';
import { openTensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import type { TensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { trainModel } from '../../src/main/ml/train-model.ts';
import type { TrainingData } from '../../src/main/ml/train-model.ts';
import { quietContext } from '../../src/main/task-context.ts';
import type { Progress } from '../../src/shared/job.ts';
import { ABSENT, PRESENT, UNKNOWN } from '../../src/shared/label.ts';
import { TEST, TRAIN, VALIDATION } from '../../src/shared/photo.ts';
import { uncalibrateScores } from '../../src/shared/metrics/calibration.ts';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await openTensorFlow();
});

const WIDTH = 32;
const labels = ['beach', 'dog', 'night', 'rare'];

/** Embeddings like a network's, never negative; each label shifts some features. The last label is rare. */
function drawnData(photos: number, trainShare = 0.6, validationShare = 0.2): TrainingData {
  const random = createSeededRandom(photos);
  const embeddings = new Float32Array(photos * WIDTH);
  const targets = new Int8Array(photos * labels.length);
  for (let photo = 0; photo < photos; photo++) {
    for (let label = 0; label < labels.length; label++)
      targets[photo * labels.length + label] = random.next() < (label === 3 ? 0.08 : 0.4) ? PRESENT : ABSENT;
    for (let feature = 0; feature < WIDTH; feature++) {
      const shift = targets[photo * labels.length + (feature % 4)] === PRESENT ? 1 : 0;
      embeddings[photo * WIDTH + feature] = Math.abs(0.5 + shift + 0.7 * random.normal());
    }
  }
  const splits = Int8Array.from({ length: photos }, (_, photo) => {
    const place = photo / photos;
    if (place < trainShare) return TRAIN;
    return place < trainShare + validationShare ? VALIDATION : TEST;
  });
  return {
    embeddings,
    width: WIDTH,
    untagged: new Float32Array(0),
    targets,
    labels,
    splits,
    groups: Int32Array.from({ length: photos }, (_, photo) => Math.floor(photo / 2)),
  };
}

const quickly = resolveTrainingSettings({ maxEpochs: 40, learningRate: 0.01 });

describe('trainModel', () => {
  test('learns, holds out every photo it was given, tunes and measures', async () => {
    const data = drawnData(300);
    const told: number[] = [];
    const before = tensorFlow.tf.memory().numTensors;
    const model = await trainModel(tensorFlow, data, quickly, quietContext(), ({ epoch }) =>
      told.push(epoch),
    );
    expect(tensorFlow.tf.memory().numTensors).toBe(before);
    expect(told).toEqual(model.epochs.map(({ epoch }) => epoch));
    expect(model.validation!.mAP).toBeGreaterThan(0.85);
    // 60 validation photos alone would say less than all 240.
    expect(model.validation).toMatchObject({ photos: 240, basis: 'cross-validation' });
    expect(model.validation!.mAPInterval!.low).toBeLessThanOrEqual(model.validation!.mAP!);
    expect(model.thresholds.map(({ label }) => label)).toEqual(labels);
    expect(model.thresholds.every(({ source }) => source === 'tuned')).toBe(true);
    const { indexes, probabilities, isCrossValidated } = model.heldOut;
    expect([...indexes].sort((a, b) => a - b)).toEqual(Array.from({ length: 240 }, (_, photo) => photo));
    expect(probabilities).toHaveLength(240 * labels.length);
    for (const [row, photo] of indexes.entries())
      expect(isCrossValidated[row]).toBe(data.splits[photo] === TRAIN ? 1 : 0);
    // The head itself has learned from every one of them, and answers otherwise.
    const own = await predictProbabilities(model.head, data.embeddings);
    for (const [row, photo] of indexes.entries())
      expect(probabilities[row * labels.length]).not.toBe(own[photo * labels.length]);
  });

  test('is the same twice, bit for bit', async () => {
    const data = drawnData(120);
    const settings = { ...quickly, maxEpochs: 5 };
    const first = await trainModel(tensorFlow, data, settings, quietContext(), () => {});
    expect(await trainModel(tensorFlow, data, settings, quietContext(), () => {})).toEqual(first);
  });

  test('test photos change nothing, however they are tagged', async () => {
    const data = drawnData(100);
    const settings = { ...quickly, maxEpochs: 3 };
    const changed = { ...data, targets: data.targets.slice(), embeddings: data.embeddings.slice() };
    for (let photo = 0; photo < 100; photo++) {
      if (data.splits[photo] !== TEST) continue;
      changed.targets.fill(UNKNOWN, photo * labels.length, (photo + 1) * labels.length);
      changed.embeddings.fill(9, photo * WIDTH, (photo + 1) * WIDTH);
    }
    const left = await trainModel(tensorFlow, data, settings, quietContext(), () => {});
    expect(await trainModel(tensorFlow, changed, settings, quietContext(), () => {})).toEqual(left);
  });

  test.each([
    ['without validation photos', 1, 0],
    ['with two validation photos', 0.8, 0.2],
  ])('works with ten tagged photos %s', async (_, trainShare, validationShare) => {
    const data = drawnData(10, trainShare, validationShare);
    const model = await trainModel(tensorFlow, data, resolveTrainingSettings(), quietContext(), () => {});
    expect(model.validation).toMatchObject({ photos: 10, basis: 'cross-validation' });
    expect(model.thresholds).toHaveLength(labels.length);
    expect(model.heldOut.indexes).toHaveLength(10);
    for (const score of model.heldOut.probabilities) expect(score >= 0 && score <= 1).toBe(true);
  });

  test('a label that cannot be learned is neither applied nor suggested', async () => {
    const data = drawnData(80);
    for (let photo = 0; photo < 80; photo++) data.targets[photo * labels.length + 1] = ABSENT;
    const model = await trainModel(tensorFlow, data, quickly, quietContext(), () => {});
    expect(model.thresholds[1]).toMatchObject({ source: 'default', apply: 0.5 });
    const scores = await predictProbabilities(model.head, data.embeddings);
    for (let photo = 0; photo < 80; photo++)
      expect(scores[photo * labels.length + 1]).toBeLessThan(model.thresholds[1]!.suggest);
  });

  test('all photos in one burst: nothing to cross-validate, but a model all the same', async () => {
    const data = drawnData(40, 1, 0);
    data.groups.fill(0);
    const model = await trainModel(tensorFlow, data, quickly, quietContext(), () => {});
    expect(model.heldOut.indexes).toHaveLength(0);
    expect(model.thresholds.every(({ source }) => source === 'default')).toBe(true);
  });

  test('says plainly what is missing', async () => {
    const train = (change: Partial<TrainingData>) =>
      trainModel(tensorFlow, { ...drawnData(20), ...change }, quickly, quietContext(), () => {});
    const code = 'not-enough-data';
    const message = (words: string) => expect.stringContaining(words);
    await expect(train({ labels: [], targets: new Int8Array(0) })).rejects.toMatchObject({
      code,
      message: message('no label to learn'),
    });
    await expect(train({ targets: new Int8Array(80).fill(UNKNOWN) })).rejects.toMatchObject({
      code,
      message: message('no tagged photo'),
    });
    await expect(train({ targets: new Int8Array(80).fill(PRESENT) })).rejects.toMatchObject({
      code,
      message: message('No label can be learned yet'),
    });
  });

  test.each([
    [0, 'Training, epoch 2'],
    [4, 'Cross-validating, part 2 of 6'],
  ])('is cancelled while it computes, %i hidden units', async (hiddenUnits, when) => {
    const controller = new AbortController();
    const context = {
      signal: controller.signal,
      report: ({ note }: Progress) => {
        if (note?.english === when) controller.abort();
      },
    };
    const before = tensorFlow.tf.memory().numTensors;
    const settings = { ...quickly, hiddenUnits };
    await expect(trainModel(tensorFlow, drawnData(100), settings, context, () => {})).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(tensorFlow.tf.memory().numTensors).toBe(before);
  });
});

test.each([0, 4])('no photo is scored by a head that has seen it, %i hidden units', async (hiddenUnits) => {
  const data = drawnData(60, 0.8, 0.2);
  const settings = { ...quickly, hiddenUnits, maxEpochs: 3, l2: 0.1 };
  const train = (targets: Int8Array) =>
    trainModel(tensorFlow, { ...data, targets }, settings, quietContext(), () => {});
  const before = await train(data.targets);
  const scoreOf = ({ heldOut, calibration }: typeof before, photo: number): number[] => {
    const row = heldOut.indexes.indexOf(photo);
    const own = heldOut.probabilities.subarray(row * labels.length, (row + 1) * labels.length);
    // Calibration is fitted to all held-out photos: two numbers per label, which are taken out again.
    return Array.from(uncalibrateScores(own, calibration), (score) => Number(score.toFixed(4)));
  };
  // The last photos are the validation photos, which are all held out together; the others see them.
  const turned = data.targets.map((target, place) => (place < 48 * labels.length ? target : target ^ 1));
  const after = await train(turned);
  for (let photo = 48; photo < 60; photo++) expect(scoreOf(after, photo)).toEqual(scoreOf(before, photo));
  expect(scoreOf(after, 0)).not.toEqual(scoreOf(before, 0));
  expect(after.head).not.toEqual(before.head);
});
