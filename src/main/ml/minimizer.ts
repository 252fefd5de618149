/**
 * Limited-memory BFGS (Nocedal & Wright 2006, algorithm 7.4) that asks instead of calling: it proposes a point, is told
 * value and gradient there, and proposes the next. So many small problems are computed together in one matrix product.
 */

import { dotProduct } from './dot-product.ts';

export interface Minimizer {
  /** where to measure next; at the end, the best point. Read only. */
  readonly point: Float64Array;
  /** no step made the value notably smaller any more, or none can */
  readonly isDone: boolean;
  /** Takes value and gradient at `point`, and moves on. The gradient is copied. */
  take(value: number, gradient: Float64Array): void;
  /**
   * Goes on from the best point with more / 2 · x² added to the value for every coordinate x but the last; less, where
   * `more` is negative. What is remembered of the function is corrected, so that nothing is measured anew.
   */
  addSquares(more: number): void;
}

/** Steps remembered: the curvature along them is all that is known of the second derivative. */
const MEMORY = 8;
/** Armijo's: the share of the promised decrease that a step must bring. */
const SUFFICIENT = 1e-4;
const MOST_SHORTENINGS = 20;

interface Step {
  moved: Float64Array;
  turned: Float64Array;
  /** 1 / (moved · turned) */
  scale: number;
}

/**
 * Minimizes one smooth function.
 *
 * start      copied
 * tolerance  done when a step lowers the value by no more than this share of it
 */
export function createMinimizer(start: Float64Array, tolerance: number): Minimizer {
  let best = start.slice();
  let bestValue = Infinity;
  let bestGradient = new Float64Array(start.length);
  let direction = new Float64Array(start.length);
  let slope = 0;
  let rate = 0;
  let shortenings = 0;
  let steps: Step[] = [];
  let point = start.slice();
  let isDone = false;

  const propose = (): void => {
    point = best.slice();
    addScaled(point, direction, rate);
  };
  const turn = (): void => {
    direction = descentOf(bestGradient, steps);
    slope = dot(direction, bestGradient);
    if (slope >= 0) {
      // Rounding has spoiled the memory: the gradient alone always points down.
      steps = [];
      direction = bestGradient.map((value) => -value);
      slope = -dot(bestGradient, bestGradient);
    }
    rate = steps.length > 0 ? 1 : 1 / Math.max(1, Math.sqrt(-slope));
    shortenings = 0;
    if (slope === 0) isDone = true;
    propose();
  };

  return {
    get point() {
      return point;
    },
    get isDone() {
      return isDone;
    },
    take(value, gradient) {
      if (isDone) return;
      if (bestValue === Infinity) {
        bestValue = value;
        bestGradient = gradient.slice();
        turn();
        return;
      }
      if (!(value <= bestValue + SUFFICIENT * rate * slope)) {
        shortenings++;
        // The lowest point of the parabola through what is known, within bounds that keep the step a step.
        const parabola = (-slope * rate * rate) / (2 * (value - bestValue - slope * rate));
        rate = Number.isFinite(parabola) ? Math.min(Math.max(parabola, 0.1 * rate), 0.5 * rate) : 0.1 * rate;
        if (shortenings > MOST_SHORTENINGS) {
          isDone = true;
          rate = 0;
        }
        propose();
        return;
      }
      const moved = point.slice();
      addScaled(moved, best, -1);
      const turned = gradient.slice();
      addScaled(turned, bestGradient, -1);
      const curvature = dot(moved, turned);
      if (curvature > 1e-10 * dot(turned, turned)) {
        steps.push({ moved, turned, scale: 1 / curvature });
        if (steps.length > MEMORY) steps.shift();
      }
      isDone = bestValue - value <= tolerance * Math.abs(bestValue);
      best = point;
      bestValue = value;
      bestGradient = gradient.slice();
      if (!isDone) turn();
    },
    addSquares(more) {
      const last = start.length - 1;
      for (let place = 0; place < last; place++) bestGradient[place]! += more * best[place]!;
      bestValue += (more / 2) * squaresOf(best, last);
      for (const step of steps) {
        for (let place = 0; place < last; place++) step.turned[place]! += more * step.moved[place]!;
        step.scale = 1 / dot(step.moved, step.turned);
      }
      steps = steps.filter(({ scale }) => scale > 0);
      isDone = false;
      if (bestValue < Infinity) turn();
    },
  };
}

function squaresOf(values: Float64Array, end: number): number {
  let sum = 0;
  for (let place = 0; place < end; place++) sum += values[place]! * values[place]!;
  return sum;
}

/** The two-loop recursion: −H · gradient, with H the inverse curvature that the steps tell of. */
function descentOf(gradient: Float64Array, steps: readonly Step[]): Float64Array<ArrayBuffer> {
  const direction = gradient.map((value) => -value);
  const shares = new Float64Array(steps.length);
  for (let index = steps.length - 1; index >= 0; index--) {
    const { moved, turned, scale } = steps[index]!;
    shares[index] = scale * dot(moved, direction);
    addScaled(direction, turned, -shares[index]!);
  }
  const last = steps.at(-1);
  if (last) {
    const factor = 1 / (last.scale * dot(last.turned, last.turned));
    for (let place = 0; place < direction.length; place++) direction[place]! *= factor;
  }
  for (const [index, { moved, turned, scale }] of steps.entries())
    addScaled(direction, moved, shares[index]! - scale * dot(turned, direction));
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  return dotProduct(a, 0, b, 0, a.length);
}

function addScaled(values: Float64Array, others: Float64Array, factor: number): void {
  for (let place = 0; place < values.length; place++) values[place]! += factor * others[place]!;
}
