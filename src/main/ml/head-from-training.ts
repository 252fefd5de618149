/** From the layers under training to the head that is kept. */

import { logit } from '../../shared/metrics/cross-entropy.ts';
import type { EmbeddingForm } from './embedding-form.ts';
import type { LabelWeights } from './fit-objective.ts';
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
 * The head to keep: trained layers with the standardization folded in, the positive weights' push on the probabilities
 * taken out, and constant answers for unlearned labels. A weight w on positives raises a label's logits by ln(w), which
 * is subtracted from its bias (prior correction: King & Zeng 2001, "Logistic Regression in Rare Events Data", 4.1).
 *
 * layers  trained on embeddings that were brought into the form and then standardized; they are not changed
 * labels  the weights it was trained with
 */
export function headFromTraining(
  layers: readonly HeadLayer[],
  standardization: Standardization,
  { learnable, positive }: LabelWeights,
  form: EmbeddingForm = 'as-is',
): Head {
  const own = copyLayers(layers);
  const last = own[own.length - 1]!;
  for (let label = 0; label < last.outputs; label++) {
    if (learnable[label] === 1) {
      last.biases[label]! -= Math.log(positive[label]!);
      continue;
    }
    for (let input = 0; input < last.inputs; input++) last.weights[input * last.outputs + label] = 0;
    last.biases[label] = logit(UNLEARNED_PROBABILITY);
  }
  own[0] = foldStandardization(own[0]!, standardization);
  return headOf(own, form);
}
