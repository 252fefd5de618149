/** How long fine-tuning takes on this machine: a few photos of noise, timed. */

import { availableParallelism } from 'node:os';
import { createSeededRandom } from '../../shared/seeded-random.ts';
import { recipeFor } from '../ml/fine-tune/recipe.ts';
import { photosAtOnce } from '../ml/fine-tune/score-through.ts';
import { openFrozenPart } from '../ml/fine-tune/frozen-part.ts';
import { cutNetwork, embedThrough, stepThrough } from '../ml/fine-tune/trained-part.ts';
import { embeddedViewsOf, viewsOf } from '../ml/fine-tune/views.ts';
import { createEmbedder } from '../ml/embedder.ts';
import { emptyLayer } from '../ml/head.ts';
import type { Backbone } from '../ml/load-backbone.ts';
import type { TensorFlow } from '../ml/tensorflow-backend.ts';
import type { TaskContext } from '../task-context.ts';
import type { FineTuningPace, TimeFineTuningRequest } from './engine.ts';

/** Labels cost next to nothing. */
const LABELS = 20;
/** As they are read for real. */
const PHOTOS_AT_ONCE = 8;

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
  const photos = photosAtOnce(tf, cut);
  const random = createSeededRandom(1);
  const { height, width, channels } = cut.shape;
  const inputs = Float32Array.from({ length: photos * height * width * channels }, () => random.normal());
  const head = emptyLayer(network.embeddingWidth, LABELS);

  const learning = await perPhoto(photos, () => {
    stepThrough(tf, cut, weights, head, inputs, (logits) => logits.map(() => 0.01));
  });
  const measuring = await perPhoto(photos, () => {
    embedThrough(tf, cut, weights, inputs);
  });
  const frozen = fineTune === 'all' ? 0 : await timeFrozenPart();
  return {
    backend,
    epochs: recipeFor({ maxEpochs }).epochs,
    views: { shown: viewsOf[augmentation].length, embedded: embeddedViewsOf[augmentation].length },
    frozen,
    learning,
    measuring,
    embedding: await timeEmbedding(),
  };

  async function timeFrozenPart(): Promise<number> {
    const part = await openFrozenPart(network, weights, cut, availableParallelism());
    return perPhoto(PHOTOS_AT_ONCE, () => part.run(grey())).finally(() => part.close());
  }

  async function timeEmbedding(): Promise<number> {
    const embedder = await createEmbedder({ network, weights });
    return perPhoto(PHOTOS_AT_ONCE, () => embedder.embed(grey(), PHOTOS_AT_ONCE)).finally(() =>
      embedder.close(),
    );
  }

  function grey(): Uint8Array {
    return new Uint8Array(PHOTOS_AT_ONCE * network.inputSize ** 2 * 3).fill(100);
  }

  async function perPhoto(count: number, pass: () => unknown): Promise<number> {
    await pass();
    signal.throwIfAborted();
    const started = performance.now();
    await pass();
    return (performance.now() - started) / 1000 / count;
  }
}
