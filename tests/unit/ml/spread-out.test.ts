import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spreadOut, type PhotosToSpread } from '../../../src/main/ml/spread-out.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

const WIDTH = 40;

/** Photos of some scenes: those of one scene differ by a little noise. */
function scenes(sceneOf: number[], worth: number[], seen: number[] = []): PhotosToSpread {
  const random = createSeededRandom(4);
  const centers = Array.from({ length: Math.max(...sceneOf) + 1 }, () =>
    Array.from({ length: WIDTH }, () => random.normal()),
  );
  return {
    embeddings: Float32Array.from(
      sceneOf.flatMap((scene) => centers[scene]!.map((value) => value + 0.05 * random.normal())),
    ),
    width: WIDTH,
    worth: Float32Array.from(worth),
    isSeen: Uint8Array.from(sceneOf, (_, photo) => Number(seen.includes(photo))),
  };
}

describe('the order of what teaches most', () => {
  test('takes one photo of every scene before a second one of any', () => {
    const sceneOf = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2];
    const order = spreadOut(scenes(sceneOf, [...Array<number>(10).fill(1), 0.7, 0.7]), 3);
    expect([...order].map((photo) => sceneOf[photo]).sort()).toEqual([0, 1, 2]);
  });

  test('keeps away from what was seen, which is not ordered', () => {
    const order = spreadOut(scenes([0, 0, 1, 2], [1, 1, 0.5, 0.5], [0]), 10);
    expect([...order].at(-1)).toBe(1);
    expect([...order].sort()).toEqual([1, 2, 3]);
  });

  test('takes the worthiest first where nothing was seen, and what is worth nothing last', () => {
    const order = spreadOut(scenes([0, 1, 2, 3], [0.2, 0, 0.9, 0.3]), 4);
    expect(order[0]).toBe(2);
    expect(order[3]).toBe(1);
  });

  test('orders every photo that was not seen once, up to the count', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ scene: fc.nat(3), worth: fc.nat(5), isSeen: fc.boolean() }), { maxLength: 12 }),
        fc.nat(14),
        (photos, count) => {
          const seen = [...photos.keys()].filter((photo) => photos[photo]!.isSeen);
          const data = scenes(
            [...photos.map(({ scene }) => scene), 0],
            [...photos.map(({ worth }) => worth), 1],
          );
          for (const photo of seen) data.isSeen[photo] = 1;
          const order = [...spreadOut(data, count)];
          expect(order.length).toBe(Math.min(count, photos.length + 1 - seen.length));
          expect(new Set(order).size).toBe(order.length);
          expect(order.some((photo) => seen.includes(photo))).toBe(false);
        },
      ),
    );
  });
});
