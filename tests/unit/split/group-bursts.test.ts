import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BURST_GAP_MS, groupBursts, NEAR_IDENTICAL_COSINE } from '../../../src/main/ml/split/group-bursts.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

/** Embeddings that are far from each other: one axis each. */
function apart(count: number) {
  const embeddings = new Float32Array(count * count);
  for (let photo = 0; photo < count; photo++) embeddings[photo * count + photo] = 1;
  return { embeddings, width: count };
}

describe('camera times', () => {
  test('the same folder within seconds, from photo to photo', () => {
    const groups = groupBursts({
      folders: ['a', 'a', 'a', 'b', 'a', 'a'],
      takenAt: [0, BURST_GAP_MS, 2 * BURST_GAP_MS, 0, 3 * BURST_GAP_MS + 1, null],
      ...apart(6),
    });
    expect([...groups]).toEqual([0, 0, 0, 1, 2, 3]);
  });

  test('a missing time joins nothing, not even another missing one', () => {
    const groups = groupBursts({ folders: ['a', 'a', 'a'], takenAt: [null, null, null], ...apart(3) });
    expect([...groups]).toEqual([0, 1, 2]);
  });

  test('the order of the photos does not matter', () => {
    const groups = groupBursts({ folders: ['a', 'a', 'a'], takenAt: [9000, 100, 5000], ...apart(3) });
    expect([...groups]).toEqual([0, 0, 0]);
  });
});

describe('near-identical embeddings', () => {
  test('only above the threshold, whatever the length, and never by an empty embedding', () => {
    const angle = (cosine: number) => [cosine, Math.sqrt(1 - cosine * cosine)];
    const embeddings = Float32Array.from(
      [
        [1, 0],
        angle(NEAR_IDENTICAL_COSINE + 0.001).map((value) => 7 * value),
        [0, 0],
        [0, 0],
        [-1, 0],
        angle(NEAR_IDENTICAL_COSINE - 0.02).map((value) => -value),
        [Number.NaN, 1],
      ].flat(),
    );
    const groups = groupBursts({
      folders: Array(7).fill('a'),
      takenAt: Array(7).fill(null),
      embeddings,
      width: 2,
    });
    expect([...groups]).toEqual([0, 0, 1, 2, 3, 4, 5]);
  });

  test('finds the very pairs that comparing all would find', () => {
    const shape = fc.record({
      photos: fc.integer({ min: 2, max: 40 }),
      width: fc.constantFrom(3, 40, 70),
      spread: fc.constantFrom(0.05, 0.15, 0.5),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(shape, ({ photos, width, spread, seed }) => {
        const random = createSeededRandom(seed);
        const centres = Float32Array.from({ length: 3 * width }, () => random.next());
        const embeddings = Float32Array.from(
          { length: photos * width },
          (_, index) =>
            centres[(Math.floor(index / width) % 3) * width + (index % width)]! + spread * random.normal(),
        );
        const row = (photo: number) => embeddings.subarray(photo * width, (photo + 1) * width);
        const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
        const cosine = (a: number, b: number) =>
          dot(row(a), row(b)) / Math.sqrt(dot(row(a), row(a)) * dot(row(b), row(b)));

        const label = Int32Array.from({ length: photos }, (_, photo) => photo);
        for (let a = 0; a < photos; a++)
          for (let b = 0; b < a; b++) {
            if (Math.abs(cosine(a, b) - NEAR_IDENTICAL_COSINE) < 1e-5) return;
            if (cosine(a, b) < NEAR_IDENTICAL_COSINE) continue;
            const [low, high] = [Math.min(label[a]!, label[b]!), Math.max(label[a]!, label[b]!)];
            for (let photo = 0; photo < photos; photo++) if (label[photo] === high) label[photo] = low;
          }
        const order = [...new Set(label)];
        const groups = groupBursts({
          folders: Array<string>(photos).fill('a'),
          takenAt: Array<null>(photos).fill(null),
          embeddings,
          width,
        });
        expect([...groups]).toEqual([...label].map((value) => order.indexOf(value)));
      }),
    );
  });

  test('a chain through a whole library is cut, copies of one photo are not', () => {
    const width = 200;
    const groupsOf = (embeddings: Float32Array) =>
      new Set(
        groupBursts({
          folders: Array<string>(width).fill('a'),
          takenAt: Array<null>(width).fill(null),
          embeddings,
          width,
        }),
      ).size;
    const chain = new Float32Array(width * width);
    chain[0] = 1;
    for (let photo = 1; photo < width; photo++) {
      for (let axis = 0; axis < photo; axis++)
        chain[photo * width + axis] = 0.92 * chain[(photo - 1) * width + axis]!;
      chain[photo * width + photo] = Math.sqrt(1 - 0.92 ** 2);
    }
    expect(groupsOf(chain)).toBe(width);
    expect(groupsOf(new Float32Array(width * width).fill(0.3))).toBe(1);
  });

  test('both kinds of likeness chain together', () => {
    const embeddings = Float32Array.of(1, 0, 0, 1, 0.01, 1);
    const groups = groupBursts({ folders: ['a', 'a', 'b'], takenAt: [0, 1000, null], embeddings, width: 2 });
    expect([...groups]).toEqual([0, 0, 0]);
  });

  test('no photo, one photo, and lengths that do not fit', () => {
    const none = { folders: [], takenAt: [], embeddings: new Float32Array(0), width: 8 };
    expect([...groupBursts(none)]).toEqual([]);
    expect([...groupBursts({ folders: ['a'], takenAt: [5], ...apart(1) })]).toEqual([0]);
    expect(() => groupBursts({ ...none, folders: ['a'] })).toThrow(RangeError);
  });
});
