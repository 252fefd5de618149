/**
 * Forward and back through convolutional layers, in closed form: only kernels that both backends have.
 * The WebAssembly backend knows no gradient of a convolution, so each is written as matrix products and as
 * convolutions forward.
 */

import type { NamedAttrMap, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { samePadding } from '../network-description.ts';
import type { ConvolutionLayer } from '../network-description.ts';
import type { TensorFlowCore } from '../tensorflow-backend.ts';

export interface ConvolutionGradient {
  /** like the layer's input; null when it was not wanted */
  input: Tensor4D | null;
  /** like the kernel */
  kernel: Tensor4D;
  /** output channels */
  bias: Tensor1D;
}

/** The layer's output: activation(x ⊛ kernel + bias), padding SAME. x is N×H×W×C. */
export function convolve(
  tf: TensorFlowCore,
  layer: ConvolutionLayer,
  x: Tensor4D,
  kernel: Tensor4D,
  bias: Tensor1D,
): Tensor4D {
  const options = {
    x,
    filter: kernel,
    bias,
    strides: layer.stride,
    pad: 'same' as const,
    activation: layer.activation === 'relu6' ? ('relu6' as const) : ('linear' as const),
  };
  return layer.kind === 'convolution' ? tf.fused.conv2d(options) : tf.fused.depthwiseConv2d(options);
}

/**
 * The gradient of a loss by a layer's input, kernel and bias.
 *
 * x          the layer's input, N×H×W×C
 * output     what `convolve` gave for it
 * back       the gradient by the output, of the same shape
 * wantsInput false where nothing before this layer is trained
 * returns    tensors the caller disposes
 */
export function convolutionGradient(
  tf: TensorFlowCore,
  layer: ConvolutionLayer,
  { x, kernel, output, back }: { x: Tensor4D; kernel: Tensor4D; output: Tensor4D; back: Tensor4D },
  wantsInput: boolean,
): ConvolutionGradient {
  const linearBack = layer.activation === 'relu6' ? tf.mul<Tensor4D>(back, insideRelu6(tf, output)) : back;
  const bias = sumOfRows(tf, asRows(tf, linearBack));
  if (layer.kind === 'depthwise-convolution')
    return {
      bias,
      kernel: depthwiseKernelGradient(tf, layer, x, linearBack),
      input: wantsInput ? depthwiseInputGradient(tf, layer, x, kernel, linearBack) : null,
    };
  const backRows = asRows(tf, linearBack);
  const patches = asRows(tf, patchesOf(tf, layer, x));
  const kernelRows = tf.reshape(kernel, [patches.shape[1], backRows.shape[1]]) as Tensor2D;
  return {
    bias,
    // The wasm kernel's own transposed product is several times slower than transposing first.
    kernel: tf.reshape(tf.matMul(tf.transpose(patches), backRows), kernel.shape),
    input: wantsInput ? patchesBack(tf, layer, x, tf.matMul(backRows, tf.transpose(kernelRows))) : null,
  };
}

/** 1 where 0 < value < 6, else 0: the derivative of relu6 by its input, read off its output. */
function insideRelu6(tf: TensorFlowCore, output: Tensor4D): Tensor4D {
  const isInside = tf.greater(tf.mul(output, tf.sub(6, output)), 0);
  return tf.cast<Tensor4D>(isInside as Tensor4D, 'float32');
}

/** N×H×W×C to (N·H·W)×C. */
function asRows(tf: TensorFlowCore, x: Tensor4D): Tensor2D {
  return tf.reshape(x, [x.shape[0] * x.shape[1] * x.shape[2], x.shape[3]]) as Tensor2D;
}

/** As a product with ones: a sum over the first axis is slow on wasm. */
function sumOfRows(tf: TensorFlowCore, rows: Tensor2D): Tensor1D {
  return tf.reshape(tf.matMul(tf.ones([1, rows.shape[0]]), rows), [rows.shape[1]]);
}

interface Geometry {
  size: number;
  stride: number;
  outputHeight: number;
  outputWidth: number;
  vertical: { before: number; after: number };
  horizontal: { before: number; after: number };
}

function geometryOf(layer: ConvolutionLayer, x: Tensor4D): Geometry {
  const [, height, width] = x.shape;
  const { kernelSize, stride } = layer;
  return {
    size: kernelSize,
    stride,
    outputHeight: Math.ceil(height / stride),
    outputWidth: Math.ceil(width / stride),
    vertical: samePadding(height, kernelSize, stride),
    horizontal: samePadding(width, kernelSize, stride),
  };
}

/** For every place of the kernel the input values it meets: kernelSize² tensors, each N×outputH×outputW×C. */
function valuesUnderKernel(tf: TensorFlowCore, layer: ConvolutionLayer, x: Tensor4D): Tensor4D[] {
  const { size, stride, outputHeight, outputWidth, vertical, horizontal } = geometryOf(layer, x);
  const [photos, , , channels] = x.shape;
  // Up to whole strides, so that rows and columns can be told apart by phase.
  const missing = (length: number): number => (stride - (length % stride)) % stride;
  const paddedHeight = x.shape[1] + vertical.before + vertical.after;
  const paddedWidth = x.shape[2] + horizontal.before + horizontal.after;
  const padded = tf.pad(x, [
    [0, 0],
    [vertical.before, vertical.after + missing(paddedHeight)],
    [horizontal.before, horizontal.after + missing(paddedWidth)],
    [0, 0],
  ]);
  const phases = phasesOf(tf, padded, stride);
  const taps: Tensor4D[] = [];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      taps.push(
        tf.slice(
          phases[(row % stride) * stride + (column % stride)]!,
          [0, Math.floor(row / stride), Math.floor(column / stride), 0],
          [photos, outputHeight, outputWidth, channels],
        ),
      );
  return taps;
}

/**
 * Every stride-th row and column of x, for each of the stride² first places. A strided slice would be ten times
 * slower than these plain ones.
 */
function phasesOf(tf: TensorFlowCore, x: Tensor4D, stride: number): Tensor4D[] {
  if (stride === 1) return [x];
  const [photos, height, width, channels] = x.shape;
  const [rows, columns] = [height / stride, width / stride];
  const places = Array.from({ length: stride }, (_, place) => place);
  const byRow = tf.reshape(x, [photos * rows, stride * width * channels]) as Tensor2D;
  return places.flatMap((row) => {
    const ownRows = tf.slice(byRow, [0, row * width * channels], [photos * rows, width * channels]);
    const byColumn = tf.reshape(ownRows, [photos * rows * columns, stride * channels]) as Tensor2D;
    return places.map((column) => {
      const own = tf.slice(byColumn, [0, column * channels], [photos * rows * columns, channels]);
      return tf.reshape(own, [photos, rows, columns, channels]) as Tensor4D;
    });
  });
}

/** N×outputH×outputW×(kernelSize²·C): the input as a plain matrix product sees it. */
function patchesOf(tf: TensorFlowCore, layer: ConvolutionLayer, x: Tensor4D): Tensor4D {
  if (layer.kernelSize === 1 && layer.stride === 1) return x;
  return tf.concat(valuesUnderKernel(tf, layer, x), 3);
}

/** The way back from the gradient by the patches, rows of kernelSize²·C, to the gradient by the input. */
function patchesBack(tf: TensorFlowCore, layer: ConvolutionLayer, x: Tensor4D, rows: Tensor2D): Tensor4D {
  if (layer.kernelSize === 1 && layer.stride === 1) return tf.reshape(rows, x.shape);
  const { size, stride, outputHeight, outputWidth, vertical, horizontal } = geometryOf(layer, x);
  const [photos, height, width, channels] = x.shape;
  const paddedHeight = height + vertical.before + vertical.after;
  const paddedWidth = width + horizontal.before + horizontal.after;
  const patches = tf.reshape(rows, [photos, outputHeight, outputWidth, size * size * channels]) as Tensor4D;
  let sum: Tensor4D | null = null;
  for (let place = 0; place < size * size; place++) {
    const part = tf.slice(
      patches,
      [0, 0, 0, place * channels],
      [photos, outputHeight, outputWidth, channels],
    );
    const spread = spreadOut(tf, part, stride);
    const [row, column] = [Math.floor(place / size), place % size];
    const placed: Tensor4D = tf.pad(spread, [
      [0, 0],
      [row, paddedHeight - spread.shape[1] - row],
      [column, paddedWidth - spread.shape[2] - column],
      [0, 0],
    ]);
    sum = sum === null ? placed : tf.add(sum, placed);
  }
  return tf.slice(sum!, [0, vertical.before, horizontal.before, 0], [photos, height, width, channels]);
}

function depthwiseKernelGradient(
  tf: TensorFlowCore,
  layer: ConvolutionLayer,
  x: Tensor4D,
  back: Tensor4D,
): Tensor4D {
  if (hasKernel(tf, 'DepthwiseConv2dNativeBackpropFilter')) {
    const filterShape = [layer.kernelSize, layer.kernelSize, x.shape[3], 1];
    const attributes = { ...ownAttributes(layer), filterShape };
    return tf.engine().runKernel('DepthwiseConv2dNativeBackpropFilter', { x, dy: back }, attributes);
  }
  const perPlace = valuesUnderKernel(tf, layer, x).map((values) =>
    sumOfRows(tf, asRows(tf, tf.mul<Tensor4D>(values, back))),
  );
  return tf.reshape(tf.concat(perPlace), [layer.kernelSize, layer.kernelSize, x.shape[3], 1]);
}

/** libtensorflow's own kernels are ten times faster than the detour; the WebAssembly backend has none. */
function hasKernel(tf: TensorFlowCore, name: string): boolean {
  return tf.getKernel(name, tf.getBackend()) !== undefined;
}

function ownAttributes(layer: ConvolutionLayer): NamedAttrMap {
  return { strides: layer.stride, dilations: 1, pad: 'same' };
}

/** The gradient by the input of a depthwise convolution is a depthwise convolution with the kernel turned round. */
function depthwiseInputGradient(
  tf: TensorFlowCore,
  layer: ConvolutionLayer,
  x: Tensor4D,
  kernel: Tensor4D,
  back: Tensor4D,
): Tensor4D {
  if (hasKernel(tf, 'DepthwiseConv2dNativeBackpropInput')) {
    const attributes = { ...ownAttributes(layer), inputShape: x.shape };
    return tf
      .engine()
      .runKernel('DepthwiseConv2dNativeBackpropInput', { dy: back, filter: kernel }, attributes);
  }
  const { size, stride, vertical, horizontal } = geometryOf(layer, x);
  const spread = spreadOut(tf, back, stride);
  const top = size - 1 - vertical.before;
  const left = size - 1 - horizontal.before;
  const padded = tf.pad(spread, [
    [0, 0],
    [top, x.shape[1] + size - 1 - spread.shape[1] - top],
    [left, x.shape[2] + size - 1 - spread.shape[2] - left],
    [0, 0],
  ]);
  return tf.depthwiseConv2d(padded, tf.reverse(kernel, [0, 1]), 1, 'valid');
}

/** Puts stride − 1 rows and columns of zeros between the values: H becomes (H − 1)·stride + 1. */
function spreadOut(tf: TensorFlowCore, x: Tensor4D, stride: number): Tensor4D {
  if (stride === 1) return x;
  const [photos, height, width, channels] = x.shape;
  const apart = tf.pad(tf.reshape(x, [photos * height, 1, width, channels]) as Tensor4D, [
    [0, 0],
    [0, stride - 1],
    [0, 0],
    [0, 0],
  ]);
  const both = tf.pad(tf.reshape(apart, [photos * height * stride, width, 1, channels]) as Tensor4D, [
    [0, 0],
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ]);
  const spread = tf.reshape(both, [photos, height * stride, width * stride, channels]) as Tensor4D;
  return tf.slice(
    spread,
    [0, 0, 0, 0],
    [photos, (height - 1) * stride + 1, (width - 1) * stride + 1, channels],
  );
}
