/**
 * Makes resources/backbones from the float32 GraphModels: node scripts/convert-backbones.ts [--from DIR] [--to DIR]
 * The same sources give the same bytes.
 */

import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { backboneManifestSchema } from '../src/main/ml/backbone-manifest.ts';
import type { BackboneManifest } from '../src/main/ml/backbone-manifest.ts';
import { layerShapes, weightShapes } from '../src/main/ml/network-description.ts';
import { backboneSources } from './backbones/backbone-sources.ts';
import type { BackboneSource } from './backbones/backbone-sources.ts';
import { packWeights } from './backbones/pack-weights.ts';
import { readGraphModel } from './backbones/read-graph-model.ts';
import type { GraphModel } from './backbones/read-graph-model.ts';

const INPUT_SIZE = 224;
const root = resolve(import.meta.dirname, '..');

const { values: options } = parseArgs({
  options: {
    from: { type: 'string', default: join(root, '../shared/backbones') },
    to: { type: 'string', default: join(root, 'resources/backbones') },
  },
});

for (const source of backboneSources) {
  const model = await readGraphModel(join(options.from, source.folder));
  if (sha256Of(model.weightsFile) !== source.sourceSha256)
    throw new Error(`${source.folder}/weights.bin is not the file its provenance tells of`);
  await convert(source, model, join(options.to, source.id));
}

async function convert(source: BackboneSource, model: GraphModel, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { layers } = model;
  const embeddingWidth = layerShapes({ inputSize: INPUT_SIZE, layers }).get(layers.at(-1)!.name)!.channels;
  checkShapes(source, model);

  const weights = packWeights('weights.bin', model.tensors, source.kernels);
  await writeFile(join(folder, 'weights.bin'), weights.bytes);
  const manifest: BackboneManifest = {
    format: 'tagwright-backbone-1',
    id: source.id,
    title: source.title,
    licence: 'Apache-2.0',
    copyright: 'Google LLC',
    provenance: source.provenance,
    inputSize: INPUT_SIZE,
    preprocessing: source.preprocessing,
    embeddingWidth,
    layers,
    weights: weights.description,
    classifier: await convertClassifier(source, model, folder),
  };
  const text = JSON.stringify(backboneManifestSchema.parse(manifest));
  await writeFile(join(folder, 'manifest.json'), await format(text, { parser: 'json', printWidth: 110 }));
  console.log(
    `${source.id}: ${weights.bytes.length} bytes of ${source.kernels} kernels, from ${model.weightsFile.length}`,
  );
}

async function convertClassifier(
  source: BackboneSource,
  model: GraphModel,
  folder: string,
): Promise<BackboneManifest['classifier']> {
  if (source.labelsFile === undefined) return undefined;
  const packed = packWeights('classifier.bin', model.classifier, source.kernels);
  const labels = await readFile(join(options.from, source.folder, source.labelsFile));
  await writeFile(join(folder, 'classifier.bin'), packed.bytes);
  await writeFile(join(folder, 'classifier-labels.txt'), labels);
  return {
    weights: packed.description,
    labels: {
      file: 'classifier-labels.txt',
      sha256: sha256Of(labels),
      count: labels.toString('utf8').trimEnd().split('\n').length,
    },
  };
}

function checkShapes(source: BackboneSource, { layers, tensors }: GraphModel): void {
  for (const { name, shape } of weightShapes({ inputSize: INPUT_SIZE, layers }))
    if (tensors.get(name)?.shape.join() !== shape.join())
      throw new Error(`${source.id}: "${name}" does not have the shape ${shape.join('×')}`);
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
