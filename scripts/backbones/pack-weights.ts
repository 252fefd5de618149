/** Writes tensors into one compact weights file. */

import { createHash } from 'node:crypto';
import type { TensorEntry, WeightsFile } from '../../src/main/ml/backbone-manifest.ts';
import { toFloat16 } from '../../src/main/ml/float16.ts';
import { quantiseExactly } from './quantise-exactly.ts';
import type { Tensor } from './read-graph-model.ts';

/**
 * How the kernels of convolutions are stored; biases, which are few, always as float32. With 'float16', kernels
 * larger than one pixel stay float32: they are 3% of all numbers but make most of the rounding error.
 */
export type KernelStorage = 'float16' | 'int8';

/**
 * Packs tensors one after the other, each at a multiple of four bytes.
 *
 * file     the name the file will have
 * tensors  by name; those ending in "/kernel" are stored as `kernels` says
 * throws   Error when int8 would change a single value
 */
export function packWeights(
  file: string,
  tensors: ReadonlyMap<string, Tensor>,
  kernels: KernelStorage,
): { bytes: Buffer; description: WeightsFile } {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  const append = (values: ArrayBufferView): number => {
    const offset = sizeBytes;
    const padding = Buffer.alloc(-values.byteLength & 3);
    chunks.push(Buffer.from(values.buffer, values.byteOffset, values.byteLength), padding);
    sizeBytes += values.byteLength + padding.length;
    return offset;
  };

  const entries = [...tensors].map(([name, { shape, values }]): TensorEntry => {
    const isKernel = name.endsWith('/kernel');
    if (!isKernel || (kernels === 'float16' && shape[0]! > 1))
      return { name, shape, offset: append(values), storage: 'float32' };
    if (kernels === 'float16') return { name, shape, offset: append(toFloat16(values)), storage: 'float16' };
    // depthwise kernels are H×W×C×1: their output channel is the one before the last
    const channelAxis = shape.length === 4 && shape[3] === 1 ? 2 : shape.length - 1;
    const quantised = quantiseExactly(values, shape, channelAxis);
    if (quantised === null) throw new Error(`"${name}" was not dequantised from int8`);
    const offset = append(quantised.integers);
    return {
      name,
      shape,
      offset,
      storage: 'int8',
      channelAxis,
      scalesOffset: append(quantised.scales),
    };
  });
  const bytes = Buffer.concat(chunks);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, description: { file, sizeBytes, sha256, tensors: entries } };
}
