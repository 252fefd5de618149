import { beforeAll, describe, expect, test } from 'vitest';
import { choleskyFactor, choleskySolve } from '../../../src/main/ml/cholesky.ts';
import { prepareDistilling } from '../../../src/main/ml/distil-head.ts';
import { createPacer } from '../../../src/main/ml/fit-pacer.ts';
import { emptyLayer } from '../../../src/main/ml/head.ts';
import { prepareLibraryInputs } from '../../../src/main/ml/library-inputs.ts';
import { smoothOverNeighbours } from '../../../src/main/ml/neighbour-smoothing.ts';
import { openTensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';
import type { TensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await openTensorFlow();
});
const pacer = createPacer(new AbortController().signal);

test('Cholesky solves a system', () => {
  const factor = choleskyFactor(Float64Array.of(4, 2, 0, 2, 5, 1, 0, 1, 3), 3);
  const values = Float64Array.of(4 * 1 + 2 * 2, 2 * 1 + 5 * 2 + 3, 2 + 3 * 3);
  choleskySolve(factor, values);
  for (const [place, value] of values.entries()) expect(value).toBeCloseTo(place + 1, 10);
  expect(() => choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toThrow(RangeError);
});

/** Two clouds, apart in the first feature, with noise in all of them. */
function clouds(count: number, width: number): Float32Array {
  const random = createSeededRandom(5);
  return Float32Array.from({ length: count * width }, (_, place) => {
    const side = Math.floor(place / width) % 2 === 0 ? 1 : -1;
    return (place % width === 0 ? 3 * side : 0) + random.normal();
  });
}

describe('smoothOverNeighbours', () => {
  test('keeps the clouds apart and takes noise away', async () => {
    const inputs = clouds(300, 6);
    const smoothed = await smoothOverNeighbours(tensorFlow.tf, inputs, 6, pacer);
    const spread = (values: Float32Array, feature: number) => {
      let squares = 0;
      for (let row = 0; row < 300; row++) squares += values[row * 6 + feature]! ** 2;
      return squares / 300;
    };
    expect(spread(smoothed, 3)).toBeLessThan(0.6 * spread(inputs, 3));
    for (let row = 0; row < 300; row++)
      if (Math.abs(inputs[row * 6]!) > 1.5) expect(smoothed[row * 6]! * inputs[row * 6]!).toBeGreaterThan(0);
  });

  test('takes nothing from neighbours that tell nothing', async () => {
    const random = createSeededRandom(3);
    const motley = Float32Array.from({ length: 120 * 600 }, () => random.normal());
    expect(await smoothOverNeighbours(tensorFlow.tf, motley, 600, pacer)).toEqual(motley);
  });

  test('leaves a handful of photos as they are', async () => {
    const inputs = clouds(10, 4);
    expect(await smoothOverNeighbours(tensorFlow.tf, inputs, 4, pacer)).toEqual(inputs);
  });
});

test.each([
  ['more photos than features', 60, 8],
  ['fewer', 30, 50],
])('distilling finds the layer that was asked for: %s', async (_, count, width) => {
  const inputs = clouds(count, width);
  const distil = prepareDistilling(tensorFlow.tf, inputs, width);
  const wanted = Float32Array.from({ length: count * 2 }, (_, place) => {
    const row = place >> 1;
    return place % 2 === 0 ? inputs[row * width]! : 0.5 * inputs[row * width + 1]! - inputs[row * width]!;
  });
  const layer = await distil(wanted, 2, pacer);
  let wrong = 0;
  let all = 0;
  for (let row = 0; row < count; row++)
    for (let output = 0; output < 2; output++) {
      let answer = layer.biases[output]!;
      for (let feature = 0; feature < width; feature++)
        answer += inputs[row * width + feature]! * layer.weights[feature * 2 + output]!;
      wrong += (answer - wanted[row * 2 + output]!) ** 2;
      all += wanted[row * 2 + output]! ** 2;
    }
  expect(wrong / all).toBeLessThan(0.02);
});

describe('prepareLibraryInputs', () => {
  test.each([40, 400])('%s tagged photos alone are taken as they are', async (count) => {
    const tagged = clouds(count, 5);
    const { learned, plain, toPlain } = await prepareLibraryInputs(
      tensorFlow.tf,
      tagged,
      new Float32Array(0),
      5,
      'as-is',
      pacer,
    );
    expect(learned).toEqual(plain);
    const layer = emptyLayer(5, 2);
    expect(await toPlain([layer], pacer)).toEqual([layer]);
  });

  test('in a library, layers for smoothed photos become layers for photos as they are', async () => {
    const before = tensorFlow.tf.memory().numTensors;
    const library = clouds(400, 5);
    const { learned, plain, toPlain } = await prepareLibraryInputs(
      tensorFlow.tf,
      library.subarray(0, 50 * 5),
      library.subarray(50 * 5),
      5,
      'as-is',
      pacer,
    );
    expect(learned).toHaveLength(plain.length);
    expect(learned).not.toEqual(plain);
    const layers = [0, 1].map((feature) => {
      const layer = emptyLayer(5, 1);
      layer.weights[feature] = 1;
      layer.biases[0] = 2;
      return layer;
    });
    const [first, second] = await toPlain(layers, pacer);
    expect(first!.biases[0]).toBeCloseTo(2, 1);
    expect(first!.weights[0]).toBeGreaterThan(0.7);
    expect(second!.weights[1]!).toBeLessThan(0.9 * first!.weights[0]!);
    expect(tensorFlow.tf.memory().numTensors).toBe(before);
  });

  test('of unit length, how bright a photo is does not matter, and all features keep their proportions', async () => {
    const random = createSeededRandom(8);
    const tagged = Float32Array.from({ length: 60 * 4 }, (_, place) => random.next() * (1 + (place % 4)));
    const lit = tagged.map((value, place) => value * (1 + (Math.floor(place / 4) % 3)));
    const prepare = (photos: Float32Array) =>
      prepareLibraryInputs(tensorFlow.tf, photos, new Float32Array(0), 4, 'unit-length', pacer);
    const [one, other] = [await prepare(tagged), await prepare(lit)];
    for (const [place, value] of one.plain.entries()) expect(other.plain[place]).toBeCloseTo(value, 4);
    expect(new Set(one.standardization.scale).size).toBe(1);
    const squares = one.plain.reduce((sum, value) => sum + value * value, 0);
    expect(squares / one.plain.length).toBeCloseTo(1, 4);
  });
});
