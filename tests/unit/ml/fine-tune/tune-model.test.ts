import { beforeAll, expect, test } from 'vitest';
import { embedThrough, cutNetwork } from '../../../../src/main/ml/fine-tune/trained-part.ts';
import { tuneModel } from '../../../../src/main/ml/fine-tune/tune-model.ts';
import { openTensorFlow, type TensorFlow } from '../../../../src/main/ml/tensorflow-backend.ts';
import { quietContext } from '../../../../src/main/task-context.ts';
import { ABSENT, PRESENT } from '../../../../src/shared/label.ts';
import type { EpochRecord } from '../../../../src/shared/model.ts';
import { TRAIN, VALIDATION } from '../../../../src/shared/photo.ts';
import { createSeededRandom } from '../../../../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../../../../src/shared/training-settings.ts';
import { tinyNetwork, tinyWeights } from './tiny-network.ts';

const PHOTOS = 60;
const LEARNED = 40;
const LABELS = 2;

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await openTensorFlow();
});

/** The first epoch on photos of noise; the held-out photos say the opposite of what they are when `isContrary`. */
async function firstEpoch(isContrary: boolean): Promise<EpochRecord> {
  const weights = tinyWeights();
  const cut = cutNetwork(tinyNetwork, 'top');
  const values = cut.shape.height * cut.shape.width * cut.shape.channels;
  const random = createSeededRandom(5);
  const seen = Float32Array.from({ length: PHOTOS * values }, () => random.normal());
  const targets = Int8Array.from({ length: PHOTOS * LABELS }, (_, place) => {
    const isPresent = random.next() > 0.5;
    const isTurned = isContrary && place >= LEARNED * LABELS;
    return isPresent !== isTurned ? PRESENT : ABSENT;
  });
  const { trained } = await tuneModel(
    tensorFlow,
    { network: tinyNetwork, weights, cut },
    {
      embeddings: embedThrough(tensorFlow.tf, cut, weights, seen),
      width: tinyNetwork.embeddingWidth,
      targets,
      labels: ['bright', 'dark'],
      splits: Int8Array.from({ length: PHOTOS }, (_, photo) => (photo < LEARNED ? TRAIN : VALIDATION)),
      groups: Int32Array.from({ length: PHOTOS }, (_, photo) => photo),
      unseen: new Set(),
    },
    {
      viewCount: 1,
      read: (rows) => {
        const result = new Float32Array(rows.length * values);
        rows.forEach((row, index) =>
          result.set(seen.subarray(row * values, (row + 1) * values), index * values),
        );
        return result;
      },
    },
    resolveTrainingSettings({ fineTune: 'top', maxEpochs: 60 }),
    quietContext(),
    { onEpoch: () => {} },
  );
  return trained.epochs[0]!;
}

test('nothing that is learned from hangs on the held-out photos', async () => {
  const [one, other] = [await firstEpoch(false), await firstEpoch(true)];
  expect(one.validationLoss).not.toBe(other.validationLoss);
  expect(one.trainingLoss).toBe(other.trainingLoss);
});
