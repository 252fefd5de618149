import { beforeAll, expect, test } from 'vitest';
import { FINE_TUNE_RECIPE, fineTune, scoreThrough } from '../../../../src/main/ml/fine-tune/fine-tune.ts';
import { cutNetwork } from '../../../../src/main/ml/fine-tune/trained-part.ts';
import { openTensorFlow, type TensorFlow } from '../../../../src/main/ml/tensorflow-backend.ts';
import { emptyLayer } from '../../../../src/main/ml/head.ts';
import { ABSENT, PRESENT } from '../../../../src/shared/label.ts';
import { meanAveragePrecision } from '../../../../src/shared/metrics/ranking.ts';
import { createSeededRandom } from '../../../../src/shared/seeded-random.ts';
import { tinyNetwork, tinyWeights } from './tiny-network.ts';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await openTensorFlow();
});

const PHOTOS = 60;
const cut = cutNetwork(tinyNetwork, 'top');
const values = cut.shape.height * cut.shape.width * cut.shape.channels;

/** Two labels: the first input channel is bright, or the second one is. */
function brightness() {
  const random = createSeededRandom(5);
  const seen = new Float32Array(PHOTOS * values);
  const targets = new Int8Array(PHOTOS * 2);
  for (let photo = 0; photo < PHOTOS; photo++) {
    const bright = [random.next() > 0.5, random.next() > 0.5];
    bright.forEach((isBright, label) => (targets[photo * 2 + label] = isBright ? PRESENT : ABSENT));
    for (let place = 0; place < values; place++)
      seen[photo * values + place] = random.next() + (bright[place % cut.shape.channels] ? 1.5 : 0);
  }
  return {
    targets,
    labelCount: 2,
    training: Int32Array.from({ length: 40 }, (_, photo) => photo),
    validation: Int32Array.from({ length: 20 }, (_, photo) => 40 + photo),
    inputs: {
      viewCount: 1,
      read: (rows: Int32Array) => {
        const result = new Float32Array(rows.length * values);
        rows.forEach((row, index) =>
          result.set(seen.subarray(row * values, (row + 1) * values), index * values),
        );
        return result;
      },
    },
  };
}

const recipe = { ...FINE_TUNE_RECIPE, epochs: 30, batchSize: 8, learningRate: 0.01 };
const start = () => ({ weights: tinyWeights(), head: emptyLayer(tinyNetwork.embeddingWidth, 2) });
const signal = new AbortController().signal;

test('learns, keeps its best epoch, and says so of the photos', async () => {
  const { tf } = tensorFlow;
  const data = brightness();
  const tuned = await fineTune(tf, cut, start(), data, { seed: 1, assumeAbsent: 0 }, recipe, { signal });
  const best = tuned.epochs[tuned.bestEpoch - 1]!;
  expect(best.validationMAP).toBe(Math.max(...tuned.epochs.map((epoch) => epoch.validationMAP!)));
  expect(best.validationMAP).toBeGreaterThan(0.9);
  expect(tuned.epochs.at(-1)!.trainingLoss).toBeLessThan(tuned.epochs[0]!.trainingLoss / 2);
  const logits = await scoreThrough(tf, cut, tuned, data.inputs, data.validation, 1, signal);
  const known = data.targets.subarray(40 * 2);
  expect(meanAveragePrecision(logits, known, 2)).toBe(best.validationMAP);
});

test('gives the same weights for the same seed, and leaves what it started from alone', async () => {
  const { tf } = tensorFlow;
  const given = start();
  const short = { ...recipe, epochs: 2 };
  const run = () => fineTune(tf, cut, given, brightness(), { seed: 4, assumeAbsent: 0 }, short, { signal });
  const [first, second] = [await run(), await run()];
  for (const [name, weights] of first.weights) expect(second.weights.get(name)).toEqual(weights);
  expect(second.head).toEqual(first.head);
  expect(given).toEqual(start());
});

test('stops when it is cancelled', async () => {
  const stop = new AbortController();
  const running = fineTune(tensorFlow.tf, cut, start(), brightness(), { seed: 1, assumeAbsent: 0 }, recipe, {
    signal: stop.signal,
    onBatch: (_, shown) => shown >= 16 && stop.abort(new Error('enough')),
  });
  await expect(running).rejects.toThrow('enough');
});
