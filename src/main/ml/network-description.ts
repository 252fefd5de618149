/**
 * A network as a list of layers. The one description from which both the ONNX graph (embedding)
 * and the TensorFlow.js graph (training) are built.
 */

import { z } from 'zod';

const count = z.number().int().positive();
const name = z.string().min(1);
const activation = z.enum(['none', 'relu6']);

const layerSchema = z.discriminatedUnion('kind', [
  /** y = activation(x ⊛ kernel + bias); batch normalisation is folded into kernel and bias. Padding SAME. */
  z.object({
    kind: z.literal('convolution'),
    name,
    input: name,
    kernelSize: count,
    stride: count,
    outputChannels: count,
    activation,
  }),
  /** The same, each channel by itself: as many channels out as in. */
  z.object({
    kind: z.literal('depthwise-convolution'),
    name,
    input: name,
    kernelSize: count,
    stride: count,
    activation,
  }),
  /** The sum of two layers of the same shape. */
  z.object({ kind: z.literal('add'), name, inputs: z.tuple([name, name]) }),
  /** The mean over height and width: N×H×W×C to N×C. */
  z.object({ kind: z.literal('global-average-pool'), name, input: name }),
]);

/** The name by which layers refer to the preprocessed photos. */
export const PHOTOS = 'photos';

/** What a network is: inputs, preprocessing and layers in the order of computing; the last layer is the embedding. */
export const networkFields = {
  /** photos are RGB, inputSize × inputSize, one byte per channel */
  inputSize: count,
  /** x = byte · multiply + offset, per channel R, G, B */
  preprocessing: z.object({
    multiply: z.tuple([z.number(), z.number(), z.number()]),
    offset: z.tuple([z.number(), z.number(), z.number()]),
  }),
  embeddingWidth: count,
  layers: z.array(layerSchema).min(1),
};

export type Layer = z.infer<typeof layerSchema>;
export type ConvolutionLayer = Extract<Layer, { kind: 'convolution' | 'depthwise-convolution' }>;
export type NetworkDescription = z.infer<z.ZodObject<typeof networkFields>>;

/**
 * Weights by tensor name, float32: for each convolution `<layer>/kernel` (height × width × input × output channels,
 * row-major; depthwise: height × width × channels × 1) and `<layer>/bias` (output channels).
 */
export type Weights = ReadonlyMap<string, Float32Array>;

export interface LayerShape {
  height: number;
  width: number;
  channels: number;
}

/**
 * The shape of every layer's output for one photo. A pooled layer has height and width 1.
 *
 * returns  by layer name, PHOTOS included, in the order of computing
 * throws   Error when a layer uses one that is not before it, or adds unequal shapes
 */
export function layerShapes(
  network: Pick<NetworkDescription, 'inputSize' | 'layers'>,
): Map<string, LayerShape> {
  const shapes = new Map<string, LayerShape>();
  shapes.set(PHOTOS, { height: network.inputSize, width: network.inputSize, channels: 3 });
  for (const layer of network.layers) {
    if (shapes.has(layer.name)) throw new Error(`two layers are named "${layer.name}"`);
    shapes.set(layer.name, shapeOf(layer, shapes));
  }
  return shapes;
}

function shapeOf(layer: Layer, shapes: ReadonlyMap<string, LayerShape>): LayerShape {
  const [input, second] = ('inputs' in layer ? layer.inputs : [layer.input]).map((source) => {
    const shape = shapes.get(source);
    if (shape === undefined) throw new Error(`"${layer.name}" needs "${source}", which is not before it`);
    return shape;
  }) as [LayerShape, LayerShape?];
  switch (layer.kind) {
    case 'convolution':
    case 'depthwise-convolution':
      return {
        height: Math.ceil(input.height / layer.stride),
        width: Math.ceil(input.width / layer.stride),
        channels: layer.kind === 'convolution' ? layer.outputChannels : input.channels,
      };
    case 'add':
      if (JSON.stringify(input) !== JSON.stringify(second))
        throw new Error(`"${layer.name}" adds layers of different shapes`);
      return input;
    case 'global-average-pool':
      return { height: 1, width: 1, channels: input.channels };
  }
}

/**
 * Checks what single fields cannot say: every layer's inputs are before it, and the last one is the embedding.
 *
 * returns  what is wrong with the network, or null
 */
export function problemOfNetwork(
  network: Pick<NetworkDescription, 'inputSize' | 'layers' | 'embeddingWidth'>,
): string | null {
  const last = network.layers.at(-1)!;
  try {
    const { channels } = layerShapes(network).get(last.name)!;
    if (last.kind !== 'global-average-pool') return `the last layer, "${last.name}", is not pooled`;
    if (channels !== network.embeddingWidth)
      return `the last layer is ${channels} wide, not ${network.embeddingWidth}`;
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * The tensors a network needs, in the order of its layers.
 *
 * returns  name and shape: `<layer>/kernel` and `<layer>/bias` of every convolution, as Weights describes them
 */
export function weightShapes(
  network: Pick<NetworkDescription, 'inputSize' | 'layers'>,
): { name: string; shape: number[] }[] {
  const shapes = layerShapes(network);
  return network.layers.flatMap((layer) => {
    if (layer.kind !== 'convolution' && layer.kind !== 'depthwise-convolution') return [];
    const inputChannels = shapes.get(layer.input)!.channels;
    const outputChannels = shapes.get(layer.name)!.channels;
    const size = layer.kernelSize;
    const kernel =
      layer.kind === 'convolution'
        ? [size, size, inputChannels, outputChannels]
        : [size, size, inputChannels, 1];
    return [
      { name: `${layer.name}/kernel`, shape: kernel },
      { name: `${layer.name}/bias`, shape: [outputChannels] },
    ];
  });
}

/**
 * How many rows (or columns) of zeros padding SAME adds, as TensorFlow does: the odd one comes after.
 *
 * size        of the input, in pixels
 * kernelSize  of the convolution
 * stride      of the convolution
 * returns     how many before the first pixel and after the last
 */
export function samePadding(
  size: number,
  kernelSize: number,
  stride: number,
): { before: number; after: number } {
  const outputSize = Math.ceil(size / stride);
  const total = Math.max((outputSize - 1) * stride + kernelSize - size, 0);
  const before = Math.floor(total / 2);
  return { before, after: total - before };
}

/** One tensor of a network. Throws Error when it is missing. */
export function weightOf(weights: Weights, tensor: string): Float32Array {
  const values = weights.get(tensor);
  if (values === undefined) throw new Error(`The weights have no tensor "${tensor}"`);
  return values;
}
