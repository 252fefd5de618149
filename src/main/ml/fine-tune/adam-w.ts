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

/** What the optimiser remembers between steps. */
export interface Moments {
  steps: number;
  /** running means of the gradients, one array per trained one */
  first: Float32Array[];
  /** running means of their squares */
  second: Float32Array[];
}

/** Before the first step. */
export function noMoments(values: readonly Float32Array[]): Moments {
  const zeros = () => values.map(({ length }) => new Float32Array(length));
  return { steps: 0, first: zeros(), second: zeros() };
}

/**
 * One step of AdamW, in place: values and moments.
 *
 * gradients  in the order of the trained values, each of the same length
 */
export function stepAdamW(
  trained: readonly Trained[],
  moments: Moments,
  gradients: readonly Float32Array[],
  learningRate: number,
): void {
  const steps = ++moments.steps;
  const correction = Math.sqrt(1 - SQUARE_MOMENTUM ** steps) / (1 - MOMENTUM ** steps);
  for (const [index, { values, decay }] of trained.entries())
    update(
      values,
      gradients[index]!,
      { first: moments.first[index]!, second: moments.second[index]! },
      learningRate * correction,
      learningRate * decay,
    );
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
