/** Embeds photos with ONNX Runtime. */

import { availableParallelism } from 'node:os';
import { InferenceSession, Tensor, type SessionOptions } from './onnx-runtime.ts';
import type { NetworkDescription, Weights } from './network-description.ts';
import { buildOnnxGraph, ONNX_INPUT, ONNX_OUTPUT } from './onnx-graph.ts';

/** Photos in one run of the network: more are no faster, and ONNX Runtime holds the calling thread during a run. */
export const EMBEDDING_BATCH_SIZE = 16;

export interface Embedder {
  embeddingWidth: number;
  /** bytes of one photo: size × size × 3 */
  inputSizeBytes: number;
  /**
   * Embeds photos, EMBEDDING_BATCH_SIZE at a time; other work of this thread runs between batches.
   *
   * pixels   RGB bytes, photos × size × size × 3 row-major; may be longer than count photos
   * count    number of photos
   * returns  count × embeddingWidth, row-major
   * throws   RangeError when pixels are fewer than count photos
   */
  embed(pixels: Uint8Array, count: number): Promise<Float32Array>;
  /** Frees the network; nothing can be embedded afterwards. */
  close(): Promise<void>;
}

/**
 * How Tagwright runs its sessions: every layer on `threads` threads, one layer after the other. A thread without
 * work spins for a moment only: as fast as spinning on on an idle machine, and decoding, which runs at the same
 * time, gets the cores (spinning on, two threads beside a busy one were slower than a single thread).
 */
export function sessionOptions(threads: number): SessionOptions {
  return {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    extra: { session: { intra_op: { spin_duration_us: '50' } } },
  };
}

/**
 * Opens a backbone for embedding.
 *
 * backbone  network and float32 weights; they are not needed any more afterwards
 * threads   default: as many as the machine has cores
 */
export async function createEmbedder(
  backbone: { network: NetworkDescription; weights: Weights },
  { threads = availableParallelism() }: { threads?: number } = {},
): Promise<Embedder> {
  const { inputSize, embeddingWidth } = backbone.network;
  const session = await InferenceSession.create(
    buildOnnxGraph(backbone.network, backbone.weights),
    sessionOptions(threads),
  );
  const inputSizeBytes = inputSize * inputSize * 3;

  async function embedBatch(pixels: Uint8Array): Promise<Float32Array> {
    const shape = [pixels.length / inputSizeBytes, inputSize, inputSize, 3];
    const outputs = await session.run({ [ONNX_INPUT]: new Tensor('uint8', pixels, shape) });
    return outputs[ONNX_OUTPUT]!.data as Float32Array;
  }

  return {
    embeddingWidth,
    inputSizeBytes,
    async embed(pixels, count) {
      if (pixels.length < count * inputSizeBytes)
        throw new RangeError(`${pixels.length} bytes are fewer than ${count} photos`);
      const embeddings = new Float32Array(count * embeddingWidth);
      for (let start = 0; start < count; start += EMBEDDING_BATCH_SIZE) {
        const end = Math.min(start + EMBEDDING_BATCH_SIZE, count);
        const batch = await embedBatch(pixels.subarray(start * inputSizeBytes, end * inputSizeBytes));
        embeddings.set(batch, start * embeddingWidth);
      }
      return embeddings;
    },
    close: () => session.release(),
  };
}
