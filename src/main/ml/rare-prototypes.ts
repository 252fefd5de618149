/** Labels with few positives: the head's weights drawn towards the direction in which the positives lie. */

import { PRESENT } from '../../shared/label.ts';
import { prepareDistilling } from './distil-head.ts';
import type { Pacer } from './fit-pacer.ts';
import { copyLayers, type HeadLayer } from './head.ts';
import { createInputBlocks } from './input-blocks.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

/** With so many positives the prototype and the head's own weights count alike. */
const POSITIVES_FOR_HALF = 2;
/** With more, the head's own weights do better alone or as well. */
const MOST_POSITIVES = 30;
/** Added to the covariance, as a share of the inputs' mean variance. */
const SHRINKAGE = 3;
/** The covariance is taken of no more photos, evenly picked. */
const MOST_PHOTOS = 600;

/** A head and the photos it learned from. */
export interface LearnedLayer {
  layer: HeadLayer;
  rows: Int32Array;
}

/** One label of one head that has few positives. */
interface Rare {
  head: number;
  label: number;
  /** of the prototype, above 0 and below 1 */
  share: number;
}

/**
 * Blends the weights w of every label with few positives with its whitened prototype q = (C + s·I)⁻¹·(m − t), as in
 * linear discriminant analysis: m is the mean of the positives, t and C mean and covariance of the tagged photos.
 * w becomes (1 − a)·w + a·q, q scaled to spread the tagged photos as w does, with a = 1 / (1 + positives / 2); the bias
 * keeps their mean logit. Labels with more than 30 positives, none, or without weights stay.
 *
 * inputs   N×width row-major: the tagged photos, standardized, as heads see them later
 * targets  N×labels row-major
 * heads    layers of width inputs and as many outputs as labels; they are not changed
 * returns  the layers, in the order of the heads
 */
export async function blendPrototypes(
  tf: TensorFlowCore,
  inputs: Float32Array,
  width: number,
  targets: Int8Array,
  heads: readonly LearnedLayer[],
  pacer: Pacer,
): Promise<HeadLayer[]> {
  const layers = copyLayers(heads.map(({ layer }) => layer));
  const labelCount = targets.length / (inputs.length / width);
  const { photos, mean } = centredSample(inputs, width);
  const rare: Rare[] = [];
  const directions: Float64Array[] = [];
  for (const [head, { rows }] of heads.entries())
    for (let label = 0; label < labelCount; label++) {
      const positives = rows.filter((row) => targets[row * labelCount + label] === PRESENT);
      if (positives.length === 0 || positives.length > MOST_POSITIVES) continue;
      rare.push({ head, label, share: 1 / (1 + positives.length / POSITIVES_FOR_HALF) });
      directions.push(meanOf(inputs, width, positives).map((value, input) => value - mean[input]!));
    }
  if (rare.length === 0) return layers;

  const blocks = createInputBlocks(tf, photos, width);
  try {
    const count = rare.length;
    const noBias = new Float32Array(count);
    const spread = async (weights: Float32Array): Promise<Float64Array> =>
      deviations(await blocks.multiply(weights, noBias, pacer), count);
    const own = columnsOf(width, count, (input, column) => {
      const { head, label } = rare[column]!;
      return layers[head]!.weights[input * labelCount + label]!;
    });
    const ownSpread = await spread(own);
    // as where all photos are the same
    if (ownSpread.every((deviation) => deviation === 0)) return layers;
    const along = columnsOf(width, count, (input, column) => directions[column]![input]!);
    const distil = prepareDistilling(tf, photos, width, SHRINKAGE);
    const explained = await distil(await blocks.multiply(along, noBias, pacer), count, pacer);
    // (XᵀX + r·I)⁻¹·p = (p − (XᵀX + r·I)⁻¹·Xᵀ·X·p) / r, and the scale is chosen anyway.
    const prototypes = along.map((value, place) => value - explained.weights[place]!);
    const prototypeSpread = await spread(prototypes);
    for (const [column, { head, label, share }] of rare.entries()) {
      if (ownSpread[column] === 0 || prototypeSpread[column] === 0) continue;
      const { weights, biases } = layers[head]!;
      const scale = (share * ownSpread[column]!) / prototypeSpread[column]!;
      let raised = 0;
      for (let input = 0; input < width; input++) {
        const place = input * labelCount + label;
        const before = weights[place]!;
        weights[place] = (1 - share) * before + scale * prototypes[input * count + column]!;
        raised += (weights[place] - before) * mean[input]!;
      }
      biases[label]! -= raised;
    }
    return layers;
  } finally {
    blocks.dispose();
  }
}

/** Evenly picked photos, all where there are few, less their mean. */
function centredSample(inputs: Float32Array, width: number): { photos: Float32Array; mean: Float64Array } {
  const total = inputs.length / width;
  const count = Math.min(total, MOST_PHOTOS);
  const rows = Int32Array.from({ length: count }, (_, index) => Math.floor((index * total) / count));
  const mean = meanOf(inputs, width, rows);
  const photos = new Float32Array(count * width);
  for (const [index, row] of rows.entries())
    for (let input = 0; input < width; input++)
      photos[index * width + input] = inputs[row * width + input]! - mean[input]!;
  return { photos, mean };
}

function meanOf(inputs: Float32Array, width: number, rows: Int32Array): Float64Array {
  const mean = new Float64Array(width);
  for (const row of rows)
    for (let input = 0; input < width; input++) mean[input]! += inputs[row * width + input]! / rows.length;
  return mean;
}

/** width×count row-major */
function columnsOf(
  width: number,
  count: number,
  valueAt: (input: number, column: number) => number,
): Float32Array {
  return Float32Array.from({ length: width * count }, (_, place) =>
    valueAt(Math.floor(place / count), place % count),
  );
}

/** Of each column of a matrix whose columns have mean 0. */
function deviations(matrix: Float32Array, columns: number): Float64Array {
  const squares = new Float64Array(columns);
  for (let place = 0; place < matrix.length; place++) squares[place % columns]! += matrix[place]! ** 2;
  return squares.map((sum) => Math.sqrt((sum * columns) / matrix.length));
}
