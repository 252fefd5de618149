/** AdamW (Loshchilov & Hutter 2019, algorithm 2): Adam whose weight decay is kept apart from the gradient. */

const MOMENTUM = 0.9;
const SQUARE_MOMENTUM = 0.999;
const EPSILON = 1e-8;

/** Values under training, changed in place. */
export interface Trained {
  values: Float32Array;
  /** share of the value, times the learning rate, that every step takes away; 0 for biases */
  decay: number;
}

export interface AdamW {
  /** One step, in place. gradients: in the order of the trained values, each of the same length. */
  step(gradients: readonly Float32Array[], learningRate: number): void;
}

/** An optimiser for these values. */
export function createAdamW(trained: readonly Trained[]): AdamW {
  const moments = trained.map(({ values }) => ({
    first: new Float32Array(values.length),
    second: new Float32Array(values.length),
  }));
  let steps = 0;
  return {
    step(gradients, learningRate) {
      steps++;
      const correction = Math.sqrt(1 - SQUARE_MOMENTUM ** steps) / (1 - MOMENTUM ** steps);
      for (const [index, { values, decay }] of trained.entries())
        update(values, gradients[index]!, moments[index]!, learningRate * correction, learningRate * decay);
    },
  };
}

function update(
  values: Float32Array,
  gradient: Float32Array,
  { first, second }: { first: Float32Array; second: Float32Array },
  rate: number,
  shrinkage: number,
): void {
  const kept = 1 - shrinkage;
  for (let place = 0; place < values.length; place++) {
    const slope = gradient[place]!;
    const mean = MOMENTUM * first[place]! + (1 - MOMENTUM) * slope;
    const square = SQUARE_MOMENTUM * second[place]! + (1 - SQUARE_MOMENTUM) * slope * slope;
    first[place] = mean;
    second[place] = square;
    values[place] = kept * values[place]! - (rate * mean) / (Math.sqrt(square) + EPSILON);
  }
}
