import { beforeAll, expect, test } from 'vitest';
import { cutNetwork, embedThrough, stepThrough } from '../../../../src/main/ml/fine-tune/trained-part.ts';
import { loadBackbone } from '../../../../src/main/ml/load-backbone.ts';
import { openTensorFlow, type TensorFlow } from '../../../../src/main/ml/tensorflow-backend.ts';
import { createSeededRandom } from '../../../../src/shared/seeded-random.ts';
import { tinyNetwork, tinyWeights } from './tiny-network.ts';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await openTensorFlow();
});

const PHOTOS = 3;
const LABELS = 2;

test.each(['top', 'all'] as const)('the gradients of %s are those of the numbers', (part) => {
  const { tf } = tensorFlow;
  const cut = cutNetwork(tinyNetwork, part);
  const random = createSeededRandom(11);
  const weights = new Map([...tinyWeights()].map(([name, values]) => [name, values.slice()]));
  const { height, width, channels } = cut.shape;
  const inputs = Float32Array.from({ length: PHOTOS * height * width * channels }, () => random.normal());
  const head = {
    inputs: tinyNetwork.embeddingWidth,
    outputs: LABELS,
    weights: Float32Array.from({ length: tinyNetwork.embeddingWidth * LABELS }, () => random.normal()),
    biases: Float32Array.from({ length: LABELS }, () => random.normal()),
  };
  const slopes = Float32Array.from({ length: PHOTOS * LABELS }, () => random.normal());
  const lossNow = (): number => {
    const embeddings = embedThrough(tf, cut, weights, inputs);
    let sum = 0;
    for (let photo = 0; photo < PHOTOS; photo++)
      for (let label = 0; label < LABELS; label++) {
        let logit = head.biases[label]!;
        for (let feature = 0; feature < head.inputs; feature++)
          logit += embeddings[photo * head.inputs + feature]! * head.weights[feature * LABELS + label]!;
        sum += logit * slopes[photo * LABELS + label]!;
      }
    return sum;
  };
  const before = tf.memory().numTensors;
  const step = stepThrough(tf, cut, weights, head, inputs, () => slopes);
  expect(tf.memory().numTensors).toBe(before);

  const at = lossNow();
  const trained: [Float32Array, Float32Array][] = [
    ...cut.tensors.map(({ name }): [Float32Array, Float32Array] => [
      weights.get(name)!,
      step.gradients.get(name)!,
    ]),
    [head.weights, step.head.weights],
    [head.biases, step.head.biases],
  ];
  for (const [values, gradient] of trained) {
    expect(gradient).toHaveLength(values.length);
    for (let draw = 0; draw < 4; draw++) {
      const place = random.integer(values.length);
      const kept = values[place]!;
      const difference = 1e-3;
      values[place] = kept + difference;
      const above = lossNow();
      values[place] = kept - difference;
      const below = lossNow();
      values[place] = kept;
      // Where relu6 has its kink, the slope differs from side to side.
      const sides = [(above - at) / difference, (at - below) / difference];
      const tolerance = 0.02 * (1 + Math.abs(gradient[place]!));
      expect(gradient[place]).toBeGreaterThan(Math.min(...sides) - tolerance);
      expect(gradient[place]).toBeLessThan(Math.max(...sides) + tolerance);
    }
  }
});

test.each([
  ['mobilenet-v2-1.0', 'block_12_add', 14],
  ['mobilenet-v2-0.35', 'block_12_add', 14],
  ['efficientnet-lite0', 'add_39', 14],
] as const)('%s is cut after %s', async (id, after, side) => {
  const { network } = await loadBackbone(id);
  const cut = cutNetwork(network, 'top');
  expect(cut.after).toBe(after);
  expect(cut.shape.height).toBe(side);
  expect(cut.layers.at(-1)!.kind).toBe('global-average-pool');
});
