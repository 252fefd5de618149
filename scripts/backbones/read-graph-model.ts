/** Reads a TensorFlow.js GraphModel of the kind MobileNets are: fused convolutions, additions, one pooling. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PHOTOS } from '../../src/main/ml/network-description.ts';
import type { Layer } from '../../src/main/ml/network-description.ts';

const nodeSchema = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), z.unknown()),
});

const modelSchema = z.object({
  modelTopology: z.object({ node: z.array(nodeSchema) }),
  weightsManifest: z
    .array(
      z.object({
        paths: z.array(z.string()).length(1),
        weights: z.array(
          z.object({ name: z.string(), shape: z.array(z.number()), dtype: z.enum(['float32', 'int32']) }),
        ),
      }),
    )
    .length(1),
});

type GraphNode = z.infer<typeof nodeSchema>;

export interface Tensor {
  shape: number[];
  values: Float32Array;
}

export interface GraphModel {
  layers: Layer[];
  /** the network's tensors, named as src/main/ml/network-description.ts says, in the order of layers */
  tensors: Map<string, Tensor>;
  /** `classifier/kernel` and `classifier/bias` when the model goes on to classes; else empty */
  classifier: Map<string, Tensor>;
  weightsFile: Buffer;
}

/**
 * Reads model.json and its weights.
 *
 * folder  holds model.json and the weights file it names
 * throws  Error on a node that a NetworkDescription cannot say
 */
export async function readGraphModel(folder: string): Promise<GraphModel> {
  const model = modelSchema.parse(JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')));
  const [weightsManifest] = model.weightsManifest;
  const weightsFile = await readFile(join(folder, weightsManifest!.paths[0]!));
  const stored = readTensors(weightsManifest!.weights, weightsFile);

  const layers: Layer[] = [];
  const tensors = new Map<string, Tensor>();
  const classifier = new Map<string, Tensor>();
  for (const node of model.modelTopology.node) {
    const [first, second, third] = node.input;
    switch (node.op) {
      case 'Const':
      case 'Softmax':
        break;
      case 'Placeholder':
        if (node.name !== 'images') throw new Error(`Unexpected input "${node.name}"`);
        break;
      case '_FusedConv2D':
      case 'FusedDepthwiseConv2dNative': {
        const kernel = stored.get(second!)!;
        layers.push(convolutionLayer(node, kernel));
        tensors.set(`${node.name}/kernel`, kernel);
        tensors.set(`${node.name}/bias`, stored.get(third!)!);
        break;
      }
      case 'AddV2':
        layers.push({ kind: 'add', name: node.name, inputs: [first!, second!] });
        break;
      case 'Mean':
        layers.push({ kind: 'global-average-pool', name: node.name, input: first! });
        break;
      case '_FusedMatMul':
        classifier.set('classifier/kernel', stored.get(second!)!);
        classifier.set('classifier/bias', stored.get(third!)!);
        break;
      default:
        throw new Error(`"${node.name}" is a ${node.op}, which a network description cannot say`);
    }
  }
  return { layers, tensors, classifier, weightsFile };
}

function readTensors(
  entries: readonly { name: string; shape: number[]; dtype: 'float32' | 'int32' }[],
  file: Buffer,
): Map<string, Tensor> {
  const buffer = new Uint8Array(file).buffer;
  const tensors = new Map<string, Tensor>();
  let offset = 0;
  for (const { name, shape, dtype } of entries) {
    const length = shape.reduce((product, size) => product * size, 1);
    if (dtype === 'float32') tensors.set(name, { shape, values: new Float32Array(buffer, offset, length) });
    offset += length * 4;
  }
  if (offset !== buffer.byteLength) throw new Error(`The weights end at ${offset} of ${buffer.byteLength}`);
  return tensors;
}

function convolutionLayer(node: GraphNode, kernel: Tensor): Layer {
  const attributes = z
    .object({
      strides: z.object({ list: z.object({ i: z.array(z.coerce.number()).length(4) }) }),
      dilations: z.object({ list: z.object({ i: z.array(z.literal('1')) }) }),
      padding: z.object({ s: z.literal(base64('SAME')) }),
      data_format: z.object({ s: z.literal(base64('NHWC')) }),
      fused_ops: z.object({ list: z.object({ s: z.array(z.string()) }) }),
    })
    .parse(node.attr);
  const [, stride, horizontalStride] = attributes.strides.list.i;
  const [height, width, , outputChannels] = kernel.shape;
  if (stride !== horizontalStride || height !== width) throw new Error(`"${node.name}" is not square`);
  const shared = {
    name: node.name,
    input: node.input[0] === 'images' ? PHOTOS : node.input[0]!,
    kernelSize: height!,
    stride: stride!,
    activation: activationOf(attributes.fused_ops.list.s),
  };
  return node.op === '_FusedConv2D'
    ? { kind: 'convolution', ...shared, outputChannels: outputChannels! }
    : { kind: 'depthwise-convolution', ...shared };
}

function activationOf(fusedOps: readonly string[]): 'none' | 'relu6' {
  const names = fusedOps.join();
  if (names === base64('BiasAdd')) return 'none';
  if (names === `${base64('BiasAdd')},${base64('Relu6')}`) return 'relu6';
  throw new Error(`Unexpected fused operations ${names}`);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
