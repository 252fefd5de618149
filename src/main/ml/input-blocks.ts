/** The inputs of a linear head, kept on the training backend in blocks of rows: what every step multiplies by. */

import type { Pacer } from './fit-pacer.ts';
import { inScope } from './fit-layers.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

export interface InputBlocks {
  /** N */
  count: number;
  width: number;
  /**
   * Inputs times weights.
   *
   * weights  width×outputs row-major; the number of biases is the number of outputs
   * returns  N×outputs row-major
   */
  multiply(weights: Float32Array, biases: Float32Array, pacer: Pacer): Promise<Float32Array<ArrayBuffer>>;
  /**
   * What each input gathers over the rows: transposed values times inputs.
   *
   * values   N×outputs row-major
   * returns  outputs×width row-major
   */
  gather(values: Float32Array, outputs: number, pacer: Pacer): Promise<Float64Array>;
  /** Frees the backend's memory. */
  dispose(): void;
}

/** A block's product takes some ten milliseconds: so long a cancel waits. */
const ROWS_PER_BLOCK = 2048;

/**
 * Puts inputs on the backend.
 *
 * inputs  N×width row-major
 */
export function createInputBlocks(tf: TensorFlowCore, inputs: Float32Array, width: number): InputBlocks {
  const count = inputs.length / width;
  const starts = Array.from(
    { length: Math.ceil(count / ROWS_PER_BLOCK) },
    (_, index) => index * ROWS_PER_BLOCK,
  );
  const rowsFrom = (start: number): number => Math.min(ROWS_PER_BLOCK, count - start);
  const blocks = starts.map((start) =>
    tf.tensor2d(inputs.slice(start * width, (start + rowsFrom(start)) * width), [rowsFrom(start), width]),
  );
  return {
    count,
    width,
    async multiply(weights, biases, pacer) {
      const outputs = biases.length;
      const result = new Float32Array(count * outputs);
      for (const [index, block] of blocks.entries()) {
        await pacer.pause();
        const part = inScope(tf, () =>
          tf.add(tf.matMul(block, tf.tensor2d(weights, [width, outputs])), tf.tensor1d(biases)).dataSync(),
        );
        result.set(part, starts[index]! * outputs);
      }
      return result;
    },
    async gather(values, outputs, pacer) {
      const result = new Float64Array(outputs * width);
      for (const [index, block] of blocks.entries()) {
        await pacer.pause();
        const start = starts[index]!;
        const own = values.subarray(start * outputs, (start + rowsFrom(start)) * outputs);
        const part = inScope(tf, () =>
          // The wasm kernel's own transposed product is several times slower than transposing first.
          tf.matMul(tf.transpose(tf.tensor2d(own, [rowsFrom(start), outputs])), block).dataSync(),
        );
        for (let place = 0; place < result.length; place++) result[place]! += part[place]!;
      }
      return result;
    },
    dispose() {
      for (const block of blocks) block.dispose();
    },
  };
}
