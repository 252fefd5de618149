/** Reads a backbone from the resources folder, and refuses a damaged one. The only file of ml that reads files. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { NetworkId } from '../../shared/model.ts';
import { say } from '../../shared/sentences/say.ts';
import { backboneManifestSchema } from './backbone-manifest.ts';
import type { BackboneManifest, TensorEntry } from './backbone-manifest.ts';
import { decodeWeights } from './decode-weights.ts';
import { weightShapes } from './network-description.ts';
import type { NetworkDescription, Weights } from './network-description.ts';

export interface Backbone {
  id: NetworkId;
  title: string;
  network: NetworkDescription;
  weights: Weights;
  manifest: BackboneManifest;
}

/** The pretrained layer from embedding to classes: logits = embedding · kernel + bias. */
export interface Classifier {
  /** embedding width × classes, row-major */
  kernel: Float32Array;
  bias: Float32Array;
  /** one name per class */
  labels: string[];
}

/**
 * Where the resources lie: in $TAGWRIGHT_RESOURCES if that is set, else in the nearest `resources` folder
 * with backbones above this file, which holds for the sources as well as for the built program in out/main.
 *
 * startFolder  where to begin to look upwards
 * throws       AppError 'not-found'
 */
export function findResourcesFolder(startFolder: string = import.meta.dirname): string {
  const chosen = process.env['TAGWRIGHT_RESOURCES'];
  if (chosen) return chosen;
  for (let folder = startFolder; ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources');
    if (existsSync(join(candidate, 'backbones'))) return candidate;
    if (folder === dirname(folder))
      throw new AppError('not-found', say('installation.noResources', { folder: startFolder }));
  }
}

/**
 * The manifest of a backbone, checked; its weights are not read.
 *
 * throws  AppError 'not-found' when there is none, 'damaged' when it is not what it should be
 */
export async function readBackboneManifest(
  id: NetworkId,
  resourcesFolder: string = findResourcesFolder(),
): Promise<BackboneManifest> {
  const file = join(backboneFolder(id, resourcesFolder), 'manifest.json');
  const text = (await readOwnFile(file)).toString('utf8');
  let manifest: BackboneManifest;
  try {
    manifest = backboneManifestSchema.parse(JSON.parse(text));
  } catch (error) {
    throw damaged(file, error);
  }
  if (manifest.id !== id) throw damaged(file);
  return manifest;
}

/**
 * A backbone, its weights checked against the manifest's sha256 and decoded to float32.
 *
 * throws  AppError 'not-found' when a file is not there, 'damaged' when one was changed
 */
export async function loadBackbone(
  id: NetworkId,
  resourcesFolder: string = findResourcesFolder(),
): Promise<Backbone> {
  const manifest = await readBackboneManifest(id, resourcesFolder);
  const file = join(backboneFolder(id, resourcesFolder), manifest.weights.file);
  const bytes = await readChecked(file, manifest.weights.sha256);
  const weights = decodeChecked(file, manifest.weights.tensors, bytes, weightShapes(manifest));
  return { id, title: manifest.title, network: manifest, weights, manifest };
}

/**
 * The classifier a backbone was pretrained with.
 *
 * returns  null when the backbone comes without one
 * throws   AppError as loadBackbone
 */
export async function loadClassifier(
  id: NetworkId,
  resourcesFolder: string = findResourcesFolder(),
): Promise<Classifier | null> {
  const { classifier, embeddingWidth } = await readBackboneManifest(id, resourcesFolder);
  if (classifier === undefined) return null;
  const folder = backboneFolder(id, resourcesFolder);
  const file = join(folder, classifier.weights.file);
  const classes = classifier.labels.count;
  const weights = decodeChecked(
    file,
    classifier.weights.tensors,
    await readChecked(file, classifier.weights.sha256),
    [
      { name: 'classifier/kernel', shape: [embeddingWidth, classes] },
      { name: 'classifier/bias', shape: [classes] },
    ],
  );
  const labelsFile = join(folder, classifier.labels.file);
  const text = (await readChecked(labelsFile, classifier.labels.sha256)).toString('utf8');
  const labels = text.trimEnd().split('\n');
  if (labels.length !== classes) throw damaged(labelsFile);
  return { kernel: weights.get('classifier/kernel')!, bias: weights.get('classifier/bias')!, labels };
}

function backboneFolder(id: NetworkId, resourcesFolder: string): string {
  return join(resourcesFolder, 'backbones', id);
}

function decodeChecked(
  file: string,
  tensors: readonly TensorEntry[],
  bytes: Uint8Array,
  needed: readonly { name: string; shape: number[] }[],
): Map<string, Float32Array> {
  for (const { name, shape } of needed) {
    const entry = tensors.find((tensor) => tensor.name === name);
    if (entry?.shape.join() !== shape.join()) throw damaged(join(dirname(file), 'manifest.json'));
  }
  try {
    return decodeWeights(tensors, bytes);
  } catch (error) {
    throw damaged(file, error);
  }
}

async function readChecked(file: string, sha256: string): Promise<Buffer> {
  const bytes = await readOwnFile(file);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw damaged(file);
  return bytes;
}

async function readOwnFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new AppError('not-found', say('installation.notReadable', { file }), { cause: error });
  }
}

function damaged(file: string, cause?: unknown): AppError {
  return new AppError('damaged', say('installation.damaged', { file }), { cause });
}
