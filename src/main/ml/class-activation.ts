/**
 * Class activation maps (Zhou et al., Learning Deep Features for Discriminative Localization, 2016): the embedding is
 * the mean of the last feature map, so a linear head can be asked of every cell of that map by itself.
 */

import { InferenceSession, Tensor } from './onnx-runtime.ts';
import { sessionOptions } from './embedder.ts';
import { bringIntoForm, divisorOf } from './embedding-form.ts';
import type { Head } from './head.ts';
import { layerShapes } from './network-description.ts';
import type { NetworkDescription, Weights } from './network-description.ts';
import { buildOnnxGraph, ONNX_INPUT, ONNX_OUTPUT } from './onnx-graph.ts';

export interface FeatureMap {
  rows: number;
  columns: number;
  /** rows × columns × width, row-major; its mean over the cells is the embedding */
  features: Float32Array;
  /** width numbers */
  embedding: Float32Array;
}

export interface FeatureMapper {
  /** pixels: one photo, size × size × 3 RGB bytes */
  map(pixels: Uint8Array): Promise<FeatureMap>;
  close(): Promise<void>;
}

/**
 * Opens a backbone for its last feature map: the layer that is averaged to the embedding.
 *
 * inputSize  of the photos, in pixels; a larger one than the network's own has more and smaller cells, and an embedding
 *            that no head has learned from
 */
export async function createFeatureMapper(
  { network: own, weights }: { network: NetworkDescription; weights: Weights },
  threads: number,
  inputSize = own.inputSize,
): Promise<FeatureMapper> {
  const network = { ...own, inputSize };
  const last = network.layers.at(-1)!;
  if (last.kind !== 'global-average-pool') throw new Error('the network does not end with an average');
  const session = await InferenceSession.create(
    buildOnnxGraph(network, weights, { layerOutput: last.input }),
    sessionOptions(threads),
  );
  const { height: rows, width: columns } = layerShapes(network).get(last.input)!;
  return {
    async map(pixels) {
      const shape = [1, network.inputSize, network.inputSize, 3];
      const outputs = await session.run({ [ONNX_INPUT]: new Tensor('uint8', pixels, shape) });
      return {
        rows,
        columns,
        features: outputs[last.input]!.data as Float32Array,
        embedding: outputs[ONNX_OUTPUT]!.data as Float32Array,
      };
    },
    close: () => session.release(),
  };
}

/**
 * A mapper whose features are those of several mappers side by side, cell by cell: their maps are of the same size.
 *
 * mappers  at least one; closing closes all of them
 */
export function joinMappers(mappers: readonly FeatureMapper[]): FeatureMapper {
  return {
    async map(pixels) {
      const maps: FeatureMap[] = [];
      for (const mapper of mappers) maps.push(await mapper.map(pixels));
      const { rows, columns } = maps[0]!;
      const cells = rows * columns;
      const widths = maps.map(({ embedding }) => embedding.length);
      const width = widths.reduce((sum, own) => sum + own, 0);
      const features = new Float32Array(cells * width);
      const embedding = new Float32Array(width);
      let start = 0;
      for (const [index, map] of maps.entries()) {
        const own = widths[index]!;
        for (let cell = 0; cell < cells; cell++)
          features.set(map.features.subarray(cell * own, (cell + 1) * own), cell * width + start);
        embedding.set(map.embedding, start);
        start += own;
      }
      return { rows, columns, features, embedding };
    },
    async close() {
      for (const mapper of mappers) await mapper.close();
    },
  };
}

/**
 * What a head would say if the whole photo looked like one of its cells. With a hidden layer, the head is taken as
 * the linear function that it is near the photo's embedding: the units that are off there stay off, and where the head
 * divides by the embedding's length, every cell is divided by the whole photo's.
 *
 * features   cells × width row-major
 * embedding  the mean of the cells
 * returns    Float32Array, labels × cells row-major; the mean over the cells is the photo's logit
 */
export function cellLogits(head: Head, features: Float32Array, embedding: Float32Array): Float32Array {
  const width = embedding.length;
  const divisor = divisorOf(head.form, embedding);
  const formed = embedding.slice();
  bringIntoForm(head.form, formed, width);
  const { weights, biases } = linearAround(head, formed);
  const cells = features.length / width;
  const logits = new Float32Array(head.labelCount * cells);
  for (let label = 0; label < head.labelCount; label++)
    for (let cell = 0; cell < cells; cell++) {
      let sum = 0;
      for (let column = 0; column < width; column++)
        sum += features[cell * width + column]! * weights[column * head.labelCount + label]!;
      logits[label * cells + cell] = sum / divisor + biases[label]!;
    }
  return logits;
}

/** embedding: in the head's form */
function linearAround(head: Head, embedding: Float32Array): { weights: Float32Array; biases: Float32Array } {
  const [first, second] = head.layers;
  if (second === undefined) return first!;
  const { inputs, outputs: units } = first!;
  const labels = second.outputs;
  const weights = new Float32Array(inputs * labels);
  const biases = second.biases.slice();
  for (let unit = 0; unit < units; unit++) {
    let sum = first!.biases[unit]!;
    for (let input = 0; input < inputs; input++)
      sum += embedding[input]! * first!.weights[input * units + unit]!;
    if (sum <= 0) continue;
    for (let label = 0; label < labels; label++) {
      const outgoing = second.weights[unit * labels + label]!;
      biases[label]! += first!.biases[unit]! * outgoing;
      for (let input = 0; input < inputs; input++)
        weights[input * labels + label]! += first!.weights[input * units + unit]! * outgoing;
    }
  }
  return { weights, biases };
}
