import { expect, test } from 'vitest';
import { cellLogits } from '../../../src/main/ml/class-activation.ts';
import { emptyLayer, headOf, type Head, type HeadLayer } from '../../../src/main/ml/head.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

const random = createSeededRandom(4);
const [width, units, labels, cells] = [6, 5, 3, 9];

function drawnLayer(inputs: number, outputs: number): HeadLayer {
  const layer = emptyLayer(inputs, outputs);
  layer.weights.forEach((_, place) => (layer.weights[place] = random.normal()));
  layer.biases.forEach((_, place) => (layer.biases[place] = random.normal()));
  return layer;
}

function logitsOf({ layers, form }: Head, embedding: Float32Array): number[] {
  const length = form === 'unit-length' ? Math.hypot(...embedding) : 1;
  let values = Array.from(embedding, (value) => value / length);
  for (const [depth, { inputs, outputs, weights, biases }] of layers.entries())
    values = Array.from({ length: outputs }, (_, output) => {
      let sum = biases[output]!;
      for (let input = 0; input < inputs; input++) sum += values[input]! * weights[input * outputs + output]!;
      return depth < layers.length - 1 ? Math.max(0, sum) : sum;
    });
  return values;
}

test.each([
  ['a linear head', () => headOf([drawnLayer(width, labels)])],
  ['a linear head on unit length', () => headOf([drawnLayer(width, labels)], 'unit-length')],
  ['a head with a hidden layer', () => headOf([drawnLayer(width, units), drawnLayer(units, labels)])],
])('the cells of %s give the photo’s logit on the mean', (_, makeHead) => {
  const head = makeHead();
  const features = Float32Array.from({ length: cells * width }, () => Math.max(0, random.normal()));
  const embedding = new Float32Array(width);
  features.forEach((value, place) => (embedding[place % width]! += value / cells));
  const logits = cellLogits(head, features, embedding);
  const expected = logitsOf(head, embedding);
  for (let label = 0; label < labels; label++) {
    const own = logits.subarray(label * cells, (label + 1) * cells);
    expect(own.reduce((sum, logit) => sum + logit, 0) / cells).toBeCloseTo(expected[label]!, 4);
    // and not the same everywhere
    expect(Math.max(...own) - Math.min(...own)).toBeGreaterThan(0.1);
  }
});
