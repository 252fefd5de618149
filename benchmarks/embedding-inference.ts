/** Embedding from ready inputs against bare ONNX Runtime: node benchmarks/embedding-inference.ts */

import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { InferenceSession, Tensor } from '../src/main/ml/onnx-runtime.ts';
import { createEmbedder, EMBEDDING_BATCH_SIZE } from '../src/main/ml/embedder.ts';
import { loadBackbone } from '../src/main/ml/load-backbone.ts';
import { buildOnnxGraph, ONNX_INPUT } from '../src/main/ml/onnx-graph.ts';
import { networkIds } from '../src/shared/model.ts';
import type { NetworkId } from '../src/shared/model.ts';
import { createSeededRandom } from '../src/shared/seeded-random.ts';
import { describeResult } from './benchmark-result.ts';
import type { BenchmarkResult } from './benchmark-result.ts';

const ROUNDS = 15;
const PAUSE_MS = 20;
const PHOTOS = 2 * EMBEDDING_BATCH_SIZE;

/** Measures every backbone on all cores; about ten seconds. */
export async function run(): Promise<BenchmarkResult[]> {
  const results: BenchmarkResult[] = [];
  for (const id of networkIds) results.push(await measure(id));
  return results;
}

/**
 * Both take turns, so that whatever else the machine does disturbs them alike; medians over the rounds.
 * A pause before each turn lets the other's threads, which spin on after their work, come to rest.
 */
async function measure(id: NetworkId): Promise<BenchmarkResult> {
  const threads = availableParallelism();
  const backbone = await loadBackbone(id);
  const embedder = await createEmbedder(backbone, { threads });
  const bare = await InferenceSession.create(buildOnnxGraph(backbone.network, backbone.weights), {
    intraOpNumThreads: threads,
  });

  const random = createSeededRandom(1);
  const pixels = Uint8Array.from({ length: PHOTOS * embedder.inputSizeBytes }, () => random.next() * 256);
  const { inputSize } = backbone.network;
  const batches = Array.from({ length: PHOTOS / EMBEDDING_BATCH_SIZE }, (_, batch) => {
    const sizeBytes = EMBEDDING_BATCH_SIZE * embedder.inputSizeBytes;
    const values = pixels.subarray(batch * sizeBytes, (batch + 1) * sizeBytes);
    return new Tensor('uint8', values, [EMBEDDING_BATCH_SIZE, inputSize, inputSize, 3]);
  });
  const runOurs = async () => void (await embedder.embed(pixels, PHOTOS));
  const runBare = async () => {
    for (const batch of batches) await bare.run({ [ONNX_INPUT]: batch });
  };

  await runOurs();
  await runBare();
  const rounds: { ours: number; bare: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const isOursFirst = round % 2 === 0;
    const first = await rateOf(isOursFirst ? runOurs : runBare);
    const second = await rateOf(isOursFirst ? runBare : runOurs);
    rounds.push(isOursFirst ? { ours: first, bare: second } : { ours: second, bare: first });
  }
  await embedder.close();
  await bare.release();
  return {
    name: `Embedding from ready inputs, ${backbone.title}`,
    unit: 'photos/s',
    ours: median(rounds.map(({ ours }) => ours)),
    reference: median(rounds.map((round) => round.bare)),
    referenceName: 'bare ONNX Runtime',
    ratio: median(rounds.map((round) => round.ours / round.bare)),
    target: 0.9,
    detail: `${threads} threads, batches of ${EMBEDDING_BATCH_SIZE}`,
  };
}

async function rateOf(work: () => Promise<void>): Promise<number> {
  await setTimeout(PAUSE_MS);
  const start = performance.now();
  await work();
  return (PHOTOS / (performance.now() - start)) * 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
