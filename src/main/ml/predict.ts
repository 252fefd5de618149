/** Probabilities from embeddings: the head as a tiny network in ONNX Runtime, which uses all cores. */

import { availableParallelism } from 'node:os';
import { InferenceSession, Tensor } from './onnx-runtime.ts';
import { sessionOptions } from './embedder.ts';
import type { Head } from './head.ts';
import { DATA_TYPE, encodeOnnxModel } from './onnx-protobuf.ts';
import type { OnnxGraph, OnnxNode } from './onnx-protobuf.ts';

/** Rows in one run: a few megabytes of embeddings, so that the calling thread is free again within milliseconds. */
const BATCH_SIZE = 2048;

/** One session per head, freed with it. */
const sessions = new WeakMap<Head, Promise<InferenceSession>>();

/**
 * Scores embeddings.
 *
 * embeddings  N×embeddingWidth row-major, as the backbone gives them; the head's form is brought about here
 * returns     Float32Array N×labelCount row-major, 0..1: sigmoid of the head's logits
 * throws      RangeError when the length is no multiple of the head's embedding width
 */
export async function predictProbabilities(head: Head, embeddings: Float32Array): Promise<Float32Array> {
  const { embeddingWidth, labelCount } = head;
  const count = embeddings.length / embeddingWidth;
  if (!Number.isInteger(count))
    throw new RangeError(
      `Expected rows of ${embeddingWidth} values, got ${embeddings.length} values in all.`,
    );
  let opening = sessions.get(head);
  if (!opening) {
    opening = InferenceSession.create(encodeOnnxModel(graphOf(head)), sessionOptions(availableParallelism()));
    sessions.set(head, opening);
  }
  const session = await opening;
  const probabilities = new Float32Array(count * labelCount);
  for (let start = 0; start < count; start += BATCH_SIZE) {
    const end = Math.min(start + BATCH_SIZE, count);
    const batch = embeddings.subarray(start * embeddingWidth, end * embeddingWidth);
    const outputs = await session.run({
      embeddings: new Tensor('float32', batch, [end - start, embeddingWidth]),
    });
    probabilities.set(outputs.probabilities!.data as Float32Array, start * labelCount);
  }
  return probabilities;
}

/** Under any length that photos have; nothing divided by it stays nothing. */
const SHORTEST = 1e-30;

function graphOf({ layers, embeddingWidth, labelCount, form }: Head): OnnxGraph {
  const nodes: OnnxNode[] = [];
  let input = 'embeddings';
  for (const index of layers.keys()) {
    const output = `layer-${index}`;
    const weights = `weights-${index}`;
    const biases = `biases-${index}`;
    if (index === 0 && form === 'unit-length') nodes.push(...overLength(input, weights, biases, output));
    else nodes.push({ opType: 'Gemm', input: [input, weights, biases], output });
    const isLast = index === layers.length - 1;
    input = isLast ? 'probabilities' : `hidden-${index}`;
    nodes.push({ opType: isLast ? 'Sigmoid' : 'Relu', input: [output], output: input });
  }
  const dataType = DATA_TYPE.float;
  const initializers = layers.flatMap((layer, index) => [
    { name: `weights-${index}`, dims: [layer.inputs, layer.outputs], values: layer.weights },
    { name: `biases-${index}`, dims: [layer.outputs], values: layer.biases },
  ]);
  if (form === 'unit-length')
    initializers.push({ name: 'shortest', dims: [1], values: Float32Array.of(SHORTEST) });
  return {
    name: 'head',
    nodes,
    initializers,
    inputs: [{ name: 'embeddings', dataType, dims: ['photos', embeddingWidth] }],
    outputs: [{ name: 'probabilities', dataType, dims: ['photos', labelCount] }],
  };
}

/** W·x / √Σx² + b: the products are divided and not the embeddings, which are ten times as many numbers. */
function overLength(input: string, weights: string, biases: string, output: string): OnnxNode[] {
  return [
    { opType: 'ReduceL2', input: [input], output: 'lengths', attributes: { axes: [1], keepdims: 1 } },
    { opType: 'Max', input: ['lengths', 'shortest'], output: 'divisors' },
    { opType: 'MatMul', input: [input, weights], output: 'products' },
    { opType: 'Div', input: ['products', 'divisors'], output: 'quotients' },
    { opType: 'Add', input: ['quotients', biases], output },
  ];
}
