/** From the compact tensors of a weights file to float32. */

import type { TensorEntry } from './backbone-manifest.ts';
import { fromFloat16 } from './float16.ts';

/**
 * The float32 values of every tensor of a weights file. Assumes a little-endian machine, as all that Tagwright runs on.
 *
 * tensors  the manifest's entries for the file
 * bytes    the whole file
 * returns  by tensor name, row-major in the entry's shape
 * throws   RangeError when a tensor lies outside the file
 */
export function decodeWeights(tensors: readonly TensorEntry[], bytes: Uint8Array): Map<string, Float32Array> {
  // a copy of its own, so that offsets are aligned whatever the bytes were a view of; Buffer.slice would not copy
  const buffer = new Uint8Array(bytes).buffer;
  return new Map(tensors.map((tensor) => [tensor.name, decodeTensor(tensor, buffer)]));
}

function decodeTensor(tensor: TensorEntry, buffer: ArrayBuffer): Float32Array {
  const length = tensor.shape.reduce((product, size) => product * size, 1);
  switch (tensor.storage) {
    case 'float32':
      return new Float32Array(buffer, tensor.offset, length).slice();
    case 'float16':
      return fromFloat16(new Uint16Array(buffer, tensor.offset, length));
    case 'int8': {
      const channels = tensor.shape[tensor.channelAxis] ?? 1;
      const scales = new Float32Array(buffer, tensor.scalesOffset, channels);
      return dequantise(new Int8Array(buffer, tensor.offset, length), scales, tensor);
    }
  }
}

function dequantise(
  integers: Int8Array,
  scales: Float32Array,
  tensor: { shape: number[]; channelAxis: number },
): Float32Array {
  const innerSize = tensor.shape.slice(tensor.channelAxis + 1).reduce((product, size) => product * size, 1);
  const values = new Float32Array(integers.length);
  for (let index = 0; index < integers.length; index++)
    values[index] = integers[index]! * scales[Math.floor(index / innerSize) % scales.length]!;
  return values;
}
