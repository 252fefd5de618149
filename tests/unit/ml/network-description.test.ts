import { describe, expect, test } from 'vitest';
import {
  layerShapes,
  problemOfNetwork,
  samePadding,
  weightShapes,
} from '../../../src/main/ml/network-description.ts';
import type { Layer } from '../../../src/main/ml/network-description.ts';

const layers: Layer[] = [
  {
    kind: 'convolution',
    name: 'a',
    input: 'photos',
    kernelSize: 3,
    stride: 2,
    outputChannels: 4,
    activation: 'relu6',
  },
  { kind: 'depthwise-convolution', name: 'b', input: 'a', kernelSize: 5, stride: 1, activation: 'none' },
  { kind: 'add', name: 'c', inputs: ['a', 'b'] },
  { kind: 'global-average-pool', name: 'd', input: 'c' },
];
const network = { inputSize: 15, embeddingWidth: 4, layers };

describe('network description', () => {
  test('knows the shape of every layer', () => {
    expect([...layerShapes(network)]).toEqual([
      ['photos', { height: 15, width: 15, channels: 3 }],
      ['a', { height: 8, width: 8, channels: 4 }],
      ['b', { height: 8, width: 8, channels: 4 }],
      ['c', { height: 8, width: 8, channels: 4 }],
      ['d', { height: 1, width: 1, channels: 4 }],
    ]);
  });

  test('knows the tensors it needs', () => {
    expect(weightShapes(network)).toEqual([
      { name: 'a/kernel', shape: [3, 3, 3, 4] },
      { name: 'a/bias', shape: [4] },
      { name: 'b/kernel', shape: [5, 5, 4, 1] },
      { name: 'b/bias', shape: [4] },
    ]);
  });

  test.each([
    ['a layer before its input', [layers[1]!, layers[0]!], /"b" needs "a", which is not before it/],
    ['a layer twice', [layers[0]!, layers[0]!], /two layers are named "a"/],
    [
      'a sum of unequal shapes',
      [layers[0]!, { kind: 'add', name: 'x', inputs: ['a', 'photos'] }],
      /different shapes/,
    ],
    ['an end without pooling', layers.slice(0, 3), /"c", is not pooled/],
  ] as [string, Layer[], RegExp][])('finds %s', (_, wrong, message) => {
    expect(problemOfNetwork({ ...network, layers: wrong })).toMatch(message);
  });

  test('finds an embedding of another width', () => {
    expect(problemOfNetwork(network)).toBeNull();
    expect(problemOfNetwork({ ...network, embeddingWidth: 5 })).toBe('the last layer is 4 wide, not 5');
  });

  test('pads as TensorFlow does', () => {
    expect(samePadding(224, 3, 2)).toEqual({ before: 0, after: 1 });
    expect(samePadding(15, 3, 2)).toEqual({ before: 1, after: 1 });
    expect(samePadding(14, 5, 1)).toEqual({ before: 2, after: 2 });
    expect(samePadding(112, 5, 2)).toEqual({ before: 1, after: 2 });
    expect(samePadding(7, 1, 1)).toEqual({ before: 0, after: 0 });
    expect(samePadding(4, 1, 2)).toEqual({ before: 0, after: 0 });
  });
});
