import { describe, expect, test } from 'vitest';
import { copyLayers, deserializeHead, emptyLayer, headOf, serializeHead } from '../../../src/main/ml/head.ts';
import type { HeadLayer } from '../../../src/main/ml/head.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

function drawnLayer(inputs: number, outputs: number): HeadLayer {
  const random = createSeededRandom(inputs * 1000 + outputs);
  const layer = emptyLayer(inputs, outputs);
  return { ...layer, weights: layer.weights.map(random.normal), biases: layer.biases.map(random.normal) };
}

const heads = [
  headOf([drawnLayer(7, 3)]),
  headOf([drawnLayer(7, 5), drawnLayer(5, 2)]),
  headOf([drawnLayer(7, 3)], 'unit-length'),
];

describe('head', () => {
  test.each(heads)('comes back from its bytes as it was', (head) => {
    expect(deserializeHead(serializeHead(head))).toEqual(head);
  });

  test('a head that was stored before there were forms takes embeddings as they are, and is stored as before', () => {
    const stored =
      'nAAAAHsiZm9ybWF0IjoidGFnd3JpZ2h0LWhlYWQtMSIsImxhYmVsQ291bnQiOjEsImVtYmVkZGluZ1dpZHRoIjoyLCJoaWRkZW5Vbml0cyI6MCwi' +
      'c2hhMjU2IjoiYWJlYWJmZmY4ZDM0ZGVlNjYwZWU4Mzk2MzQwNzNlOGJhMjQ4YjIwMGI3YmZhMTczZjZiNjlkMWJkNGUyYTg0NiJ9IAAAAD8AAADA' +
      'AACAPg==';
    const head = deserializeHead(new Uint8Array(Buffer.from(stored, 'base64')));
    expect(head.form).toBe('as-is');
    expect([...head.layers[0]!.weights, ...head.layers[0]!.biases]).toEqual([0.5, -2, 0.25]);
    expect(Buffer.from(serializeHead(head)).toString('base64')).toBe(stored);
  });

  test('a head with a form says so in its format, which an earlier version refuses', () => {
    const text = Buffer.from(serializeHead(heads[2]!)).toString('latin1');
    expect(text).toContain('"tagwright-head-2"');
    expect(text).not.toContain('"tagwright-head-1"');
  });

  test('comes back from a view that starts at an odd place', () => {
    const bytes = serializeHead(heads[0]!);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(deserializeHead(shifted.subarray(3))).toEqual(heads[0]);
  });

  test.each([heads[0]!, heads[2]!])('every changed, missing or added byte is noticed', (head) => {
    const bytes = serializeHead(head);
    const refused = { code: 'damaged' };
    for (let place = 0; place < bytes.length; place++) {
      const changed = bytes.slice();
      changed[place]! ^= 0x11;
      let read = null;
      try {
        read = deserializeHead(changed);
      } catch (error) {
        expect(error).toMatchObject(refused);
      }
      expect(read).toBeNull();
    }
    for (let length = 0; length < bytes.length; length += 5)
      expect(() => deserializeHead(bytes.subarray(0, length))).toThrow(expect.objectContaining(refused));
    expect(() => deserializeHead(new Uint8Array([...bytes, 0]))).toThrow(expect.objectContaining(refused));
  });

  test('copies share no memory', () => {
    const layer = drawnLayer(2, 2);
    const [copy] = copyLayers([layer]);
    copy!.weights[0] = 99;
    expect(layer.weights[0]).not.toBe(99);
  });
});
