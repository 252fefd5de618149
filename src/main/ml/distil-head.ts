/** From scores that a photo gets by its neighbours to a head that needs the photo alone. */

import { choleskyFactor, choleskySolve } from './cholesky.ts';
import type { Pacer } from './fit-pacer.ts';
import { inScope } from './fit-layers.ts';
import { emptyLayer } from './head.ts';
import type { HeadLayer } from './head.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

/** The ridge for distilling, as a share of the inputs' mean square over all photos. */
const RIDGE = 0.085;

/** Finds the layer whose outputs come nearest to wanted ones, by least squares with a ridge. */
export type Distil = (wanted: Float32Array, outputs: number, pacer: Pacer) => Promise<HeadLayer>;

/**
 * Prepares least squares over the inputs, in as many unknowns as there are photos or features, whichever is fewer:
 * W = (XᵀX + r·I)⁻¹·Xᵀ·Z = Xᵀ·(X·Xᵀ + r·I)⁻¹·Z.
 *
 * inputs   N×width row-major, of mean 0
 * ridge    r, as a share of the inputs' mean square over all photos
 * returns  given Z, N×outputs row-major, the layer; its biases are the means of Z
 */
export function prepareDistilling(
  tf: TensorFlowCore,
  inputs: Float32Array,
  width: number,
  ridge = RIDGE,
): Distil {
  const count = inputs.length / width;
  const isDual = count < width;
  const size = isDual ? count : width;
  const squares = inScope(tf, () => {
    const rows = tf.tensor2d(inputs, [count, width]);
    const columns = tf.transpose(rows);
    return (isDual ? tf.matMul(rows, columns) : tf.matMul(columns, rows)).dataSync<'float32'>();
  });
  let trace = 0;
  for (let place = 0; place < size; place++) trace += squares[place * size + place]!;
  for (let place = 0; place < size; place++) squares[place * size + place]! += (ridge * trace) / width;
  const factor = choleskyFactor(squares, size);
  const times = (values: Float32Array, outputs: number, isTransposed: boolean): Float32Array =>
    inScope(tf, () => {
      const rows = tf.tensor2d(inputs, [count, width]);
      const given = tf.tensor2d(values, [isTransposed ? count : width, outputs]);
      // The wasm kernel's own transposed product is slow: the small side is transposed.
      return isTransposed
        ? tf.transpose(tf.matMul(tf.transpose(given), rows)).dataSync<'float32'>()
        : tf.matMul(rows, given).dataSync<'float32'>();
    });

  return async (wanted, outputs, pacer) => {
    const layer = emptyLayer(width, outputs);
    const centred = wanted.slice();
    for (let output = 0; output < outputs; output++) {
      let sum = 0;
      for (let row = 0; row < count; row++) sum += wanted[row * outputs + output]!;
      layer.biases[output] = sum / count;
      for (let row = 0; row < count; row++) centred[row * outputs + output]! -= layer.biases[output]!;
    }
    const right = isDual ? centred : times(centred, outputs, true);
    const solved = new Float32Array(size * outputs);
    const column = new Float64Array(size);
    for (let output = 0; output < outputs; output++) {
      await pacer.pause();
      for (let place = 0; place < size; place++) column[place] = right[place * outputs + output]!;
      choleskySolve(factor, column);
      for (let place = 0; place < size; place++) solved[place * outputs + output] = column[place]!;
    }
    layer.weights.set(isDual ? times(solved, outputs, true) : solved);
    return layer;
  };
}
