import { expect, test } from 'vitest';
import type { TensorEntry } from '../../../src/main/ml/backbone-manifest.ts';
import { decodeWeights } from '../../../src/main/ml/decode-weights.ts';
import { packWeights } from '../../../scripts/backbones/pack-weights.ts';
import { quantiseExactly } from '../../../scripts/backbones/quantise-exactly.ts';

test('dequantises along any axis, wherever the bytes lie', () => {
  const bytes = new Uint8Array(33).subarray(1); // not aligned, as a read file may be
  new Int8Array(bytes.buffer, bytes.byteOffset).set([1, -2, 127, -127, 5, 0, 7, -8]);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setFloat32(8, 0.5, true);
  view.setFloat32(12, 2, true);
  const tensor = { offset: 0, storage: 'int8', scalesOffset: 8 } as const;
  const tensors: TensorEntry[] = [
    { ...tensor, name: 'last', shape: [4, 2], channelAxis: 1 },
    { ...tensor, name: 'middle', shape: [2, 2, 2], channelAxis: 1 },
    { name: 'float32', shape: [2], offset: 8, storage: 'float32' },
    { name: 'float16', shape: [1], offset: 10, storage: 'float16' },
  ];
  const decoded = decodeWeights(tensors, bytes);
  expect([...decoded.get('last')!]).toEqual([0.5, -4, 63.5, -254, 2.5, 0, 3.5, -16]);
  expect([...decoded.get('middle')!]).toEqual([0.5, -1, 254, -254, 2.5, 0, 14, -16]);
  expect([...decoded.get('float32')!]).toEqual([0.5, 2]);
  // the upper half of 0.5 as float32, 0x3f00, read as a half: 1.75
  expect([...decoded.get('float16')!]).toEqual([1.75]);
});

test('refuses tensors outside the file', () => {
  const outside: TensorEntry = { name: 'x', shape: [3], offset: 4, storage: 'float32' };
  expect(() => decodeWeights([outside], new Uint8Array(12))).toThrow(RangeError);
});

test('packing int8 kernels changes no value', () => {
  const scales = Float32Array.from({ length: 3 }, (_, channel) => 0.013 / (channel + 1));
  const kernel = Float32Array.from(
    { length: 3 * 3 * 3 },
    (_, index) => (((index * 37) % 255) - 127) * scales[index % 3]!,
  );
  const tensors = new Map([
    ['a/kernel', { shape: [3, 3, 3, 1], values: kernel }],
    ['a/bias', { shape: [3], values: Float32Array.of(0.1, -0.2, 1 / 3) }],
  ]);
  const { bytes, description } = packWeights('weights.bin', tensors, 'int8');
  expect(description.tensors.map(({ storage }) => storage)).toEqual(['int8', 'float32']);
  expect(bytes.length).toBe(description.sizeBytes);
  const decoded = decodeWeights(description.tensors, bytes);
  for (const [name, { values }] of tensors) expect(decoded.get(name)).toEqual(values);
});

test('weights that never were int8 are not taken for it', () => {
  const values = Float32Array.from({ length: 64 }, (_, index) => Math.sin(index));
  expect(quantiseExactly(values, [64], 0)).not.toBeNull(); // one value per scale always fits
  expect(quantiseExactly(values, [64, 1], 1)).toBeNull();
});
