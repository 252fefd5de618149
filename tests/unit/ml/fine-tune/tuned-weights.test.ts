import { expect, test } from 'vitest';
import {
  deserializeTunedWeights,
  roundedToFloat16,
  serializeTunedWeights,
  withTunedWeights,
} from '../../../../src/main/ml/fine-tune/tuned-weights.ts';
import { tinyNetwork, tinyWeights } from './tiny-network.ts';

const damaged = expect.objectContaining({ code: 'damaged' });

test('comes back as it was rounded', () => {
  const rounded = roundedToFloat16(tinyWeights());
  const bytes = serializeTunedWeights({ weights: tinyWeights(), views: 'mirror' });
  expect(deserializeTunedWeights(bytes)).toEqual({ weights: rounded, views: 'mirror' });
  // as files are read, which lie anywhere in their memory
  expect(deserializeTunedWeights(Buffer.concat([Buffer.from([1]), bytes]).subarray(1)).weights).toEqual(
    rounded,
  );
});

test('takes the place of the tensors it names', () => {
  const tuned = new Map([['last/bias', new Float32Array(6).fill(9)]]);
  const all = withTunedWeights(tinyNetwork, tinyWeights(), tuned);
  expect(all.get('last/bias')).toEqual(tuned.get('last/bias'));
  expect(all.get('last/kernel')).toEqual(tinyWeights().get('last/kernel'));
});

test.each([
  ['cut short', (bytes: Uint8Array) => bytes.slice(0, -2)],
  ['changed', (bytes: Uint8Array) => bytes.with(bytes.length - 1, bytes.at(-1)! ^ 1)],
  ['something else', () => new Uint8Array(3)],
])('is refused when it is %s', (_, spoil) => {
  const bytes = spoil(serializeTunedWeights({ weights: tinyWeights(), views: 'mirror' }));
  expect(() => deserializeTunedWeights(bytes)).toThrow(damaged as unknown as Error);
});

test('is refused by another network', () => {
  const tuned = new Map([['last/bias', new Float32Array(7)]]);
  expect(() => withTunedWeights(tinyNetwork, tinyWeights(), tuned)).toThrow(damaged as unknown as Error);
});
