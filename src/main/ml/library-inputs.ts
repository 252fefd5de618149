/** The inputs of a linear head: centred or standardized by the whole library, and where that helps smoothed over neighbours in it. */

import { prepareDistilling } from './distil-head.ts';
import { bringIntoForm, type EmbeddingForm } from './embedding-form.ts';
import type { Pacer } from './fit-pacer.ts';
import { emptyLayer } from './head.ts';
import type { HeadLayer } from './head.ts';
import { createInputBlocks } from './input-blocks.ts';
import { smoothOverNeighbours } from './neighbour-smoothing.ts';
import {
  measureCentring,
  measureStandardization,
  standardizedRows,
  type Standardization,
} from './standardize.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

export interface LibraryInputs {
  /** of embeddings in the form */
  standardization: Standardization;
  /** K×width row-major: the tagged photos as heads learn from them */
  learned: Float32Array;
  /** K×width row-major: the tagged photos as heads see them later, each by itself */
  plain: Float32Array;
  /** Layers that answer for plain inputs what these answer for learned ones, as nearly as the library allows. */
  toPlain(layers: readonly HeadLayer[], pacer: Pacer): Promise<HeadLayer[]>;
}

/**
 * With fewer untagged photos, most neighbours are photos that the head learns from anyway, and smoothing costs what tells
 * them apart.
 */
const FEWEST_UNTAGGED = 200;
/** With this many tagged photos labels tell more than neighbours do, and the library would take long to compare. */
const MOST_TAGGED = 1500;

/**
 * Prepares the inputs of K tagged photos and U photos of the same library of which no answer is known.
 *
 * tagged, untagged  K×width and U×width row-major, as the backbone gives them
 * form              what is done to them first; embeddings of length 1 are then only centred, others standardized
 */
export async function prepareLibraryInputs(
  tf: TensorFlowCore,
  tagged: Float32Array,
  untagged: Float32Array,
  width: number,
  form: EmbeddingForm,
  pacer: Pacer,
): Promise<LibraryInputs> {
  const library = new Float32Array(tagged.length + untagged.length);
  library.set(tagged);
  library.set(untagged, tagged.length);
  const all = Int32Array.from({ length: library.length / width }, (_, row) => row);
  bringIntoForm(form, library, width);
  const measure = form === 'as-is' ? measureStandardization : measureCentring;
  const standardization = measure(library, width, all);
  const standardized = standardizedRows(library, width, all, standardization);
  const plain = standardized.subarray(0, tagged.length);
  if (untagged.length / width < FEWEST_UNTAGGED || tagged.length / width > MOST_TAGGED)
    return { standardization, learned: plain, plain, toPlain: async (layers) => [...layers] };
  const smoothed = await smoothOverNeighbours(tf, standardized, width, pacer);
  return {
    standardization,
    learned: smoothed.subarray(0, tagged.length),
    plain,
    async toPlain(layers, pacer) {
      const joined = joinLayers(layers);
      const inputs = createInputBlocks(tf, smoothed, width);
      try {
        const wanted = await inputs.multiply(joined.weights, joined.biases, pacer);
        const distil = prepareDistilling(tf, standardized, width);
        return splitLayer(await distil(wanted, joined.outputs, pacer), layers.length);
      } finally {
        inputs.dispose();
      }
    },
  };
}

/** Layers of equal shape side by side as one. */
function joinLayers(layers: readonly HeadLayer[]): HeadLayer {
  const { inputs, outputs } = layers[0]!;
  const joined = emptyLayer(inputs, outputs * layers.length);
  for (const [index, { weights, biases }] of layers.entries()) {
    joined.biases.set(biases, index * outputs);
    for (let input = 0; input < inputs; input++)
      joined.weights.set(
        weights.subarray(input * outputs, (input + 1) * outputs),
        input * joined.outputs + index * outputs,
      );
  }
  return joined;
}

function splitLayer({ inputs, outputs, weights, biases }: HeadLayer, parts: number): HeadLayer[] {
  const own = outputs / parts;
  return Array.from({ length: parts }, (_, index) => {
    const layer = emptyLayer(inputs, own);
    layer.biases.set(biases.subarray(index * own, (index + 1) * own));
    for (let input = 0; input < inputs; input++)
      layer.weights.set(
        weights.subarray(input * outputs + index * own, input * outputs + (index + 1) * own),
        input * own,
      );
    return layer;
  });
}
