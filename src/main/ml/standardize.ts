/** Embeddings standardized, or centred and scaled as a whole, for training only: folded into the weights of the stored head. */

import type { HeadLayer } from './head.ts';

export interface Standardization {
  /** per feature */
  mean: Float32Array;
  /** 1 / deviation per feature; 0 for a feature that never varies, which can tell nothing */
  scale: Float32Array;
}

/**
 * A feature that hardly varied among few training photos must not explode on a new one: deviations count as at
 * least this share of their root mean square.
 */
const SMALLEST_DEVIATION = 0.1;

/**
 * Measures mean and (population) deviation of each feature.
 *
 * embeddings  N×width row-major
 * rows        which rows count, at least one
 */
export function measureStandardization(
  embeddings: Float32Array,
  width: number,
  rows: Int32Array,
): Standardization {
  const { mean, variances } = momentsOf(embeddings, width, rows);
  const typical = rootMean(variances);
  const scale = Float32Array.from(variances, (variance) =>
    variance === 0 ? 0 : 1 / Math.max(Math.sqrt(variance), SMALLEST_DEVIATION * typical),
  );
  return { mean, scale };
}

/**
 * Measures the mean of each feature, and one scale for all: 1 / the root of the mean variance. So embeddings keep their
 * shape about their mean, and the same penalties suit them as standardized ones.
 *
 * embeddings  N×width row-major
 * rows        which rows count, at least one
 */
export function measureCentring(embeddings: Float32Array, width: number, rows: Int32Array): Standardization {
  const { mean, variances } = momentsOf(embeddings, width, rows);
  const typical = rootMean(variances);
  const scale = Float32Array.from(variances, (variance) => (variance === 0 ? 0 : 1 / typical));
  return { mean, scale };
}

function momentsOf(
  embeddings: Float32Array,
  width: number,
  rows: Int32Array,
): { mean: Float32Array; variances: Float64Array } {
  const sums = new Float64Array(width);
  for (const row of rows) {
    const start = row * width;
    for (let feature = 0; feature < width; feature++) sums[feature]! += embeddings[start + feature]!;
  }
  const mean = Float32Array.from(sums, (sum) => sum / rows.length);
  const variances = new Float64Array(width);
  for (const row of rows) {
    const start = row * width;
    for (let feature = 0; feature < width; feature++) {
      const difference = embeddings[start + feature]! - mean[feature]!;
      variances[feature]! += (difference * difference) / rows.length;
    }
  }
  return { mean, variances };
}

function rootMean(variances: Float64Array): number {
  return Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0) / variances.length);
}

/**
 * Copies rows and standardizes them: (x − mean) · scale.
 *
 * embeddings  N×width row-major
 * rows        which rows, in the order wanted
 * returns     rows.length×width row-major
 */
export function standardizedRows(
  embeddings: Float32Array,
  width: number,
  rows: Int32Array,
  { mean, scale }: Standardization,
): Float32Array {
  const result = new Float32Array(rows.length * width);
  for (let index = 0; index < rows.length; index++) {
    const from = rows[index]! * width;
    const to = index * width;
    for (let feature = 0; feature < width; feature++)
      result[to + feature] = (embeddings[from + feature]! - mean[feature]!) * scale[feature]!;
  }
  return result;
}

/**
 * A first layer for standardized embeddings becomes one for raw embeddings:
 * W·((x − mean)·scale) + b = (W·scale)·x + (b − W·(mean·scale)).
 */
export function foldStandardization(layer: HeadLayer, { mean, scale }: Standardization): HeadLayer {
  const weights = new Float32Array(layer.weights.length);
  const biases = Float64Array.from(layer.biases);
  for (let input = 0; input < layer.inputs; input++)
    for (let output = 0; output < layer.outputs; output++) {
      const place = input * layer.outputs + output;
      // The bias must undo exactly the weight that is stored, rounding included.
      weights[place] = layer.weights[place]! * scale[input]!;
      biases[output]! -= weights[place]! * mean[input]!;
    }
  return { ...layer, weights, biases: Float32Array.from(biases) };
}
