/** A network with one of everything that fine-tuning meets, small enough to be differentiated number by number. */

import type { NetworkDescription, Weights } from '../../../../src/main/ml/network-description.ts';
import { weightShapes } from '../../../../src/main/ml/network-description.ts';
import { createSeededRandom } from '../../../../src/shared/seeded-random.ts';

export const tinyNetwork: NetworkDescription = {
  inputSize: 8,
  preprocessing: { multiply: [1 / 128, 1 / 128, 1 / 128], offset: [-1, -1, -1] },
  embeddingWidth: 6,
  layers: [
    {
      kind: 'convolution',
      name: 'stem',
      input: 'photos',
      kernelSize: 3,
      stride: 2,
      outputChannels: 4,
      activation: 'relu6',
    },
    {
      kind: 'convolution',
      name: 'expand',
      input: 'stem',
      kernelSize: 1,
      stride: 1,
      outputChannels: 5,
      activation: 'relu6',
    },
    {
      kind: 'depthwise-convolution',
      name: 'halve',
      input: 'expand',
      kernelSize: 3,
      stride: 2,
      activation: 'relu6',
    },
    {
      kind: 'convolution',
      name: 'project',
      input: 'halve',
      kernelSize: 1,
      stride: 1,
      outputChannels: 4,
      activation: 'none',
    },
    {
      kind: 'depthwise-convolution',
      name: 'look',
      input: 'project',
      kernelSize: 5,
      stride: 1,
      activation: 'relu6',
    },
    { kind: 'add', name: 'sum', inputs: ['project', 'look'] },
    {
      kind: 'convolution',
      name: 'last',
      input: 'sum',
      kernelSize: 1,
      stride: 1,
      outputChannels: 6,
      activation: 'relu6',
    },
    { kind: 'global-average-pool', name: 'embedding', input: 'last' },
  ],
};

/** Kernels drawn at random, biases that keep most values inside relu6's slope. */
export function tinyWeights(seed = 3): Weights {
  const random = createSeededRandom(seed);
  return new Map(
    weightShapes(tinyNetwork).map(({ name, shape }) => {
      const length = shape.reduce((product, side) => product * side, 1);
      const isBias = name.endsWith('/bias');
      return [name, Float32Array.from({ length }, () => (isBias ? 1 : 0) + 0.4 * random.normal())];
    }),
  );
}
