/** Photos drawn towards their neighbours: what a photo shares with its like is kept, what it has alone fades. */

import { inScope } from './fit-layers.ts';
import type { Pacer } from './fit-pacer.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

/** Neighbours of each photo. */
const NEIGHBOURS = 20;
/** The part of a smoothed photo that comes from its neighbours is 0 where these explain so little of a photo … */
const TOLD_BY_CHANCE = 0.25;
/** … grows by so much of what they explain more … */
const GROWTH = 3;
/** … and is never more than this. */
const HIGHEST_SHARE = 0.7;
/** Similarities are raised to this power, so that the nearest count most. */
const SHARPNESS = 3;
/** Rows compared with all in one product, some ten milliseconds. */
const ROWS_PER_BLOCK = 256;

/**
 * Replaces every photo x by (1 − s)·x + s·n, with n the weighted mean of its 20 nearest neighbours by cosine, weights
 * cosine³. With fewer photos, proportionally fewer neighbours. The share s is the same for all and depends on how much
 * neighbours tell of a photo here: s = 3·(R² − 0.25), from 0 to 0.7, R² being the share of the photos' variance that
 * their n explain. Among photos of a kind it is high, among motley ones or few ones low.
 *
 * inputs   N×width row-major, of mean 0
 * returns  N×width row-major
 */
export async function smoothOverNeighbours(
  tf: TensorFlowCore,
  inputs: Float32Array,
  width: number,
  pacer: Pacer,
): Promise<Float32Array> {
  const count = inputs.length / width;
  const neighbours = Math.min(NEIGHBOURS, Math.floor(count / 20));
  if (neighbours === 0) return inputs.slice();
  const means = await neighbourMeans(tf, inputs, width, neighbours, pacer);
  const told = squaredCorrelation(inputs, means);
  const share = Math.min(HIGHEST_SHARE, Math.max(0, GROWTH * (told - TOLD_BY_CHANCE)));
  return inputs.map((value, place) => (1 - share) * value + share * means[place]!);
}

/** N×width row-major; a photo without a neighbour of positive cosine is its own. */
async function neighbourMeans(
  tf: TensorFlowCore,
  inputs: Float32Array,
  width: number,
  neighbours: number,
  pacer: Pacer,
): Promise<Float32Array> {
  const count = inputs.length / width;
  const means = inputs.slice();
  const unit = unitRows(inputs, width);
  const columns = inScope(tf, () => tf.keep(tf.transpose(tf.tensor2d(unit, [count, width]))));
  try {
    for (let start = 0; start < count; start += ROWS_PER_BLOCK) {
      await pacer.pause();
      const rows = Math.min(ROWS_PER_BLOCK, count - start);
      const block = unit.subarray(start * width, (start + rows) * width);
      const cosines = inScope(tf, () =>
        tf.matMul(tf.tensor2d(block, [rows, width]), columns).dataSync<'float32'>(),
      );
      for (let row = 0; row < rows; row++) {
        const own = cosines.subarray(row * count, (row + 1) * count);
        own[start + row] = -Infinity;
        setMean(means, inputs, width, start + row, nearest(own, neighbours), own);
      }
    }
  } finally {
    columns.dispose();
  }
  return means;
}

/** Of all values of two matrices, each about 0: (Σ a·b)² / (Σ a² · Σ b²); 0 where one is all 0. */
function squaredCorrelation(a: Float32Array, b: Float32Array): number {
  let [products, aSquares, bSquares] = [0, 0, 0];
  for (let place = 0; place < a.length; place++) {
    products += a[place]! * b[place]!;
    aSquares += a[place]! * a[place]!;
    bSquares += b[place]! * b[place]!;
  }
  return aSquares * bSquares > 0 ? (products * products) / (aSquares * bSquares) : 0;
}

function unitRows(inputs: Float32Array, width: number): Float32Array {
  const unit = inputs.slice();
  for (let start = 0; start < unit.length; start += width) {
    let squares = 0;
    for (let place = start; place < start + width; place++) squares += unit[place]! * unit[place]!;
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let place = start; place < start + width; place++) unit[place]! *= scale;
  }
  return unit;
}

/** The places of the largest values, in no order; of equals the first. */
function nearest(values: Float32Array, wanted: number): Int32Array {
  const places = new Int32Array(wanted).fill(-1);
  let lowest = 0;
  const valueAt = (slot: number): number => (places[slot]! < 0 ? -Infinity : values[places[slot]!]!);
  for (let place = 0; place < values.length; place++) {
    if (places[lowest]! >= 0 && values[place]! <= valueAt(lowest)) continue;
    places[lowest] = place;
    for (let slot = 0; slot < wanted; slot++) if (valueAt(slot) < valueAt(lowest)) lowest = slot;
  }
  return places;
}

function setMean(
  means: Float32Array,
  inputs: Float32Array,
  width: number,
  row: number,
  neighbours: Int32Array,
  cosines: Float32Array,
): void {
  const weights = Array.from(neighbours, (place) => Math.max(cosines[place]!, 0) ** SHARPNESS);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return;
  const start = row * width;
  means.fill(0, start, start + width);
  for (const [index, place] of neighbours.entries()) {
    const share = weights[index]! / total;
    const from = place * width;
    for (let feature = 0; feature < width; feature++)
      means[start + feature]! += share * inputs[from + feature]!;
  }
}
