/** Where a model sees a label in one photo, against embedding that photo: node benchmarks/heat-map.ts */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalEngine } from '../src/main/engine/local-engine.ts';
import { writeModelFiles } from '../src/main/engine/model-files.ts';
import { emptyLayer, headOf } from '../src/main/ml/head.ts';
import { loadBackbone } from '../src/main/ml/load-backbone.ts';
import { drawSamples } from '../src/main/samples/draw-samples.ts';
import { quietContext } from '../src/main/task-context.ts';
import { networkIds, type NetworkId } from '../src/shared/model.ts';
import { createSeededRandom } from '../src/shared/seeded-random.ts';
import { describeResult, type BenchmarkResult } from './benchmark-result.ts';

const LABELS = 20;
const ROUNDS = 15;
/** a closer look at four times the pixels, and the look at the whole: five times the work, and the head for 245 cells */
const TARGET = 1 / 8;

/** Measures every backbone on one drawn photo; about ten seconds. */
export async function run(): Promise<BenchmarkResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-heat-map-'));
  try {
    await drawSamples({ folder, count: 1, seed: 1 }, quietContext());
    const [row] = readFileSync(join(folder, 'labels.csv'), 'utf8').split('\n').slice(1);
    const file = join(folder, row!.split(',')[0]!);
    const results: BenchmarkResult[] = [];
    for (const backbone of networkIds) results.push(await measure(backbone, file, join(folder, backbone)));
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Both decode the same file; they take turns, so that whatever else the machine does disturbs them alike. */
async function measure(backbone: NetworkId, file: string, modelFolder: string): Promise<BenchmarkResult> {
  await writeModel(backbone, modelFolder);
  const engine = createLocalEngine();
  const heatMap = () => engine.heatMaps({ file, modelFolder, picture: null }, quietContext());
  const embed = () =>
    engine.readPhotos(
      { files: [{ path: file }], backbone, thumbnailsFolder: null },
      quietContext(),
      () => {},
    );
  const firstEmbeddingMs = await millisecondsOf(embed);
  const firstMs = await millisecondsOf(heatMap);
  const rounds: { ours: number; reference: number }[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rounds.push({ ours: await millisecondsOf(heatMap), reference: await millisecondsOf(embed) });
  await engine.close();
  const slowest = Math.max(...rounds.map(({ ours }) => ours));
  return {
    name: `Heat maps of ${LABELS} labels in one photo, ${backbone}`,
    unit: 'ms',
    ours: median(rounds.map(({ ours }) => ours)),
    reference: median(rounds.map(({ reference }) => reference)),
    referenceName: 'decoding and embedding the same photo',
    ratio: median(rounds.map(({ ours, reference }) => reference / ours)),
    target: TARGET,
    detail: `${availableParallelism()} threads, slowest ${slowest.toFixed(0)} ms, the first ${firstMs.toFixed(0)} ms (the first embedding ${firstEmbeddingMs.toFixed(0)} ms)`,
  };
}

/** A model with a drawn head: how good it is takes no time. */
async function writeModel(backbone: NetworkId, modelFolder: string): Promise<void> {
  const { network } = await loadBackbone(backbone);
  const random = createSeededRandom(1);
  const layer = emptyLayer(network.embeddingWidth, LABELS);
  layer.weights.forEach((_, place) => (layer.weights[place] = 0.05 * random.normal()));
  await writeModelFiles(modelFolder, {
    backbone,
    embeddingKey: backbone,
    calibration: null,
    crossFit: null,
    learnedOnly: null,
    labels: Array.from({ length: LABELS }, (_, label) => `label ${label + 1}`),
    head: headOf([layer]),
    heldOut: { photoIds: [], isCrossValidated: new Uint8Array(0), probabilities: new Float32Array(0) },
  });
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

if (import.meta.main) for (const result of await run()) console.log(describeResult(result));
