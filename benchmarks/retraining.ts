/**
 * A whole retraining, cross-validation, calibration and thresholds included, against training the same heads by
 * mini-batch Adam: node benchmarks/retraining.ts
 */

import { fitHead } from '../src/main/ml/fit.ts';
import { openTensorFlow } from '../src/main/ml/tensorflow-backend.ts';
import { trainModel, type TrainingData } from '../src/main/ml/train-model.ts';
import { quietContext } from '../src/main/task-context.ts';
import { resolveTrainingSettings } from '../src/shared/training-settings.ts';
import { describeResult } from './benchmark-result.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import { drawTrainingData, DRAWN_WIDTH } from './drawn-training-data.ts';
import { median, secondsOf } from './timing.ts';

const PHOTOS = 2000;
const LABELS = 20;
const ROUNDS = 3;
/** the head itself and one per fold */
const HEADS = 6;
const ADAM_EPOCHS = 25;
const TARGET = 2;

/** About half a minute. */
export async function run(): Promise<BenchmarkResult[]> {
  const tensorFlow = await openTensorFlow({ prefer: 'wasm' });
  const fitData = drawTrainingData(PHOTOS, LABELS, 0.1);
  const data: TrainingData = {
    ...fitData,
    labels: Array.from({ length: LABELS }, (_, label) => `label ${label}`),
    splits: new Int8Array(PHOTOS),
    groups: Int32Array.from({ length: PHOTOS }, (_, photo) => photo),
  };
  const settings = resolveTrainingSettings();
  const times: { ours: number; processor: number; adam: number }[] = [];
  let epochs = 0;
  // The first round warms up: whoever learns along while answering has trained before.
  for (let round = 0; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    const ours = await secondsOf(async () => {
      const model = await trainModel(tensorFlow, data, settings, quietContext(), () => {});
      epochs = model.epochs.length;
    });
    const { user, system } = process.cpuUsage(before);
    const { signal } = new AbortController();
    const oneHead = await secondsOf(() =>
      fitHead(tensorFlow.tf, fitData, settings, { signal, epochs: ADAM_EPOCHS }),
    );
    if (round > 0) times.push({ ours, processor: (user + system) / 1e6, adam: HEADS * oneHead });
  }
  const ours = median(times.map((time) => time.ours));
  const adam = median(times.map((time) => time.adam));
  const processor = median(times.map((time) => time.processor));
  const shared = {
    name: `Retraining, ${PHOTOS} × ${DRAWN_WIDTH} × ${LABELS}, on ${tensorFlow.backend}`,
    unit: 's',
    ours,
  };
  return [
    {
      ...shared,
      reference: 2,
      referenceName: 'two seconds',
      ratio: 2 / ours,
      target: 1,
      detail: `processor time ${processor.toFixed(2)} s; ${HEADS} heads, ${epochs} products, penalty chosen, calibrated, thresholds tuned`,
    },
    {
      ...shared,
      reference: adam,
      referenceName: `Adam, ${ADAM_EPOCHS} epochs each`,
      ratio: median(times.map((time) => time.adam / time.ours)),
      target: TARGET,
      detail: `of Adam one head is timed, times ${HEADS}`,
    },
  ];
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
