/** The part of a network that is trained, and its passes forward and back. */

import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { HeadLayer } from '../head.ts';
import { layerShapes, PHOTOS, weightOf, weightShapes } from '../network-description.ts';
import type { Layer, LayerShape, NetworkDescription, Weights } from '../network-description.ts';
import type { TensorFlowCore } from '../tensorflow-backend.ts';
import { convolutionGradient, convolve } from './layer-gradients.ts';

/** Where a network is cut in two: everything up to `after` stays as it is, `layers` are trained. */
export interface NetworkCut {
  /** the layer whose output the trained part starts from; PHOTOS: the preprocessed photos */
  after: string;
  /** of the output of `after` */
  shape: LayerShape;
  layers: Layer[];
  /** names and shapes of the tensors that are trained */
  tensors: { name: string; shape: number[] }[];
}

/**
 * Cuts a network.
 *
 * part    'all': everything is trained; 'top': what follows the block that last halves height and width starts from,
 *         about the last quarter of the layers, and most of the weights
 */
export function cutNetwork(network: NetworkDescription, part: 'top' | 'all'): NetworkCut {
  const shapes = layerShapes(network);
  const { layers } = network;
  const first = part === 'all' ? 0 : firstLayerOfTop(layers);
  const trained = layers.slice(first);
  const start = trained[0]!;
  const after = 'input' in start ? start.input : PHOTOS;
  const names = new Set(trained.map(({ name }) => name));
  return {
    after,
    shape: shapes.get(after)!,
    layers: trained,
    tensors: weightShapes(network).filter(({ name }) => names.has(name.slice(0, name.lastIndexOf('/')))),
  };
}

function firstLayerOfTop(layers: readonly Layer[]): number {
  const halving = layers.findLastIndex((layer) => 'stride' in layer && layer.stride > 1);
  const expansion = layers.findIndex(
    (layer) => 'input' in layers[halving]! && layer.name === layers[halving].input,
  );
  return expansion < 0 ? 0 : expansion;
}

/** Gradients by tensor name, as Weights names them. */
export type Gradients = Map<string, Float32Array>;

export interface Step {
  /** of every trained tensor */
  gradients: Gradients;
  /** of the head, as its layer lies */
  head: { weights: Float32Array; biases: Float32Array };
}

/**
 * One pass forward and back through the trained part, the pooled embedding and a linear head.
 *
 * weights           of the trained tensors at least
 * inputs            N×height×width×channels row-major, as the cut's layer gives them
 * gradientByLogits  given the logits, the gradient of the loss by them; both N×labels row-major
 */
export function stepThrough(
  tf: TensorFlowCore,
  cut: NetworkCut,
  weights: Weights,
  head: HeadLayer,
  inputs: Float32Array,
  gradientByLogits: (logits: Float32Array) => Float32Array,
): Step {
  return inScope(tf, () => {
    const parameters = parametersOf(tf, cut, weights);
    const outputs = forward(tf, cut, parameters, inputTensor(tf, cut, inputs), null);
    const pooledLayer = cut.layers.at(-1)!;
    const pooled = outputs.get(pooledLayer.name)!;
    const photos = pooled.shape[0];
    const embedding = tf.reshape(pooled, [photos, head.inputs]) as Tensor2D;
    const headWeights = tf.tensor2d(head.weights, [head.inputs, head.outputs]);
    const logits = tf.add<Tensor2D>(tf.matMul(embedding, headWeights), tf.tensor1d(head.biases));
    const back = tf.tensor2d(gradientByLogits(logits.dataSync<'float32'>()), [photos, head.outputs]);
    const headGradient = {
      weights: tf.matMul(tf.transpose(embedding), back).dataSync<'float32'>(),
      biases: tf.sum(back, 0).dataSync<'float32'>(),
    };
    const embeddingBack = tf.matMul(back, tf.transpose(headWeights));
    const gradients = backward(tf, cut, parameters, outputs, tf.reshape(embeddingBack, pooled.shape));
    return { gradients, head: headGradient };
  });
}

/** Embeddings through the trained part: inputs as in stepThrough, N×embeddingWidth row-major out. */
export function embedThrough(
  tf: TensorFlowCore,
  cut: NetworkCut,
  weights: Weights,
  inputs: Float32Array,
): Float32Array {
  return inScope(tf, () => {
    const last = cut.layers.at(-1)!.name;
    const outputs = forward(tf, cut, parametersOf(tf, cut, weights), inputTensor(tf, cut, inputs), last);
    return outputs.get(last)!.dataSync<'float32'>();
  });
}

function parametersOf(tf: TensorFlowCore, cut: NetworkCut, weights: Weights): Map<string, Tensor4D> {
  return new Map(
    cut.tensors.map(({ name, shape }) => [
      name,
      tf.tensor(weightOf(weights, name), shape as [number, number, number, number]) as Tensor4D,
    ]),
  );
}

function inputTensor(tf: TensorFlowCore, { shape }: NetworkCut, inputs: Float32Array): Tensor4D {
  const photos = inputs.length / (shape.height * shape.width * shape.channels);
  return tf.tensor4d(inputs, [photos, shape.height, shape.width, shape.channels]);
}

/** wanted: keep this layer's output alone, and free each one when the last layer that reads it is through */
function forward(
  tf: TensorFlowCore,
  { after, layers }: NetworkCut,
  parameters: ReadonlyMap<string, Tensor4D>,
  inputs: Tensor4D,
  wanted: string | null,
): Map<string, Tensor4D> {
  const outputs = new Map<string, Tensor4D>([[after, inputs]]);
  for (const [place, layer] of layers.entries()) {
    outputs.set(layer.name, compute(layer));
    if (wanted !== null)
      for (const input of inputsOf(layer))
        if (!layers.slice(place + 1).some((later) => inputsOf(later).includes(input)))
          outputs.get(input)!.dispose();
  }
  return outputs;

  function compute(layer: Layer): Tensor4D {
    switch (layer.kind) {
      case 'convolution':
      case 'depthwise-convolution':
        return convolve(
          tf,
          layer,
          outputs.get(layer.input)!,
          parameters.get(`${layer.name}/kernel`)!,
          parameters.get(`${layer.name}/bias`) as unknown as Tensor1D,
        );
      case 'add':
        return tf.add(outputs.get(layer.inputs[0])!, outputs.get(layer.inputs[1])!);
      case 'global-average-pool':
        return tf.mean(outputs.get(layer.input)!, [1, 2], true);
    }
  }
}

function backward(
  tf: TensorFlowCore,
  { after, layers }: NetworkCut,
  parameters: ReadonlyMap<string, Tensor4D>,
  outputs: Map<string, Tensor4D>,
  embeddingBack: Tensor4D,
): Gradients {
  const gradients: Gradients = new Map();
  const backs = new Map<string, Tensor4D>([[layers.at(-1)!.name, embeddingBack]]);
  for (const layer of layers.toReversed()) {
    const back = backs.get(layer.name)!;
    const parts = inScope(tf, () => inputGradients(layer, back));
    for (const [input, part] of parts) {
      const earlier = backs.get(input);
      backs.set(input, earlier === undefined ? part : tf.add(earlier, part));
      if (earlier !== undefined) tf.dispose([earlier, part]);
    }
    // Nothing further back reads these, and a batch's memory is what training needs most of.
    tf.dispose([back, outputs.get(layer.name)!]);
  }
  return gradients;

  function inputGradients(layer: Layer, back: Tensor4D): [string, Tensor4D][] {
    switch (layer.kind) {
      case 'convolution':
      case 'depthwise-convolution': {
        const gradient = convolutionGradient(
          tf,
          layer,
          {
            x: outputs.get(layer.input)!,
            kernel: parameters.get(`${layer.name}/kernel`)!,
            output: outputs.get(layer.name)!,
            back,
          },
          layer.input !== after,
        );
        gradients.set(`${layer.name}/kernel`, gradient.kernel.dataSync<'float32'>());
        gradients.set(`${layer.name}/bias`, gradient.bias.dataSync<'float32'>());
        return gradient.input === null ? [] : [[layer.input, tf.keep(gradient.input)]];
      }
      case 'add':
        // Copies, so that each may be freed by itself.
        return layer.inputs
          .filter((input) => input !== after)
          .map((input) => [input, tf.keep(tf.clone(back))]);
      case 'global-average-pool': {
        const [, height, width] = outputs.get(layer.input)!.shape;
        const share = tf.div(back, height * width);
        return [[layer.input, tf.keep(tf.tile<Tensor4D>(share as Tensor4D, [1, height, width, 1]))]];
      }
    }
  }
}

function inputsOf(layer: Layer): readonly string[] {
  return 'inputs' in layer ? layer.inputs : [layer.input];
}

/** Like tf.tidy, which would look for tensors in every element of a returned Float32Array. */
function inScope<Result>(tf: TensorFlowCore, compute: () => Result): Result {
  tf.engine().startScope();
  try {
    return compute();
  } finally {
    tf.engine().endScope();
  }
}
