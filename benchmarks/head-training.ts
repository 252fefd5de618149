/**
 * One epoch of head training against a plain tf.layers fit of the same model: node benchmarks/head-training.ts
 * Both on the backend that loads; TAGWRIGHT_TFJS_NODE and TAGWRIGHT_TRAINING_BACKEND choose another.
 */

import * as layers from '@tensorflow/tfjs-layers';
import { fitHead } from '../src/main/ml/fit.ts';
import type { FitData } from '../src/main/ml/fit.ts';
import { openTensorFlow } from '../src/main/ml/tensorflow-backend.ts';
import type { TensorFlow } from '../src/main/ml/tensorflow-backend.ts';
import { sentenceIn } from '../src/shared/sentences/sentence-in.ts';
import { resolveTrainingSettings } from '../src/shared/training-settings.ts';
import { describeResult } from './benchmark-result.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import { DRAWN_WIDTH, drawTrainingData } from './drawn-training-data.ts';
import { median, secondsOf } from './timing.ts';

const PHOTOS = 10_000;
const LABELS = 100;
const ROUNDS = 3;
const settings = resolveTrainingSettings({ batchSize: 512 });
/** wasm: the closed-form gradient must pay off; libtensorflow: leaving its own loop must cost nothing. */
const TARGETS = { wasm: 2, tensorflow: 1 };

/** About half a minute on wasm. */
export async function run(): Promise<BenchmarkResult[]> {
  const tensorFlow = await openTensorFlow();
  const data = drawTrainingData(PHOTOS, LABELS, 0.05);
  const layersEpoch = prepareLayersEpoch(tensorFlow, data);
  const times: { ours: number; layers: number }[] = [];
  // In turns, so that whatever else the machine does disturbs both alike; the first round only warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    const time = { ours: await ourEpochSeconds(tensorFlow, data), layers: await layersEpoch.seconds() };
    if (round > 0) times.push(time);
  }
  layersEpoch.dispose();
  const ours = median(times.map((time) => time.ours));
  const reference = median(times.map((time) => time.layers));
  return [
    {
      name: `Head training, ${PHOTOS} × ${DRAWN_WIDTH} × ${LABELS}, one epoch on ${tensorFlow.backend}`,
      unit: 's',
      ours,
      reference,
      referenceName: 'tf.layers fit',
      ratio: median(times.map((time) => time.layers / time.ours)),
      target: TARGETS[tensorFlow.backend],
      detail: `batches of ${settings.batchSize}, Adam; ${sentenceIn('en', tensorFlow.reason)}`,
    },
  ];
}

/** Seconds between the reports of the first and the second epoch: preparation is left out, as it is for tf.layers. */
async function ourEpochSeconds({ tf }: TensorFlow, data: FitData): Promise<number> {
  const reports: number[] = [];
  await fitHead(tf, data, settings, {
    signal: new AbortController().signal,
    epochs: 2,
    onEpoch: () => reports.push(performance.now()),
  });
  return (reports[1]! - reports[0]!) / 1000;
}

/** The same model the plain way: a dense sigmoid layer with L2, binary cross-entropy, Adam, shuffled batches. */
function prepareLayersEpoch({ tf }: TensorFlow, data: FitData) {
  const model = layers.sequential({
    layers: [
      layers.layers.dense({
        inputShape: [DRAWN_WIDTH],
        units: LABELS,
        activation: 'sigmoid',
        kernelRegularizer: layers.regularizers.l2({ l2: settings.l2 / LABELS / 2 }),
      }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(settings.learningRate), loss: 'binaryCrossentropy' });
  const inputs = tf.tensor2d(data.embeddings, [PHOTOS, DRAWN_WIDTH]);
  const targets = tf.tensor2d(Float32Array.from(data.targets), [PHOTOS, LABELS]);
  return {
    seconds: () =>
      secondsOf(() =>
        model.fit(inputs, targets, { epochs: 1, batchSize: settings.batchSize, shuffle: true, verbose: 0 }),
      ),
    dispose() {
      inputs.dispose();
      targets.dispose();
      model.dispose();
    },
  };
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
