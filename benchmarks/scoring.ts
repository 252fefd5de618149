/** Scoring 100,000 stored embeddings × 100 labels: node benchmarks/scoring.ts */

import { availableParallelism } from 'node:os';
import { emptyLayer, headOf } from '../src/main/ml/head.ts';
import { logitsOf } from '../src/main/ml/fit-layers.ts';
import { predictProbabilities } from '../src/main/ml/predict.ts';
import { openTensorFlow } from '../src/main/ml/tensorflow-backend.ts';
import { sigmoid } from '../src/shared/metrics/cross-entropy.ts';
import { createSeededRandom } from '../src/shared/seeded-random.ts';
import { describeResult } from './benchmark-result.ts';
import type { BenchmarkResult } from './benchmark-result.ts';
import { secondsOf } from './timing.ts';

const PHOTOS = 100_000;
const WIDTH = 1280;
const LABELS = 100;
const BLOCK = 10_000;
const MEGABYTE = 1024 * 1024;

/** One block of embeddings scored ten times over: half a gigabyte of drawn numbers would measure the drawing. */
export async function run(): Promise<BenchmarkResult[]> {
  const random = createSeededRandom(1);
  const layer = emptyLayer(WIDTH, LABELS);
  layer.weights.forEach((_, place) => (layer.weights[place] = random.normal() * 0.03));
  const head = headOf([layer], 'unit-length');
  const block = Float32Array.from({ length: BLOCK * WIDTH }, random.next);
  const { tf, backend } = await openTensorFlow();

  const ours = async () => {
    for (let start = 0; start < PHOTOS; start += BLOCK) await predictProbabilities(head, block);
  };
  const plain = () => {
    for (let start = 0; start < PHOTOS; start += BLOCK) logitsOf(tf, [layer], block, BLOCK).map(sigmoid);
  };
  await ours();
  const times: { ours: number; plain: number }[] = [];
  for (let round = 0; round < 3; round++)
    times.push({ ours: await secondsOf(ours), plain: await secondsOf(plain) });
  const best = Math.min(...times.map((time) => time.ours));
  const memory = process.memoryUsage();
  const shared = {
    unit: 's',
    ours: best,
    detail:
      `${availableParallelism()} threads; memory: ${Math.round(memory.rss / MEGABYTE)} MB in all, ` +
      `${Math.round(block.byteLength / MEGABYTE)} MB of it the ${BLOCK} embeddings held at a time`,
  };
  const name = `Scoring ${PHOTOS} embeddings × ${LABELS} labels`;
  const plainSeconds = Math.min(...times.map((time) => time.plain));
  return [
    { ...shared, name, reference: 1, referenceName: 'one second', ratio: 1 / best, target: 1 },
    {
      ...shared,
      name,
      reference: plainSeconds,
      referenceName: `tf.matMul on ${backend}`,
      ratio: plainSeconds / best,
      target: 1,
    },
  ];
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
