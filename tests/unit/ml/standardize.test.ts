import { expect, test } from 'vitest';
import { emptyLayer } from '../../../src/main/ml/head.ts';
import {
  foldStandardization,
  measureStandardization,
  standardizedRows,
} from '../../../src/main/ml/standardize.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

const WIDTH = 6;
const ROWS = 50;
const random = createSeededRandom(3);
const embeddings = Float32Array.from({ length: ROWS * WIDTH }, (_, place) =>
  place % WIDTH === 4 ? 2.5 : (place % WIDTH) + (1 + (place % WIDTH)) * random.normal(),
);
const rows = Int32Array.from({ length: ROWS }, (_, row) => row);

function columnOf(values: Float32Array, feature: number): number[] {
  return Array.from({ length: values.length / WIDTH }, (_, row) => values[row * WIDTH + feature]!);
}

test('standardized training rows have mean 0 and deviation 1', () => {
  const standardized = standardizedRows(
    embeddings,
    WIDTH,
    rows,
    measureStandardization(embeddings, WIDTH, rows),
  );
  for (const feature of [0, 1, 2, 3, 5]) {
    const column = columnOf(standardized, feature);
    const mean = column.reduce((sum, value) => sum + value, 0) / ROWS;
    const variance = column.reduce((sum, value) => sum + value * value, 0) / ROWS;
    expect(mean).toBeCloseTo(0, 5);
    expect(variance).toBeCloseTo(1, 4);
  }
});

test('a feature that never varies is left out, one that hardly varies does not explode', () => {
  const values = embeddings.slice();
  for (let row = 0; row < ROWS; row++) values[row * WIDTH] = row === 0 ? 1e-6 : 0;
  const { scale } = measureStandardization(values, WIDTH, rows);
  expect(scale[4]).toBe(0);
  expect(scale[0]).toBeGreaterThan(0);
  expect(scale[0]).toBeLessThan(10);
});

test('only the rows asked for are measured and copied, in their order', () => {
  const some = Int32Array.of(7, 3);
  const standardization = measureStandardization(embeddings, WIDTH, some);
  expect(standardization.mean[1]).toBeCloseTo(
    (embeddings[7 * WIDTH + 1]! + embeddings[3 * WIDTH + 1]!) / 2,
    5,
  );
  const copied = standardizedRows(embeddings, WIDTH, some, standardization);
  expect(copied).toHaveLength(2 * WIDTH);
  expect(copied[1]).toBeCloseTo(-copied[WIDTH + 1]!, 5);
  expect(Math.sign(copied[1]!)).toBe(Math.sign(embeddings[7 * WIDTH + 1]! - embeddings[3 * WIDTH + 1]!));
});

test('a folded layer says of raw embeddings what the trained one says of standardized ones', () => {
  const standardization = measureStandardization(embeddings, WIDTH, rows);
  const layer = emptyLayer(WIDTH, 2);
  layer.weights.forEach((_, place) => (layer.weights[place] = random.normal()));
  layer.biases.set([0.3, -2]);
  const folded = foldStandardization(layer, standardization);
  const standardized = standardizedRows(embeddings, WIDTH, rows, standardization);
  for (const row of rows)
    for (const output of [0, 1]) {
      let trained = layer.biases[output]!;
      let raw = folded.biases[output]!;
      for (let input = 0; input < WIDTH; input++) {
        trained += standardized[row * WIDTH + input]! * layer.weights[input * 2 + output]!;
        raw += embeddings[row * WIDTH + input]! * folded.weights[input * 2 + output]!;
      }
      expect(raw).toBeCloseTo(trained, 4);
    }
});
