import { beforeAll, expect, test } from 'vitest';
import { fineTune } from '../../../../src/main/ml/fine-tune/fine-tune.ts';
import { FINE_TUNE_RECIPE } from '../../../../src/main/ml/fine-tune/recipe.ts';
import { scoreThrough } from '../../../../src/main/ml/fine-tune/score-through.ts';
import { cutNetwork } from '../../../../src/main/ml/fine-tune/trained-part.ts';
import { openTensorFlow, type TensorFlow } from '../../../../src/main/ml/tensorflow-backend.ts';
import { emptyLayer } from '../../../../src/main/ml/head.ts';
import type { TuningState } from '../../../../src/main/ml/fine-tune/tuning-state.ts';
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

const recipe = { ...FINE_TUNE_RECIPE, epochs: 30, batchSize: 8, learningRate: 0.02, patience: 30 };
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

/** Keeps copies of states in memory. */
function rememberStates() {
  const states: TuningState[] = [];
  return {
    states,
    read: async () => states.at(-1) ?? null,
    write: async (state: TuningState) => void states.push(structuredClone(state)),
  };
}

test('goes on after any epoch to exactly where an unbroken run ends', async () => {
  const { tf } = tensorFlow;
  const short = { ...recipe, epochs: 4 };
  const settings = { seed: 2, assumeAbsent: 0 };
  const unbroken = rememberStates();
  const whole = await fineTune(tf, cut, start(), brightness(), settings, short, {
    signal,
    checkpoints: { ...unbroken, read: async () => null },
  });
  expect(unbroken.states.map(({ records }) => records.length)).toEqual([1, 2, 3, 4]);
  for (const state of unbroken.states) {
    const shown: number[] = [];
    const told: number[] = [];
    const resumed = await fineTune(tf, cut, start(), brightness(), settings, short, {
      signal,
      checkpoints: { read: async () => structuredClone(state), write: async () => {} },
      onBatch: (epoch) => shown.push(epoch),
      onEpoch: ({ epoch }) => told.push(epoch),
    });
    expect(resumed).toEqual(whole);
    expect(told).toEqual([1, 2, 3, 4]);
    expect(new Set(shown)).toEqual(new Set([1, 2, 3, 4].slice(state.records.length)));
  }
});

test('a state of another network is not gone on from', async () => {
  const { tf } = tensorFlow;
  const short = { ...recipe, epochs: 1 };
  const settings = { seed: 2, assumeAbsent: 0 };
  const remembered = rememberStates();
  const run = () =>
    fineTune(tf, cut, start(), brightness(), settings, short, { signal, checkpoints: remembered });
  const first = await run();
  const [state] = remembered.states;
  remembered.states[0] = { ...state!, values: state!.values.slice(1) };
  expect(await run()).toEqual(first);
});

test('ends when patience epochs brought nothing better', async () => {
  const impatient = { ...recipe, learningRate: 0, patience: 3 };
  const { epochs, bestEpoch } = await fineTune(
    tensorFlow.tf,
    cut,
    start(),
    brightness(),
    { seed: 1, assumeAbsent: 0 },
    impatient,
    { signal },
  );
  expect({ epochs: epochs.length, bestEpoch }).toEqual({ epochs: 4, bestEpoch: 1 });
});
