import { beforeAll, describe, expect, test } from 'vitest';
import { fitHead } from '../../../src/main/ml/fit.ts';
import type { FitData } from '../../../src/main/ml/fit.ts';
import { UNLEARNED_PROBABILITY } from '../../../src/main/ml/head-from-training.ts';
import { predictProbabilities } from '../../../src/main/ml/predict.ts';
import { openTensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';
import type { TensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';
import { resolveTrainingSettings } from '../../../src/shared/training-settings.ts';
import { ABSENT, PRESENT, UNKNOWN } from '../../../src/shared/label.ts';
import { meanAveragePrecision } from '../../../src/shared/metrics/ranking.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await openTensorFlow();
});

const quiet = { signal: new AbortController().signal };

/** Photos whose labels follow from random directions in the embedding, with a little noise. */
function learnableData(photos: number, width: number, labelCount: number, seed = 7): FitData {
  const random = createSeededRandom(seed);
  const embeddings = Float32Array.from({ length: photos * width }, () => 3 + 2 * random.normal());
  const directions = Float32Array.from({ length: labelCount * width }, () => random.normal());
  const targets = new Int8Array(photos * labelCount);
  for (let photo = 0; photo < photos; photo++)
    for (let label = 0; label < labelCount; label++) {
      let sum = 0;
      for (let feature = 0; feature < width; feature++)
        sum += (embeddings[photo * width + feature]! - 3) * directions[label * width + feature]!;
      targets[photo * labelCount + label] = sum + 0.5 * random.normal() > 0 ? PRESENT : ABSENT;
    }
  const share = Math.floor(photos * 0.75);
  return {
    embeddings,
    width,
    targets,
    labelCount,
    training: Int32Array.from({ length: share }, (_, index) => index),
    validation: Int32Array.from({ length: photos - share }, (_, index) => share + index),
  };
}

describe('fitHead', () => {
  test('learns what can be learned and stops by itself', async () => {
    const data = learnableData(400, 12, 3);
    const settings = resolveTrainingSettings({ learningRate: 0.02, patience: 5, l2: 0.001 });
    const fit = await fitHead(tensorFlow.tf, data, settings, quiet);
    const best = fit.epochs[fit.bestEpoch - 1]!;
    expect(best.validationMAP).toBeGreaterThan(0.95);
    const competing = fit.epochs.slice(Math.floor(60 / 8));
    expect(best.validationMAP).toBe(Math.max(...competing.map((epoch) => epoch.validationMAP!)));
    expect(best.trainingLoss).toBeLessThan(fit.epochs[0]!.trainingLoss);
    const isStopped = fit.epochs.length === fit.bestEpoch + settings.patience;
    expect(isStopped || fit.epochs.length === settings.maxEpochs).toBe(true);
  });

  test.each([0, 6])(
    'gives the same weights bit for bit for the same seed, %i hidden units',
    async (hiddenUnits) => {
      const data = learnableData(120, 10, 4);
      const settings = resolveTrainingSettings({ hiddenUnits, maxEpochs: 4, batchSize: 16 });
      const first = await fitHead(tensorFlow.tf, data, settings, quiet);
      const again = await fitHead(tensorFlow.tf, data, settings, quiet);
      const other = await fitHead(tensorFlow.tf, data, { ...settings, seed: 2 }, quiet);
      expect(again).toEqual(first);
      expect(other.head).not.toEqual(first.head);
    },
  );

  test('a hidden layer learns what a linear head cannot', async () => {
    const data = learnableData(400, 2, 1);
    for (let photo = 0; photo < 400; photo++) {
      const sides = [0, 1].map((feature) => Math.sign(data.embeddings[photo * 2 + feature]! - 3));
      data.targets[photo] = sides[0] === sides[1] ? PRESENT : ABSENT;
    }
    const settings = resolveTrainingSettings({ learningRate: 0.03, l2: 0, maxEpochs: 60, patience: 60 });
    const bestOf = async (hiddenUnits: number) => {
      const fit = await fitHead(tensorFlow.tf, data, { ...settings, hiddenUnits }, quiet);
      return fit.epochs[fit.bestEpoch - 1]!.validationMAP!;
    };
    expect(await bestOf(16)).toBeGreaterThan(0.95);
    expect(await bestOf(0)).toBeLessThan(0.8);
  });

  test('unknown is not absent: photos without an answer do not lower a label', async () => {
    const data = learnableData(400, 8, 1);
    const meanScore = async (instead: number) => {
      const targets = data.targets.map((target, photo) =>
        target === PRESENT && photo % 4 !== 0 ? instead : target,
      );
      const fit = await fitHead(tensorFlow.tf, { ...data, targets }, settings, { ...quiet, epochs: 20 });
      const probabilities = await predictProbabilities(fit.head, data.embeddings);
      const ofPositives = probabilities.filter((_, photo) => data.targets[photo] === PRESENT);
      return ofPositives.reduce((sum, probability) => sum + probability, 0) / ofPositives.length;
    };
    const settings = resolveTrainingSettings({ learningRate: 0.02 });
    expect(await meanScore(UNKNOWN)).toBeGreaterThan((await meanScore(ABSENT)) + 0.2);
  });

  test('a label without positives or without negatives is answered with a constant', async () => {
    const data = learnableData(80, 6, 3);
    for (let photo = 0; photo < 80; photo++) {
      data.targets[photo * 3] = ABSENT;
      data.targets[photo * 3 + 2] = photo % 2 === 0 ? PRESENT : UNKNOWN;
    }
    const { head } = await fitHead(tensorFlow.tf, data, resolveTrainingSettings({ maxEpochs: 3 }), quiet);
    const { weights, biases } = head.layers[0]!;
    for (const label of [0, 2]) {
      expect(1 / (1 + Math.exp(-biases[label]!))).toBeCloseTo(UNLEARNED_PROBABILITY, 6);
      for (let input = 0; input < 6; input++) expect(weights[input * 3 + label]).toBe(0);
    }
    expect(weights.some((weight, place) => place % 3 === 1 && weight !== 0)).toBe(true);
  });

  test('runs as many epochs as asked for, and a sensible number without validation photos', async () => {
    const data = learnableData(640, 4, 2);
    const settings = resolveTrainingSettings({ batchSize: 64 });
    const asked = await fitHead(tensorFlow.tf, data, settings, { ...quiet, epochs: 3 });
    expect(asked.bestEpoch).toBe(3);
    expect(asked.epochs).toHaveLength(3);
    const alone = { ...data, validation: new Int32Array(0) };
    const fit = await fitHead(tensorFlow.tf, alone, settings, quiet);
    expect(fit.bestEpoch).toBe(25);
    expect(fit.epochs.every((epoch) => epoch.validationMAP === null && epoch.validationLoss === null)).toBe(
      true,
    );
  });

  test('leaves no tensors behind, also when it is cancelled', async () => {
    const data = learnableData(200, 8, 3);
    const before = tensorFlow.tf.memory().numTensors;
    await fitHead(tensorFlow.tf, data, resolveTrainingSettings({ maxEpochs: 2, hiddenUnits: 4 }), quiet);
    const controller = new AbortController();
    const cancelled = fitHead(tensorFlow.tf, data, resolveTrainingSettings(), {
      signal: controller.signal,
      onEpoch: ({ epoch }) => epoch === 2 && controller.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect(tensorFlow.tf.memory().numTensors).toBe(before);
  });

  test('lets a cancel arrive from outside while it computes', async () => {
    const data = learnableData(2000, 256, 8);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    const settings = resolveTrainingSettings({ maxEpochs: 10_000, patience: 10_000, batchSize: 16 });
    await expect(fitHead(tensorFlow.tf, data, settings, { signal: controller.signal })).rejects.toMatchObject(
      { name: 'AbortError' },
    );
  });
});

test('photos that only say what they show teach nothing, until what they leave out counts as absent', async () => {
  const data = learnableData(400, 12, 3);
  const targets = data.targets.map((target) => (target === PRESENT ? PRESENT : UNKNOWN));
  const tagged = data.training.filter((photo) =>
    targets.subarray(photo * 3, photo * 3 + 3).includes(PRESENT),
  );
  const partly = { ...data, targets, training: tagged, validation: new Int32Array(0) };
  const mAPWith = async (assumeAbsent: number) => {
    const settings = resolveTrainingSettings({ learningRate: 0.02, l2: 0.001, assumeAbsent });
    const { head } = await fitHead(tensorFlow.tf, partly, settings, quiet);
    const shown = data.embeddings.subarray(300 * 12);
    return meanAveragePrecision(await predictProbabilities(head, shown), data.targets.subarray(300 * 3), 3)!;
  };
  expect(await mAPWith(0)).toBeLessThan(0.7);
  expect(await mAPWith(0.1)).toBeGreaterThan(0.9);
});

test('positive weights do not make a rare label look frequent', async () => {
  const data = learnableData(1200, 8, 1);
  const random = createSeededRandom(3);
  for (const photo of data.targets.keys())
    if (data.targets[photo] === PRESENT && random.next() > 0.06) data.targets[photo] = ABSENT;
  const settings = resolveTrainingSettings({ imbalance: 1, maxEpochs: 40, patience: 40 });
  const { head } = await fitHead(tensorFlow.tf, { ...data, validation: new Int32Array(0) }, settings, quiet);
  const probabilities = await predictProbabilities(head, data.embeddings.subarray(900 * 8));
  const mean = probabilities.reduce((sum, one) => sum + one, 0) / probabilities.length;
  const share = data.targets.reduce((sum, one) => sum + one, 0) / data.targets.length;
  expect(share).toBeLessThan(0.05);
  expect(mean).toBeGreaterThan(share / 2);
  expect(mean).toBeLessThan(share * 2);
});

test('where no validation photo is known to lack a label, the loss decides and not a perfect ranking of nothing', async () => {
  const data = learnableData(200, 8, 2);
  const targets = data.targets.map((target) => (target === PRESENT ? PRESENT : UNKNOWN));
  const settings = resolveTrainingSettings({ assumeAbsent: 0.1, maxEpochs: 12 });
  const { epochs } = await fitHead(tensorFlow.tf, { ...data, targets }, settings, quiet);
  expect(epochs.map(({ validationMAP }) => validationMAP)).toEqual(epochs.map(() => null));
  expect(epochs.every(({ validationLoss }) => validationLoss !== null)).toBe(true);
});
