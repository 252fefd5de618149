/** Adam (Kingma & Ba 2015, algorithm 1) on plain arrays: the weights of a head fit in a processor's cache. */

import type { HeadLayer } from './head.ts';
import type { LayerGradient } from './fit-layers.ts';

const MOMENTUM = 0.9;
const SQUARE_MOMENTUM = 0.999;
const EPSILON = 1e-8;

export interface Adam {
  /**
   * One step, in place.
   *
   * penalty  added to the gradient of the weights as penalty · w; biases are not penalised
   */
  step(gradients: readonly LayerGradient[], learningRate: number, penalty: number): void;
}

/** An optimiser for these layers, which it changes in place. */
export function createAdam(layers: readonly HeadLayer[]): Adam {
  const states = layers.map((layer) => ({
    weights: createMoments(layer.weights.length),
    biases: createMoments(layer.biases.length),
  }));
  let steps = 0;
  return {
    step(gradients, learningRate, penalty) {
      steps++;
      const rate = (learningRate * Math.sqrt(1 - SQUARE_MOMENTUM ** steps)) / (1 - MOMENTUM ** steps);
      for (const [index, layer] of layers.entries()) {
        const state = states[index]!;
        const gradient = gradients[index]!;
        update(layer.weights, gradient.weights, state.weights, rate, penalty);
        update(layer.biases, gradient.biases, state.biases, rate, 0);
      }
    },
  };
}

interface Moments {
  first: Float32Array;
  second: Float32Array;
}

function createMoments(length: number): Moments {
  return { first: new Float32Array(length), second: new Float32Array(length) };
}

function update(
  values: Float32Array,
  gradient: Float32Array,
  { first, second }: Moments,
  rate: number,
  penalty: number,
): void {
  for (let place = 0; place < values.length; place++) {
    const value = values[place]!;
    const slope = gradient[place]! + penalty * value;
    const mean = MOMENTUM * first[place]! + (1 - MOMENTUM) * slope;
    const square = SQUARE_MOMENTUM * second[place]! + (1 - SQUARE_MOMENTUM) * slope * slope;
    first[place] = mean;
    second[place] = square;
    values[place] = value - (rate * mean) / (Math.sqrt(square) + EPSILON);
  }
}
