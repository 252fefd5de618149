import { expect, test } from 'vitest';
import { emptyLayer, headOf } from '../../../src/main/ml/head.ts';
import type { Head } from '../../../src/main/ml/head.ts';
import { predictProbabilities } from '../../../src/main/ml/predict.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

const random = createSeededRandom(2);

function drawnHead(...widths: number[]): Head {
  return headOf(
    widths.slice(1).map((outputs, index) => {
      const layer = emptyLayer(widths[index]!, outputs);
      return { ...layer, weights: layer.weights.map(random.normal), biases: layer.biases.map(random.normal) };
    }),
  );
}

function bySums(head: Head, embedding: Float32Array): number[] {
  let values = [...embedding];
  for (const [index, layer] of head.layers.entries()) {
    if (index > 0) values = values.map((value) => Math.max(0, value));
    values = Array.from(layer.biases, (bias, output) =>
      values.reduce(
        (sum, value, input) => sum + value * layer.weights[input * layer.outputs + output]!,
        bias,
      ),
    );
  }
  return values.map((logit) => 1 / (1 + Math.exp(-logit)));
}

test.each([[[6, 3]], [[6, 4, 2]]])('says what the formula says, across batches: %j', async (widths) => {
  const head = drawnHead(...widths);
  const count = 2100;
  const embeddings = Float32Array.from({ length: count * 6 }, random.normal);
  const probabilities = await predictProbabilities(head, embeddings);
  expect(probabilities).toHaveLength(count * head.labelCount);
  for (const row of [0, 1, 2047, 2048, 2099]) {
    const expected = bySums(head, embeddings.subarray(row * 6, row * 6 + 6));
    for (const [label, probability] of expected.entries())
      expect(probabilities[row * head.labelCount + label]).toBeCloseTo(probability, 5);
  }
});

test('stays within 0 and 1 for extreme logits', async () => {
  const head = drawnHead(1, 1);
  head.layers[0]!.weights[0] = 1;
  head.layers[0]!.biases[0] = 0;
  const probabilities = await predictProbabilities(head, Float32Array.of(-1e30, -200, 0, 200, 1e30));
  expect(probabilities[0]).toBeLessThan(1e-6);
  expect(probabilities[2]).toBe(0.5);
  expect(probabilities[4]).toBeCloseTo(1, 6);
  for (const probability of probabilities) expect(probability >= 0 && probability <= 1).toBe(true);
});

test('refuses embeddings of another width; no photos are no probabilities', async () => {
  const head = drawnHead(6, 3);
  await expect(predictProbabilities(head, new Float32Array(7))).rejects.toThrow('rows of 6 values');
  expect(await predictProbabilities(head, new Float32Array(0))).toHaveLength(0);
});
