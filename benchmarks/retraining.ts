/**
 * A whole retraining, cross-validation, calibration and thresholds included, against training the same heads by
 * mini-batch Adam: node benchmarks/retraining.ts
 */

import { fitHead } from '../src/main/ml/fit.ts';
import { openTensorFlow } from '../src/main/ml/tensorflow-backend.ts';
import { trainModel, type TrainingData } from '../src/main/ml/train-model.ts';
import { quietContext } from '../src/main/task-context.ts';
import { createSeededRandom } from '../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../src/shared/training-settings.ts';
import { describeResult } from './benchmark-result.ts';
import type { BenchmarkResult } from './benchmark-result.ts';

const PHOTOS = 2000;
const WIDTH = 1280;
const LABELS = 20;
const ROUNDS = 3;
/** the head itself and one per fold */
const HEADS = 6;
const ADAM_EPOCHS = 25;
const TARGET = 2;

/** About half a minute. */
export async function run(): Promise<BenchmarkResult[]> {
  const tensorFlow = await openTensorFlow({ prefer: 'wasm' });
  const data = drawnData();
  const settings = resolveTrainingSettings();
  const times: { ours: number; adam: number }[] = [];
  let epochs = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await secondsOf(async () => {
      const model = await trainModel(tensorFlow, data, settings, quietContext(), () => {});
      epochs = model.epochs.length;
    });
    const oneHead = await secondsOf(async () => {
      const training = Int32Array.from({ length: PHOTOS }, (_, photo) => photo);
      const fitData = { ...data, labelCount: LABELS, training, validation: new Int32Array(0) };
      await fitHead(tensorFlow.tf, fitData, settings, {
        signal: new AbortController().signal,
        epochs: ADAM_EPOCHS,
      });
    });
    times.push({ ours, adam: HEADS * oneHead });
  }
  const ours = median(times.map((time) => time.ours));
  const reference = median(times.map((time) => time.adam));
  return [
    {
      name: `Retraining, ${PHOTOS} × ${WIDTH} × ${LABELS}, on ${tensorFlow.backend}`,
      unit: 's',
      ours,
      reference,
      referenceName: `Adam, ${ADAM_EPOCHS} epochs each`,
      ratio: median(times.map((time) => time.adam / time.ours)),
      target: TARGET,
      detail: `${HEADS} heads, ${epochs} products each, penalty chosen, calibrated, thresholds tuned; of Adam one head is timed, times ${HEADS}`,
    },
  ];
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Each label raises some features, as much as a network's do. */
function drawnData(): TrainingData {
  const random = createSeededRandom(1);
  const targets = Int8Array.from({ length: PHOTOS * LABELS }, () => (random.next() < 0.1 ? 1 : 0));
  const embeddings = new Float32Array(PHOTOS * WIDTH);
  for (let photo = 0; photo < PHOTOS; photo++)
    for (let feature = 0; feature < WIDTH; feature++)
      embeddings[photo * WIDTH + feature] = Math.max(
        0,
        random.normal() + 0.5 * targets[photo * LABELS + (feature % LABELS)]!,
      );
  return {
    embeddings,
    width: WIDTH,
    targets,
    labels: Array.from({ length: LABELS }, (_, label) => `label ${label}`),
    splits: new Int8Array(PHOTOS),
    groups: Int32Array.from({ length: PHOTOS }, (_, photo) => photo),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
