/** What the backbones compute: ONNX Runtime and TensorFlow.js agree, and the shipped weights are as good as the originals. */

import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type * as tensorFlow from '@tensorflow/tfjs-core';
import { InferenceSession, Tensor } from '../../src/main/ml/onnx-runtime.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backboneSources } from '../../scripts/backbones/backbone-sources.ts';
import { readGraphModel } from '../../scripts/backbones/read-graph-model.ts';
import { createEmbedder, EMBEDDING_BATCH_SIZE } from '../../src/main/ml/embedder.ts';
import type { Embedder } from '../../src/main/ml/embedder.ts';
import { loadBackbone, loadClassifier } from '../../src/main/ml/load-backbone.ts';
import type { Backbone } from '../../src/main/ml/load-backbone.ts';
import { buildOnnxGraph } from '../../src/main/ml/onnx-graph.ts';
import { openTensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { buildTensorFlowGraph } from '../../src/main/ml/tensorflow-graph.ts';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';
import { networkIds } from '../../src/shared/model.ts';
import type { TrainingBackend } from '../../src/shared/model.ts';

const root = resolve(import.meta.dirname, '../..');
const photosFolder = join(root, '../shared/data/coco256/images');
const originalsFolder = join(root, '../shared/backbones');
const hasPhotos = existsSync(photosFolder);
const hasOriginals = existsSync(originalsFolder);
if (!hasPhotos)
  console.warn('skipped: no real photos at ../shared/data/coco256; drawn pixels stand in for them');
if (!hasOriginals) console.warn('skipped: no original weights at ../shared/backbones to compare with');

const SIZE = 224;
const PHOTO_BYTES = SIZE * SIZE * 3;
const WIDTH = 1280;

/** Real photos if there are any, and pictures of coloured waves and noise in any case. */
async function networkInputs(): Promise<{ pixels: Uint8Array; count: number }> {
  const files = hasPhotos ? readdirSync(photosFolder).sort().slice(0, 8) : [];
  const photos = await Promise.all(
    files.map((file) =>
      sharp(join(photosFolder, file))
        .resize(SIZE, SIZE, { fit: 'fill' })
        .removeAlpha()
        .toColourspace('srgb')
        .raw()
        .toBuffer(),
    ),
  );
  const drawn = [1, 2, 3].map(drawnPixels);
  const all = [...photos, ...drawn];
  return { pixels: new Uint8Array(Buffer.concat(all)), count: all.length };
}

function drawnPixels(seed: number): Uint8Array {
  const random = createSeededRandom(seed);
  const waves = Array.from({ length: 3 }, () => [
    random.next() * 0.1,
    random.next() * 0.1,
    random.next() * 6,
  ]);
  return Uint8Array.from({ length: PHOTO_BYTES }, (_, index) => {
    const [across, down, phase] = waves[index % 3]!;
    const pixel = Math.floor(index / 3);
    const wave = Math.sin((pixel % SIZE) * across! + Math.floor(pixel / SIZE) * down! + phase!);
    return 128 + 80 * wave + 40 * (random.next() - 0.5);
  });
}

function largestDifference(left: Float32Array, right: Float32Array): number {
  expect(left.length).toBe(right.length);
  return left.reduce((most, value, index) => Math.max(most, Math.abs(value - right[index]!)), 0);
}

function smallestCosine(left: Float32Array, right: Float32Array): number {
  const cosines = Array.from({ length: left.length / WIDTH }, (_, row) => {
    const [a, b] = [left, right].map((all) => all.subarray(row * WIDTH, (row + 1) * WIDTH)) as [
      Float32Array,
      Float32Array,
    ];
    const dot = (x: Float32Array, y: Float32Array) =>
      x.reduce((sum, value, index) => sum + value * y[index]!, 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  });
  return Math.min(...cosines);
}

let tf: typeof tensorFlow;
let backend: TrainingBackend;
let inputs: { pixels: Uint8Array; count: number };
beforeAll(async () => {
  ({ tf, backend } = await openTensorFlow({ prefer: 'wasm' }));
  inputs = await networkInputs();
});

describe.each(networkIds)('%s', (id) => {
  let backbone: Backbone;
  let embedder: Embedder;
  let embeddings: Float32Array;
  beforeAll(async () => {
    backbone = await loadBackbone(id);
    embedder = await createEmbedder(backbone, { threads: 2 });
    embeddings = await embedder.embed(inputs.pixels, inputs.count);
  });
  afterAll(() => embedder.close());

  test('embeddings are what they should be', () => {
    expect(embedder).toMatchObject({ embeddingWidth: WIDTH, inputSizeBytes: PHOTO_BYTES });
    expect(embeddings.length).toBe(inputs.count * WIDTH);
    expect(embeddings.every((value) => value >= 0 && value <= 6)).toBe(true); // means of ReLU6
    const first = embeddings.subarray(0, WIDTH);
    const last = embeddings.subarray(-WIDTH);
    expect(largestDifference(first, last)).toBeGreaterThan(0.5);
  });

  test('TensorFlow.js computes the same, and leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const graph = buildTensorFlowGraph(tf, backbone.network, backbone.weights);
    const photos = tf.tensor4d(inputs.pixels, [inputs.count, SIZE, SIZE, 3], 'int32');
    const held = tf.memory().numTensors;
    const embedded = graph.embed(photos);
    expect(tf.memory().numTensors).toBe(held + 1);
    expect(embedded.shape).toEqual([inputs.count, WIDTH]);
    const difference = largestDifference(embedded.dataSync() as Float32Array, embeddings);
    console.warn(
      `${id}: ONNX Runtime and TensorFlow.js (${backend}) differ by ${difference.toExponential(1)} at most`,
    );
    expect(difference).toBeLessThan(1e-4);
    tf.dispose([photos, embedded]);
    graph.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('every layer between can be looked at, the same in both', async () => {
    const pixels = inputs.pixels.subarray(-PHOTO_BYTES);
    const graph = buildTensorFlowGraph(tf, backbone.network, backbone.weights);
    const photos = tf.tensor4d(pixels, [1, SIZE, SIZE, 3], 'int32');
    const { layers } = backbone.network;
    for (const { name } of [
      layers[0]!,
      layers[2]!,
      layers.find(({ kind }) => kind === 'add')!,
      layers.at(-2)!,
    ]) {
      const session = await InferenceSession.create(
        buildOnnxGraph(backbone.network, backbone.weights, { layerOutput: name }),
      );
      const outputs = await session.run({ photos: new Tensor('uint8', pixels, [1, SIZE, SIZE, 3]) });
      const expected = graph.layerOutput(photos, name);
      expect(outputs[name]!.dims, name).toEqual(expected.shape);
      const values = expected.dataSync() as Float32Array;
      expect(largestDifference(values, new Float32Array(values.length)), name).toBeGreaterThan(0.5);
      expect(largestDifference(outputs[name]!.data as Float32Array, values), name).toBeLessThan(2e-3);
      expect(
        largestDifference(outputs['embedding']!.data as Float32Array, embeddings.slice(-WIDTH)),
      ).toBeLessThan(1e-4);
      expected.dispose();
      await session.release();
    }
    expect(() => graph.layerOutput(photos, 'nowhere')).toThrow('no layer "nowhere"');
    expect(() => buildOnnxGraph(backbone.network, backbone.weights, { layerOutput: 'nowhere' })).toThrow(
      'nowhere',
    );
    photos.dispose();
    graph.dispose();
  });

  test('a photo is embedded the same in any company', async () => {
    const many = EMBEDDING_BATCH_SIZE + 3;
    const pixels = new Uint8Array(many * PHOTO_BYTES);
    for (let photo = 0; photo < many; photo++)
      pixels.set(
        inputs.pixels.subarray((photo % inputs.count) * PHOTO_BYTES).subarray(0, PHOTO_BYTES),
        photo * PHOTO_BYTES,
      );
    const together = await embedder.embed(pixels, many);
    for (const photo of [0, 1, inputs.count - 1, EMBEDDING_BATCH_SIZE - 1, EMBEDDING_BATCH_SIZE, many - 1]) {
      const alone = await embedder.embed(pixels.subarray(photo * PHOTO_BYTES), 1);
      const row = together.subarray(photo * WIDTH, (photo + 1) * WIDTH);
      expect(largestDifference(alone, row), `photo ${photo}`).toBeLessThan(1e-5);
    }
    expect(await embedder.embed(new Uint8Array(0), 0)).toEqual(new Float32Array(0));
    await expect(embedder.embed(pixels, many + 1)).rejects.toThrow(RangeError);
  });

  test.skipIf(!hasOriginals)('the shipped weights are as good as the originals', async () => {
    const source = backboneSources.find((candidate) => candidate.id === id)!;
    const original = await readGraphModel(join(originalsFolder, source.folder));
    const weights = new Map([...original.tensors].map(([name, { values }]) => [name, values]));
    const reference = await createEmbedder({ network: backbone.network, weights }, { threads: 2 });
    const expected = await reference.embed(inputs.pixels, inputs.count);
    await reference.close();
    const cosine = smallestCosine(embeddings, expected);
    const difference = largestDifference(embeddings, expected);
    console.warn(
      `${id}: shipped and original weights: cosine ${cosine.toFixed(7)} at least, difference ${difference.toExponential(1)} at most`,
    );
    expect(cosine).toBeGreaterThan(0.99995);
    expect(difference).toBeLessThan(0.05);
    if (source.kernels === 'int8')
      for (const [name, values] of weights)
        expect(largestDifference(backbone.weights.get(name)!, values), name).toBe(0);
  });
});

test.skipIf(!hasPhotos)('the classifier of EfficientNet-Lite0 knows what is on real photos', async () => {
  const classifier = (await loadClassifier('efficientnet-lite0'))!;
  const embedder = await createEmbedder(await loadBackbone('efficientnet-lite0'), { threads: 2 });
  const embeddings = await embedder.embed(inputs.pixels, inputs.count);
  await embedder.close();
  const classes = classifier.labels.length;
  const likeliest = (photo: number): string => {
    const logits = Float64Array.from(classifier.bias);
    for (let feature = 0; feature < WIDTH; feature++)
      for (let index = 0; index < classes; index++)
        logits[index]! +=
          embeddings[photo * WIDTH + feature]! * classifier.kernel[feature * classes + index]!;
    return classifier.labels[logits.indexOf(Math.max(...logits))]!;
  };
  // 000000000034.jpg and 000000000036.jpg, as their labels say
  expect([likeliest(3), likeliest(4)]).toEqual(['zebra', 'umbrella']);
});

test.skipIf(!hasOriginals)('converting again gives the same bytes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tagwright-convert-'));
  try {
    await promisify(execFile)(process.execPath, [join(root, 'scripts/convert-backbones.ts'), '--to', folder]);
    for (const id of networkIds) {
      const names = (await readdir(join(folder, id))).sort();
      expect(names).toEqual((await readdir(join(root, 'resources/backbones', id))).sort());
      for (const name of names) {
        const [again, shipped] = await Promise.all(
          [folder, join(root, 'resources/backbones')].map((parent) => readFile(join(parent, id, name))),
        );
        expect(again!.equals(shipped!), `${id}/${name}`).toBe(true);
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
