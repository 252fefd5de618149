/** Embedders made of embedders: the mean over views of a photo, and several networks side by side. */

import type { Embedder } from './embedder.ts';
import { viewOf } from './fine-tune/views.ts';

/**
 * An embedder whose embeddings are the mean over views. What a linear head says of them is the mean of what it says of
 * each view.
 *
 * views  at least one; view numbers as of viewOf
 */
export function averageViews(embedder: Embedder, views: readonly number[]): Embedder {
  const side = Math.sqrt(embedder.inputSizeBytes / 3);
  return {
    ...embedder,
    async embed(pixels, count) {
      const mean = new Float32Array(count * embedder.embeddingWidth);
      for (const view of views) {
        const turned = new Uint8Array(count * embedder.inputSizeBytes);
        for (let photo = 0; photo < count; photo++) {
          const start = photo * embedder.inputSizeBytes;
          const own = pixels.subarray(start, start + embedder.inputSizeBytes);
          turned.set(viewOf(own, side, 3, view), start);
        }
        const embeddings = await embedder.embed(turned, count);
        for (const [place, value] of embeddings.entries()) mean[place]! += value / views.length;
      }
      return mean;
    },
  };
}

/**
 * An embedder whose embeddings are those of several embedders one after another; all take photos of the same size.
 *
 * embedders  at least one; closing closes all of them
 */
export function joinEmbedders(embedders: readonly Embedder[]): Embedder {
  const width = embedders.reduce((sum, { embeddingWidth }) => sum + embeddingWidth, 0);
  return {
    embeddingWidth: width,
    inputSizeBytes: embedders[0]!.inputSizeBytes,
    async embed(pixels, count) {
      const joined = new Float32Array(count * width);
      let start = 0;
      for (const embedder of embedders) {
        const own = embedder.embeddingWidth;
        const embeddings = await embedder.embed(pixels, count);
        for (let photo = 0; photo < count; photo++)
          joined.set(embeddings.subarray(photo * own, (photo + 1) * own), photo * width + start);
        start += own;
      }
      return joined;
    },
    async close() {
      for (const embedder of embedders) await embedder.close();
    },
  };
}
