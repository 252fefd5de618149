import { beforeAll, expect, test } from 'vitest';
import { createPacer } from '../../../src/main/ml/fit-pacer.ts';
import { emptyLayer, type HeadLayer } from '../../../src/main/ml/head.ts';
import { blendPrototypes } from '../../../src/main/ml/rare-prototypes.ts';
import { openTensorFlow, type TensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';
import { ABSENT, PRESENT, UNKNOWN } from '../../../src/shared/label.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await openTensorFlow();
});
const pacer = createPacer(new AbortController().signal);
const width = 3;

/** Photos that vary mostly along the second input; the first ones lie off in the first input. */
function photos(count: number, off: number, middle = 0): Float32Array {
  const random = createSeededRandom(3);
  const deviations = [0.5, 10, 1];
  return Float32Array.from({ length: count * width }, (_, place) => {
    const input = place % width;
    const shift = input === 0 && place < off * width ? 4 : 0;
    return middle + shift + random.normal() * deviations[input]!;
  });
}

function targetsOf(count: number, labels: ((photo: number) => number)[]): Int8Array {
  return Int8Array.from({ length: count * labels.length }, (_, place) =>
    labels[place % labels.length]!(Math.floor(place / labels.length)),
  );
}

function layerOf(columns: number[][], biases: number[]): HeadLayer {
  const layer = emptyLayer(width, columns.length);
  for (const [label, column] of columns.entries())
    for (const [input, weight] of column.entries()) layer.weights[input * columns.length + label] = weight;
  layer.biases.set(biases);
  return layer;
}

const columnOf = ({ weights, outputs }: HeadLayer, label: number): number[] =>
  [0, 1, 2].map((input) => weights[input * outputs + label]!);
const rowsBelow = (count: number) => Int32Array.from({ length: count }, (_, row) => row);

test('turns a rare label towards what sets its photos apart, not towards what varies anyway', async () => {
  const inputs = photos(200, 2);
  const targets = targetsOf(200, [(photo) => (photo < 2 ? PRESENT : ABSENT)]);
  const heads = [{ layer: layerOf([[0.1, 0.3, 0.1]], [-3]), rows: rowsBelow(200) }];
  const [layer] = await blendPrototypes(tensorFlow.tf, inputs, width, targets, heads, pacer);
  const [first, second] = columnOf(layer!, 0);
  expect(first! / Math.abs(second!)).toBeGreaterThan(1 / 3);
  expect(columnOf(heads[0]!.layer, 0)).toEqual(columnOf(layerOf([[0.1, 0.3, 0.1]], [-3]), 0));
});

test('leaves labels with many positives, none, or no weights as they are', async () => {
  const inputs = photos(200, 2);
  const targets = targetsOf(200, [
    (photo) => (photo < 40 ? PRESENT : ABSENT),
    (photo) => (photo < 40 ? UNKNOWN : ABSENT),
    (photo) => (photo < 2 ? PRESENT : ABSENT),
  ]);
  const layer = layerOf(
    [
      [1, 2, 3],
      [4, 5, 6],
      [0, 0, 0],
    ],
    [1, 2, 3],
  );
  const heads = [{ layer, rows: rowsBelow(200) }];
  expect(await blendPrototypes(tensorFlow.tf, inputs, width, targets, heads, pacer)).toEqual([layer]);
});

test('keeps the mean logit of the photos, and counts positives among the photos of each head', async () => {
  const inputs = photos(100, 40, 5);
  const targets = targetsOf(100, [(photo) => (photo < 40 ? PRESENT : ABSENT)]);
  const layer = layerOf([[0.2, 0.1, -0.1]], [-1]);
  const heads = [
    { layer, rows: rowsBelow(100) },
    { layer, rows: rowsBelow(100).subarray(35) },
  ];
  const [all, few] = await blendPrototypes(tensorFlow.tf, inputs, width, targets, heads, pacer);
  expect(all).toEqual(layer);
  expect(columnOf(few!, 0)).not.toEqual(columnOf(layer, 0));
  const meanLogit = ({ weights, biases }: HeadLayer) => {
    let sum = 0;
    for (const [place, value] of inputs.entries()) sum += value * weights[place % width]!;
    return sum / 100 + biases[0]!;
  };
  expect(meanLogit(few!)).toBeCloseTo(meanLogit(layer), 4);
});

test('photos that are all the same leave everything as it is', async () => {
  const layer = layerOf([[1, 1, 1]], [0]);
  const targets = targetsOf(4, [(photo) => (photo < 1 ? PRESENT : ABSENT)]);
  const heads = [{ layer, rows: rowsBelow(4) }];
  const inputs = new Float32Array(4 * width);
  expect(await blendPrototypes(tensorFlow.tf, inputs, width, targets, heads, pacer)).toEqual([layer]);
});
