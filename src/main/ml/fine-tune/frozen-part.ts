/** The part of a network that stays as it is, computed once per photo and view with ONNX Runtime. */

import { InferenceSession, Tensor } from '../onnx-runtime.ts';
import { sessionOptions } from '../embedder.ts';
import type { NetworkDescription, Weights } from '../network-description.ts';
import { buildOnnxGraph, ONNX_INPUT } from '../onnx-graph.ts';
import type { NetworkCut } from './trained-part.ts';

export interface FrozenPart {
  /**
   * pixels   RGB bytes, photos × size × size × 3 row-major
   * returns  photos × the cut's height × width × channels
   */
  run(pixels: Uint8Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Opens everything before the cut. threads: of ONNX Runtime. */
export async function openFrozenPart(
  network: NetworkDescription,
  weights: Weights,
  cut: NetworkCut,
  threads: number,
): Promise<FrozenPart> {
  const session = await InferenceSession.create(
    buildOnnxGraph(network, weights, { layerOutput: cut.after, endsThere: true }),
    sessionOptions(threads),
  );
  const { inputSize } = network;
  return {
    async run(pixels) {
      const shape = [pixels.length / (inputSize * inputSize * 3), inputSize, inputSize, 3];
      const outputs = await session.run({ [ONNX_INPUT]: new Tensor('uint8', pixels, shape) });
      return outputs[cut.after]!.data as Float32Array;
    },
    close: () => session.release(),
  };
}
