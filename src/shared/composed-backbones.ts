/** Backbones that look at every photo several times: with several networks, or at several views of it. */

import { AppError } from './errors.ts';
import { networkIds, type Augmentation, type BackboneId, type NetworkId } from './model.ts';
import { say } from './sentences/say.ts';

export interface BackboneParts {
  /** their embeddings stand side by side, in this order */
  networks: readonly NetworkId[];
  /** each network's embedding is the mean over these */
  views: Augmentation;
}

/** What a backbone is made of; of a single network that network, and the photo as it is. */
export function partsOf(backbone: BackboneId): BackboneParts {
  switch (backbone) {
    case 'two-networks':
      return { networks: ['mobilenet-v2-1.0', 'efficientnet-lite0'], views: 'none' };
    case 'eight-views':
      return { networks: ['mobilenet-v2-1.0'], views: 'mirror-and-turn' };
    default:
      return { networks: [backbone], views: 'none' };
  }
}

/** True for a backbone that is one network looking once. */
export function isNetwork(backbone: BackboneId): backbone is NetworkId {
  return (networkIds as readonly string[]).includes(backbone);
}

/** The backbone, where it is one network looking once: only that can be fine-tuned. Throws AppError 'invalid-input'. */
export function networkToTune(backbone: BackboneId): NetworkId {
  if (!isNetwork(backbone)) throw new AppError('invalid-input', say('fineTuning.needsOneNetwork'));
  return backbone;
}
