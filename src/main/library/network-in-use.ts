/** Which network looks at photos: a backbone as it comes, or one that was fine-tuned for a model. */

import { basename, join } from 'node:path';
import {
  DEFAULT_BACKBONE,
  type BackboneId,
  type EmbeddingKey,
  type ModelSummary,
} from '../../shared/model.ts';
import type { EmbeddingNetwork } from '../engine/engine.ts';
import type { Library } from './library.ts';

export interface NetworkInUse extends EmbeddingNetwork {
  /** what its embeddings are kept under */
  key: EmbeddingKey;
}

/** A backbone as it comes. */
export function untunedNetwork(backbone: BackboneId): NetworkInUse {
  return { backbone, tunedFolder: null, key: backbone };
}

/** What the embeddings of a model with this folder are kept under, when its backbone was fine-tuned. */
export function tunedKey(modelFolder: string): EmbeddingKey {
  return `tuned:${basename(modelFolder)}`;
}

/** The network whose embeddings a model scores. Throws AppError 'not-found' for a model that is not there. */
export function networkOf(library: Library, { id, settings }: ModelSummary): NetworkInUse {
  const { backbone, fineTune } = settings;
  if (fineTune === 'head') return untunedNetwork(backbone);
  const tunedFolder = join(library.paths.modelsFolder, library.models.folderOf(id));
  return { backbone, tunedFolder, key: tunedKey(tunedFolder) };
}

/** The network that new photos are embedded with: the active model's, so that they can be scored at once. */
export function networkInUse(library: Library): NetworkInUse {
  const model = library.models.active();
  return model === null ? untunedNetwork(DEFAULT_BACKBONE) : networkOf(library, model);
}
