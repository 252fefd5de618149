/** From the layers under training to the head that is kept. */

import { logit } from '../../shared/metrics/cross-entropy.ts';
import { copyLayers, headOf } from './head.ts';
import type { Head, HeadLayer } from './head.ts';
import { foldStandardization } from './standardize.ts';
import type { Standardization } from './standardize.ts';

/**
 * What the head says of a label that it could not learn, because no photo was known to have it or none was known
 * not to: always this, too low to be applied or suggested by any sensible threshold.
 */
export const UNLEARNED_PROBABILITY = 0.01;

/**
 * The head to keep: trained layers with the standardization folded in, and constant answers for unlearned labels.
 *
 * layers     trained on standardized embeddings; they are not changed
 * learnable  per label, 0 where it could not be learned
 */
export function headFromTraining(
  layers: readonly HeadLayer[],
  standardization: Standardization,
  learnable: Uint8Array,
): Head {
  const own = copyLayers(layers);
  const last = own[own.length - 1]!;
  for (let label = 0; label < last.outputs; label++) {
    if (learnable[label] === 1) continue;
    for (let input = 0; input < last.inputs; input++) last.weights[input * last.outputs + label] = 0;
    last.biases[label] = logit(UNLEARNED_PROBABILITY);
  }
  own[0] = foldStandardization(own[0]!, standardization);
  return headOf(own);
}
