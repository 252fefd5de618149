/** How long fine-tuning takes on this machine: a few photos of noise, timed. */

import { availableParallelism } from 'node:os';
import { createSeededRandom } from '../../shared/seeded-random.ts';
import { photosAtOnce, recipeFor } from '../ml/fine-tune/fine-tune.ts';
import { openFrozenPart } from '../ml/fine-tune/frozen-part.ts';
import { cutNetwork, embedThrough, stepThrough } from '../ml/fine-tune/trained-part.ts';
import { viewsOf } from '../ml/fine-tune/views.ts';
import { emptyLayer } from '../ml/head.ts';
import type { Backbone } from '../ml/load-backbone.ts';
import type { TensorFlow } from '../ml/tensorflow-backend.ts';
import type { TaskContext } from '../task-context.ts';
import type { FineTuningPace, TimeFineTuningRequest } from './engine.ts';

/** Labels cost next to nothing. */
const LABELS = 20;

/**
 * Times one pass of each kind, each after one that warms up.
 *
 * Throws what the signal was aborted with.
 */
export async function timeFineTuning(
  { fineTune, augmentation, maxEpochs }: TimeFineTuningRequest,
  { network, weights }: Backbone,
  { tf, backend }: TensorFlow,
  { signal }: TaskContext,
): Promise<FineTuningPace> {
  const cut = cutNetwork(network, fineTune);
  const photos = photosAtOnce(cut);
  const random = createSeededRandom(1);
  const { height, width, channels } = cut.shape;
  const inputs = Float32Array.from({ length: photos * height * width * channels }, () => random.normal());
  const head = emptyLayer(network.embeddingWidth, LABELS);

  const perStep = await perPhoto(photos, () => {
    stepThrough(tf, cut, weights, head, inputs, (logits) => logits.map(() => 0.01));
  });
  const perMeasuring = await perPhoto(photos, () => {
    embedThrough(tf, cut, weights, inputs);
  });
  const perFrozenView = fineTune === 'all' ? 0 : await timeFrozenPart();
  const { epochs } = recipeFor({ maxEpochs });
  return {
    backend,
    epochs,
    secondsPerTrainingPhoto: viewsOf[augmentation].length * perFrozenView + epochs * perStep,
    secondsPerValidationPhoto: perFrozenView + epochs * perMeasuring,
  };

  async function timeFrozenPart(): Promise<number> {
    const frozen = await openFrozenPart(network, weights, cut, availableParallelism());
    const pixels = new Uint8Array(8 * network.inputSize ** 2 * 3).fill(100);
    return perPhoto(8, () => frozen.run(pixels)).finally(() => frozen.close());
  }

  async function perPhoto(count: number, pass: () => unknown): Promise<number> {
    await pass();
    signal.throwIfAborted();
    const started = performance.now();
    await pass();
    return (performance.now() - started) / 1000 / count;
  }
}
