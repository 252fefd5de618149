import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { convolutionGradient, convolve } from '../../../../src/main/ml/fine-tune/layer-gradients.ts';
import type { ConvolutionLayer } from '../../../../src/main/ml/network-description.ts';
import { openTensorFlow, type TensorFlow } from '../../../../src/main/ml/tensorflow-backend.ts';

let tensorFlow: TensorFlow;
beforeAll(async () => {
  tensorFlow = await openTensorFlow();
});

const kinds = ['convolution', 'depthwise-convolution'] as const;
const cases = kinds.flatMap((kind) =>
  [1, 3, 5].flatMap((kernelSize) =>
    [1, 2].flatMap((stride) =>
      [
        [7, 7],
        [8, 6],
        [5, 8],
      ].map(([height, width]) => ({ kind, kernelSize, stride, height: height!, width: width! })),
    ),
  ),
);

test.each(cases)(
  '$kind $kernelSize×$kernelSize, stride $stride, $height×$width: the loss changes as its gradient says',
  ({ kind, kernelSize, stride, height, width }) => {
    const { tf, backend } = tensorFlow;
    tf.engine().startScope();
    const layer: ConvolutionLayer =
      kind === 'convolution'
        ? { kind, name: 'layer', input: 'x', kernelSize, stride, outputChannels: 4, activation: 'none' }
        : { kind, name: 'layer', input: 'x', kernelSize, stride, activation: 'none' };
    const draw = (shape: number[], seed: number): Tensor => tf.randomNormal(shape, 0, 1, 'float32', seed);
    const x = draw([2, height, width, 3], 1) as Tensor4D;
    const kernel = draw([kernelSize, kernelSize, 3, kind === 'convolution' ? 4 : 1], 2) as Tensor4D;
    const bias = draw([kind === 'convolution' ? 4 : 3], 3) as Tensor1D;
    const output = convolve(tf, layer, x, kernel, bias);
    const back = draw(output.shape, 4) as Tensor4D;
    const gradient = convolutionGradient(tf, layer, { x, kernel, output, back }, true);

    // The loss is linear in each of the three: a whole step along a random direction tells its slope exactly.
    const loss = (input: Tensor, k: Tensor, b: Tensor): number =>
      tf
        .sum(tf.mul(convolve(tf, layer, input as Tensor4D, k as Tensor4D, b as Tensor1D), back))
        .dataSync()[0]!;
    const at = loss(x, kernel, bias);
    const directions = [draw(x.shape, 5), draw(kernel.shape, 6), draw(bias.shape, 7)] as const;
    const moved = [
      loss(tf.add(x, directions[0]), kernel, bias) - at,
      loss(x, tf.add(kernel, directions[1]), bias) - at,
      loss(x, kernel, tf.add(bias, directions[2])) - at,
    ];
    const slopes = [gradient.input!, gradient.kernel, gradient.bias].map(
      (part, index) => tf.sum(tf.mul(part, directions[index]!)).dataSync()[0]!,
    );
    moved.forEach((change, index) =>
      expect(Math.abs(slopes[index]! - change)).toBeLessThan(1e-3 * (1 + Math.abs(change) + Math.abs(at))),
    );

    if (backend === 'tensorflow') {
      const plain = (input: Tensor, k: Tensor, b: Tensor): Tensor => {
        const args = [input as Tensor4D, k as Tensor4D, stride, 'same'] as const;
        const linear = kind === 'convolution' ? tf.conv2d(...args) : tf.depthwiseConv2d(...args);
        return tf.sum(tf.mul(tf.add(linear, b), back));
      };
      const own = tf.grads(plain as (...inputs: Tensor[]) => Tensor<never>)([x, kernel, bias]);
      [gradient.input!, gradient.kernel, gradient.bias].forEach((part, index) =>
        expect(tf.max(tf.abs(tf.sub(part, own[index]!))).dataSync()[0]).toBeLessThan(1e-3),
      );
    }
    tf.engine().endScope();
  },
);

test('relu6 passes the gradient on between 0 and 6 alone', () => {
  const { tf } = tensorFlow;
  const layer: ConvolutionLayer = {
    kind: 'convolution',
    name: 'layer',
    input: 'x',
    kernelSize: 1,
    stride: 1,
    outputChannels: 1,
    activation: 'relu6',
  };
  const x = tf.tensor4d([-2, 0.5, 3, 7], [1, 2, 2, 1]);
  const kernel = tf.ones([1, 1, 1, 1]) as Tensor4D;
  const output = convolve(tf, layer, x, kernel, tf.zeros([1]) as Tensor1D);
  const back = tf.ones([1, 2, 2, 1]) as Tensor4D;
  const gradient = convolutionGradient(tf, layer, { x, kernel, output, back }, true);
  expect([...gradient.input!.dataSync()]).toEqual([0, 1, 1, 0]);
  expect([...gradient.kernel.dataSync()]).toEqual([3.5]);
  expect([...gradient.bias.dataSync()]).toEqual([2]);
});
