/** The layers under training: their first weights, and the matrix products forward and back. */

import { logit } from '../../shared/metrics/cross-entropy.ts';
import type { SeededRandom } from '../../shared/seeded-random.ts';
import { emptyLayer } from './head.ts';
import type { HeadLayer } from './head.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

/**
 * The layers to start from. The last one starts at zero weights with each label's base rate as its bias, so that
 * training begins from "as often as usual"; a hidden layer starts from He's normal draws (deviation √(2 / inputs)).
 *
 * baseRate  per label; 0 where the label is not learned
 */
export function initialLayers(
  width: number,
  hiddenUnits: number,
  baseRate: Float32Array,
  random: SeededRandom,
): HeadLayer[] {
  const last = emptyLayer(hiddenUnits > 0 ? hiddenUnits : width, baseRate.length);
  for (const [label, rate] of baseRate.entries()) last.biases[label] = rate > 0 ? logit(rate) : 0;
  if (hiddenUnits === 0) return [last];
  const hidden = emptyLayer(width, hiddenUnits);
  const deviation = Math.sqrt(2 / width);
  for (let place = 0; place < hidden.weights.length; place++)
    hidden.weights[place] = random.normal() * deviation;
  // All-zero last weights would hand the hidden layer no gradient.
  for (let place = 0; place < last.weights.length; place++)
    last.weights[place] = random.normal() * Math.sqrt(1 / hiddenUnits) * 0.1;
  return [hidden, last];
}

/** Logits of standardized inputs: count×width row-major in, count×labels row-major out. */
export function logitsOf(
  tf: TensorFlowCore,
  layers: readonly HeadLayer[],
  inputs: Float32Array,
  count: number,
): Float32Array {
  return inScope(tf, () => {
    let values = tf.tensor2d(inputs, [count, layers[0]!.inputs]);
    for (const [index, layer] of layers.entries()) {
      if (index > 0) values = tf.relu(values);
      values = dense(tf, values, layer);
    }
    return values.dataSync<'float32'>();
  });
}

export interface LayerGradient {
  weights: Float32Array;
  biases: Float32Array;
}

/**
 * One pass forward and back, without automatic differentiation.
 *
 * inputs           count×width row-major, standardized
 * gradientByLogits given the logits, the gradient of the loss by them; both count×labels row-major
 * returns          the gradient of the loss by every layer's weights and biases
 */
export function backpropagate(
  tf: TensorFlowCore,
  layers: readonly HeadLayer[],
  inputs: Float32Array,
  count: number,
  gradientByLogits: (logits: Float32Array) => Float32Array,
): LayerGradient[] {
  return inScope(tf, () => {
    const input = tf.tensor2d(inputs, [count, layers[0]!.inputs]);
    if (layers.length === 1) {
      const logits = dense(tf, input, layers[0]!);
      const back = tf.tensor2d(gradientByLogits(logits.dataSync<'float32'>()), [count, layers[0]!.outputs]);
      return [layerGradient(tf, input, back)];
    }
    const [first, last] = [layers[0]!, layers[1]!];
    const hidden = tf.relu(dense(tf, input, first));
    const logits = dense(tf, hidden, last);
    const back = tf.tensor2d(gradientByLogits(logits.dataSync<'float32'>()), [count, last.outputs]);
    const lastWeights = tf.tensor2d(last.weights, [last.inputs, last.outputs]);
    const hiddenBack = tf.mul(tf.matMul(back, tf.transpose(lastWeights)), tf.step(hidden)) as typeof back;
    return [layerGradient(tf, input, hiddenBack), layerGradient(tf, hidden, back)];
  });
}

/** Like tf.tidy, which would look for tensors in every element of a returned Float32Array. */
export function inScope<Result>(tf: TensorFlowCore, compute: () => Result): Result {
  tf.engine().startScope();
  try {
    return compute();
  } finally {
    tf.engine().endScope();
  }
}

type Matrix = ReturnType<TensorFlowCore['tensor2d']>;

function dense(tf: TensorFlowCore, values: Matrix, layer: HeadLayer): Matrix {
  const weights = tf.tensor2d(layer.weights, [layer.inputs, layer.outputs]);
  return tf.add(tf.matMul(values, weights), tf.tensor1d(layer.biases));
}

function layerGradient(tf: TensorFlowCore, input: Matrix, back: Matrix): LayerGradient {
  // The wasm kernel's own transposed product is several times slower than transposing first.
  const weights = tf.matMul(tf.transpose(input), back);
  return { weights: weights.dataSync<'float32'>(), biases: tf.sum(back, 0).dataSync<'float32'>() };
}
