/** Scores photos by the trained part of a network and a head. */

import { logitsOf } from '../fit-layers.ts';
import { createPacer } from '../fit-pacer.ts';
import type { HeadLayer } from '../head.ts';
import { PHOTOS } from '../network-description.ts';
import type { Weights } from '../network-description.ts';
import type { TensorFlowCore } from '../tensorflow-backend.ts';
import type { FrozenOutputs } from './frozen-outputs.ts';
import { embedThrough } from './trained-part.ts';
import type { NetworkCut } from './trained-part.ts';

/**
 * A batch goes through in parts of so many photos: less memory, and a shorter wait to be cancelled. The first layers,
 * where they are trained, take twenty times the room of the last. On WebAssembly one photo more takes as long as the
 * one before, whatever the part, so that small ones cost nothing.
 */
export function photosAtOnce(tf: TensorFlowCore, { after }: NetworkCut): number {
  const parts = tf.getBackend() === 'tensorflow' ? { top: 16, all: 4 } : { top: 4, all: 1 };
  return after === PHOTOS ? parts.all : parts.top;
}

/**
 * Logits of photos by trained layers and head, the mean of their first views: rows.length×labels row-major.
 *
 * viewCount  1: of the photos as they are
 * throws  what the signal was aborted with
 */
export async function scoreThrough(
  tf: TensorFlowCore,
  cut: NetworkCut,
  { weights, head }: { weights: Weights; head: HeadLayer },
  inputs: FrozenOutputs,
  rows: Int32Array,
  viewCount: number,
  signal: AbortSignal,
): Promise<Float32Array> {
  const pacer = createPacer(signal);
  const partSize = photosAtOnce(tf, cut);
  const logits = new Float32Array(rows.length * head.outputs);
  for (let view = 0; view < viewCount; view++)
    for (let first = 0; first < rows.length; first += partSize) {
      await pacer.pause();
      const batch = rows.subarray(first, first + partSize);
      const seen = inputs.read(batch, new Uint8Array(batch.length).fill(view));
      const own = logitsOf(tf, [head], embedThrough(tf, cut, weights, seen), batch.length);
      for (const [place, logit] of own.entries()) logits[first * head.outputs + place]! += logit / viewCount;
    }
  return logits;
}
