/** Builds the ONNX model of a network: bytes of photos in, embeddings out. */

import { layerShapes, PHOTOS, samePadding, weightOf } from './network-description.ts';
import type {
  ConvolutionLayer,
  Layer,
  LayerShape,
  NetworkDescription,
  Weights,
} from './network-description.ts';
import { DATA_TYPE, encodeOnnxModel } from './onnx-protobuf.ts';
import type { OnnxNode, OnnxTensor } from './onnx-protobuf.ts';

/** Names of the model's input and output. */
export const ONNX_INPUT = 'photos';
export const ONNX_OUTPUT = 'embedding';

export interface OnnxGraphOptions {
  /** a further output under this layer's name: float32 N×height×width×channels, after its activation */
  layerOutput?: string;
  /** true: what comes after that layer is left out, and with it the embedding */
  endsThere?: boolean;
}

/**
 * The model as ONNX Runtime reads it. Input `photos`: uint8, N×size×size×3 RGB, any N. Output `embedding`:
 * float32, N×embeddingWidth. Preprocessing is part of the graph; inside, layers are N×C×H×W.
 *
 * weights  float32, as Weights describes them
 * returns  the bytes of a .onnx file
 * throws   Error when a tensor or the wanted layer is missing
 */
export function buildOnnxGraph(
  network: NetworkDescription,
  weights: Weights,
  options: OnnxGraphOptions = {},
): Uint8Array {
  const shapes = layerShapes(network);
  const size = network.inputSize;
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [
    {
      name: 'preprocessing/multiply',
      dims: [1, 3, 1, 1],
      values: Float32Array.from(network.preprocessing.multiply),
    },
    {
      name: 'preprocessing/offset',
      dims: [1, 3, 1, 1],
      values: Float32Array.from(network.preprocessing.offset),
    },
    { name: 'relu6/lowest', dims: [], values: Float32Array.of(0) },
    { name: 'relu6/highest', dims: [], values: Float32Array.of(6) },
  ];

  // transposed while a pixel is still three bytes
  nodes.push(
    {
      opType: 'Transpose',
      input: [ONNX_INPUT],
      output: 'channels-first',
      attributes: { perm: [0, 3, 1, 2] },
    },
    { opType: 'Cast', input: ['channels-first'], output: 'as-float', attributes: { to: DATA_TYPE.float } },
    { opType: 'Mul', input: ['as-float', 'preprocessing/multiply'], output: 'multiplied' },
    { opType: 'Add', input: ['multiplied', 'preprocessing/offset'], output: valueName(PHOTOS) },
  );
  for (const layer of computedLayers(network, options)) {
    switch (layer.kind) {
      case 'convolution':
      case 'depthwise-convolution':
        nodes.push(...convolutionNodes(layer, shapes));
        initializers.push(...convolutionTensors(layer, shapes, weights));
        break;
      case 'add':
        nodes.push({ opType: 'Add', input: layer.inputs.map(valueName), output: valueName(layer.name) });
        break;
      case 'global-average-pool': {
        const pooled = `${valueName(layer.name)}/pooled`;
        nodes.push(
          { opType: 'GlobalAveragePool', input: [valueName(layer.input)], output: pooled },
          { opType: 'Flatten', input: [pooled], output: valueName(layer.name), attributes: { axis: 1 } },
        );
        break;
      }
    }
  }

  const outputs: { name: string; dataType: number; dims: (string | number)[] }[] = [];
  if (!options.endsThere) {
    outputs.push({ name: ONNX_OUTPUT, dataType: DATA_TYPE.float, dims: ['N', network.embeddingWidth] });
    nodes.push({ opType: 'Identity', input: [valueName(network.layers.at(-1)!.name)], output: ONNX_OUTPUT });
  }
  if (options.layerOutput !== undefined) {
    const name = options.layerOutput;
    const shape = shapes.get(name);
    if (shape === undefined) throw new Error(`The network has no layer "${name}"`);
    const perm = [0, 2, 3, 1];
    nodes.push({ opType: 'Transpose', input: [valueName(name)], output: name, attributes: { perm } });
    outputs.push({ name, dataType: DATA_TYPE.float, dims: ['N', shape.height, shape.width, shape.channels] });
  }
  return encodeOnnxModel({
    name: 'backbone',
    nodes,
    initializers,
    inputs: [{ name: ONNX_INPUT, dataType: DATA_TYPE.uint8, dims: ['N', size, size, 3] }],
    outputs,
  });
}

function computedLayers({ layers }: NetworkDescription, options: OnnxGraphOptions): Layer[] {
  if (!options.endsThere) return layers;
  return layers.slice(0, layers.findIndex(({ name }) => name === options.layerOutput) + 1);
}

/** A layer's own value, apart from the names of input and outputs. */
function valueName(layer: string): string {
  return `layer/${layer}`;
}

function convolutionNodes(layer: ConvolutionLayer, shapes: ReadonlyMap<string, LayerShape>): OnnxNode[] {
  const input = shapes.get(layer.input)!;
  const vertical = samePadding(input.height, layer.kernelSize, layer.stride);
  const horizontal = samePadding(input.width, layer.kernelSize, layer.stride);
  const output = valueName(layer.name);
  const linear = layer.activation === 'none' ? output : `${output}/linear`;
  const convolution: OnnxNode = {
    opType: 'Conv',
    input: [valueName(layer.input), `${layer.name}/kernel`, `${layer.name}/bias`],
    output: linear,
    attributes: {
      kernel_shape: [layer.kernelSize, layer.kernelSize],
      strides: [layer.stride, layer.stride],
      pads: [vertical.before, horizontal.before, vertical.after, horizontal.after],
      group: layer.kind === 'depthwise-convolution' ? input.channels : 1,
    },
  };
  if (layer.activation === 'none') return [convolution];
  return [convolution, { opType: 'Clip', input: [linear, 'relu6/lowest', 'relu6/highest'], output }];
}

function convolutionTensors(
  layer: ConvolutionLayer,
  shapes: ReadonlyMap<string, LayerShape>,
  weights: Weights,
): OnnxTensor[] {
  const channels = shapes.get(layer.name)!.channels;
  const perOutput = layer.kind === 'convolution' ? shapes.get(layer.input)!.channels : 1;
  const size = layer.kernelSize;
  const kernel = weightOf(weights, `${layer.name}/kernel`);
  return [
    {
      name: `${layer.name}/kernel`,
      dims: [channels, perOutput, size, size],
      // a depthwise kernel, H×W×C×1, lies in memory as H×W×1×C
      values: outputFirst(kernel, size * size, perOutput, channels),
    },
    { name: `${layer.name}/bias`, dims: [channels], values: weightOf(weights, `${layer.name}/bias`) },
  ];
}

/** positions × inputs × outputs to outputs × inputs × positions, row-major. */
function outputFirst(kernel: Float32Array, positions: number, inputs: number, outputs: number): Float32Array {
  const turned = new Float32Array(kernel.length);
  let source = 0;
  for (let position = 0; position < positions; position++)
    for (let input = 0; input < inputs; input++)
      for (let output = 0; output < outputs; output++)
        turned[(output * inputs + input) * positions + position] = kernel[source++]!;
  return turned;
}
