import { beforeAll, expect, test } from 'vitest';
import { embedThrough, cutNetwork } from '../../../../src/main/ml/fine-tune/trained-part.ts';
import { tuneModel, type TunedModel } from '../../../../src/main/ml/fine-tune/tune-model.ts';
import type { Checkpoints, TuningState } from '../../../../src/main/ml/fine-tune/tuning-state.ts';
import { openTensorFlow, type TensorFlow } from '../../../../src/main/ml/tensorflow-backend.ts';
import { quietContext } from '../../../../src/main/task-context.ts';
import { ABSENT, PRESENT } from '../../../../src/shared/label.ts';
import type { Progress } from '../../../../src/shared/job.ts';
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

interface Options {
  /** the held-out photos say the opposite of what they are */
  isContrary?: boolean;
  /** the photos after LEARNED are set aside for validation */
  hasSetAside?: boolean;
  maxEpochs?: number;
  checkpoints?: (tuning: number) => Checkpoints;
  onProgress?: (progress: Progress) => void;
}

/** Fine-tunes on photos of noise. */
function tuneOnNoise(options: Options): Promise<TunedModel> {
  const { isContrary = false, hasSetAside = true, maxEpochs = 60, checkpoints, onProgress } = options;
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
  return tuneModel(
    tensorFlow,
    { network: tinyNetwork, weights, cut },
    {
      embeddings: embedThrough(tensorFlow.tf, cut, weights, seen),
      width: tinyNetwork.embeddingWidth,
      targets,
      labels: ['bright', 'dark'],
      splits: Int8Array.from({ length: PHOTOS }, (_, photo) =>
        hasSetAside && photo >= LEARNED ? VALIDATION : TRAIN,
      ),
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
    resolveTrainingSettings({ fineTune: 'top', augmentation: 'none', maxEpochs }),
    { ...quietContext(), report: (progress) => onProgress?.(progress) },
    { onEpoch: () => {}, checkpoints },
  );
}

async function firstEpoch(isContrary: boolean): Promise<EpochRecord> {
  const { trained } = await tuneOnNoise({ isContrary });
  return trained.epochs[0]!;
}

test('nothing that is learned from hangs on the held-out photos', async () => {
  const [one, other] = [await firstEpoch(false), await firstEpoch(true)];
  expect(one.validationLoss).not.toBe(other.validationLoss);
  expect(one.trainingLoss).toBe(other.trainingLoss);
});

test('few photos, none set aside: all are learned from, and each is judged by a network that has not seen it', async () => {
  const notes: string[] = [];
  const { trained } = await tuneOnNoise({
    hasSetAside: false,
    maxEpochs: 6,
    onProgress: ({ note }) => note && notes.push(note.english),
  });
  const { heldOut, epochs, bestEpoch, validation } = trained;
  expect([...heldOut.indexes].sort((a, b) => a - b)).toEqual(Array.from({ length: PHOTOS }, (_, row) => row));
  expect(heldOut.isCrossValidated).toEqual(new Uint8Array(PHOTOS).fill(1));
  expect(bestEpoch).toBe(epochs.length);
  expect(
    epochs.every(({ validationLoss, validationMAP }) => validationLoss !== null && validationMAP !== null),
  ).toBe(true);
  expect(validation).toMatchObject({ photos: PHOTOS, basis: 'cross-validation' });
  // Noise cannot be learned: whoever has seen a photo knows it better than whoever has not.
  expect(epochs.at(-1)!.trainingLoss).toBeLessThan(epochs.at(-1)!.validationLoss!);
  expect(notes.at(-1)).toBe('Cross-validating, part 5 of 5');
});

test('broken off between its fine-tunings, it goes on with the next one to where an unbroken one ends', async () => {
  const kept = new Map<number, TuningState>();
  const inMemory =
    (lost: number): ((tuning: number) => Checkpoints) =>
    (tuning) => ({
      read: async () => (tuning < lost ? structuredClone(kept.get(tuning)!) : null),
      write: async (state) => void kept.set(tuning, structuredClone(state)),
    });
  const whole = await tuneOnNoise({ hasSetAside: false, maxEpochs: 2, checkpoints: inMemory(0) });
  expect([...kept.keys()]).toEqual([0, 1, 2, 3, 4, 5]);
  const notes = new Set<string>();
  const resumed = await tuneOnNoise({
    hasSetAside: false,
    maxEpochs: 2,
    checkpoints: inMemory(4),
    onProgress: ({ note }) => note && notes.add(note.english),
  });
  expect(resumed).toEqual(whole);
  expect([...notes].slice(1)).toEqual(['Cross-validating, part 4 of 5', 'Cross-validating, part 5 of 5']);
});
