/** The fine-tuned backbone among a model's files. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import {
  deserializeTunedWeights,
  serializeTunedWeights,
  withTunedWeights,
  type TunedBackbone,
} from '../ml/fine-tune/tuned-weights.ts';
import { embeddedViewsOf } from '../ml/fine-tune/views.ts';
import { averageViews } from '../ml/composed-embedder.ts';
import { createEmbedder, type Embedder } from '../ml/embedder.ts';
import type { Backbone } from '../ml/load-backbone.ts';

const FILE = 'backbone.bin';

/** Writes what was trained, into a folder that is made. It is no model before its model.json is written. */
export async function writeTunedBackbone(modelFolder: string, tuned: TunedBackbone): Promise<void> {
  await mkdir(modelFolder, { recursive: true });
  await writeFile(join(modelFolder, FILE), serializeTunedWeights(tuned), { flush: true });
}

/**
 * Opens a backbone with the tuned weights of a model in their places. An embedding is the mean over the views that help
 * after such a training: its logits are the mean of the logits, since the head is linear.
 *
 * Throws AppError 'not-found' when the file is gone, 'damaged' when it is not what was written.
 */
export async function createTunedEmbedder(
  modelFolder: string,
  { network, weights }: Pick<Backbone, 'network' | 'weights'>,
  options: { threads: number },
): Promise<Embedder> {
  const tuned = deserializeTunedWeights(await readOwnFile(join(modelFolder, FILE)));
  const embedder = await createEmbedder(
    { network, weights: withTunedWeights(network, weights, tuned.weights) },
    options,
  );
  return averageViews(embedder, embeddedViewsOf[tuned.views]);
}

/** A backbone with the tuned weights of a model in their places; throws as createTunedEmbedder does. */
export async function withTuning(modelFolder: string, backbone: Backbone): Promise<Backbone> {
  const { weights } = deserializeTunedWeights(await readOwnFile(join(modelFolder, FILE)));
  return { ...backbone, weights: withTunedWeights(backbone.network, backbone.weights, weights) };
}

async function readOwnFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new AppError('not-found', say('fineTuning.backboneGone', { path: file }), { cause: error });
  }
}
