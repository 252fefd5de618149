/** Builds a network over TensorFlow.js tensors, for any backend. */

import type * as tensorFlow from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { PHOTOS, weightOf, weightShapes } from './network-description.ts';
import type { ConvolutionLayer, Layer, NetworkDescription, Weights } from './network-description.ts';

export interface TensorFlowGraph {
  /**
   * Embeds photos on the backend that is current; everything in between is disposed.
   *
   * photos   int32 or float32, N×size×size×3 RGB, 0 to 255; left to the caller
   * returns  N×embeddingWidth; the caller disposes it
   */
  embed(photos: Tensor4D): Tensor2D;
  /**
   * The output of one convolution or addition, after its activation.
   *
   * returns  N×height×width×channels; the caller disposes it
   * throws   Error when there is no such layer
   */
  layerOutput(photos: Tensor4D, layer: string): Tensor4D;
  /** Frees the weights. */
  dispose(): void;
}

/**
 * The network as TensorFlow.js computes it: the same layers as the ONNX model, from the same description.
 *
 * tf       tfjs-core, on any backend with convolutions
 * weights  float32, as Weights describes them; copied to the backend
 * throws   Error when a tensor is missing
 */
export function buildTensorFlowGraph(
  tf: typeof tensorFlow,
  network: NetworkDescription,
  weights: Weights,
): TensorFlowGraph {
  const parameters = new Map(
    weightShapes(network).map(({ name, shape }) => [name, tf.tensor(weightOf(weights, name), shape)]),
  );
  const multiply = tf.tensor1d(network.preprocessing.multiply);
  const offset = tf.tensor1d(network.preprocessing.offset);

  function convolve(layer: ConvolutionLayer, x: Tensor4D): Tensor4D {
    const options = {
      x,
      filter: parameters.get(`${layer.name}/kernel`) as Tensor4D,
      bias: parameters.get(`${layer.name}/bias`) as Tensor1D,
      strides: layer.stride,
      pad: 'same' as const,
      activation: layer.activation === 'relu6' ? ('relu6' as const) : ('linear' as const),
    };
    return layer.kind === 'convolution' ? tf.fused.conv2d(options) : tf.fused.depthwiseConv2d(options);
  }

  function compute(layer: Layer, outputs: ReadonlyMap<string, Tensor4D>): Tensor4D {
    switch (layer.kind) {
      case 'convolution':
      case 'depthwise-convolution':
        return convolve(layer, outputs.get(layer.input)!);
      case 'add':
        return tf.add(outputs.get(layer.inputs[0])!, outputs.get(layer.inputs[1])!);
      case 'global-average-pool':
        return tf.mean(outputs.get(layer.input)!, [1, 2], true);
    }
  }

  function layerOutput(photos: Tensor4D, wanted: string): Tensor4D {
    if (!network.layers.some((layer) => layer.name === wanted))
      throw new Error(`The network has no layer "${wanted}"`);
    return tf.tidy(() => {
      const outputs = new Map<string, Tensor4D>();
      outputs.set(PHOTOS, tf.add(tf.mul(tf.cast(photos, 'float32'), multiply), offset));
      for (const layer of network.layers) {
        outputs.set(layer.name, compute(layer, outputs));
        if (layer.name === wanted) break;
      }
      return outputs.get(wanted)!;
    });
  }

  return {
    embed: (photos) =>
      tf.tidy(() => {
        const pooled = layerOutput(photos, network.layers.at(-1)!.name);
        return tf.reshape(pooled, [photos.shape[0], network.embeddingWidth]);
      }),
    layerOutput,
    dispose: () => tf.dispose([...parameters.values(), multiply, offset]),
  };
}
