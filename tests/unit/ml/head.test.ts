import { describe, expect, test } from 'vitest';
import { copyLayers, deserializeHead, emptyLayer, headOf, serializeHead } from '../../../src/main/ml/head.ts';
import type { HeadLayer } from '../../../src/main/ml/head.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

function drawnLayer(inputs: number, outputs: number): HeadLayer {
  const random = createSeededRandom(inputs * 1000 + outputs);
  const layer = emptyLayer(inputs, outputs);
  return { ...layer, weights: layer.weights.map(random.normal), biases: layer.biases.map(random.normal) };
}

const heads = [headOf([drawnLayer(7, 3)]), headOf([drawnLayer(7, 5), drawnLayer(5, 2)])];

describe('head', () => {
  test.each(heads)('comes back from its bytes as it was', (head) => {
    expect(deserializeHead(serializeHead(head))).toEqual(head);
  });

  test('comes back from a view that starts at an odd place', () => {
    const bytes = serializeHead(heads[0]!);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(deserializeHead(shifted.subarray(3))).toEqual(heads[0]);
  });

  test('every changed, missing or added byte is noticed', () => {
    const bytes = serializeHead(heads[0]!);
    const refused = { code: 'damaged' };
    for (let place = 0; place < bytes.length; place++) {
      const changed = bytes.slice();
      changed[place]! ^= 0x11;
      let head = null;
      try {
        head = deserializeHead(changed);
      } catch (error) {
        expect(error).toMatchObject(refused);
      }
      expect(head).toBeNull();
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
