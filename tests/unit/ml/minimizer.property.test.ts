import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMinimizer } from '../../../src/main/ml/minimizer.ts';

/** value and gradient of Σ stiffness/2 · (x − centre)² + softplus(Σx): convex, with coordinates that depend on each other */
function bowl(stiffness: readonly number[], centre: readonly number[], point: Float64Array) {
  const sum = point.reduce((total, value) => total + value, 0);
  const slope = 1 / (1 + Math.exp(-sum));
  let value = Math.log1p(Math.exp(-Math.abs(sum))) + Math.max(sum, 0);
  const gradient = point.map((place, index) => {
    const off = place - centre[index]!;
    value += (stiffness[index]! / 2) * off * off;
    return stiffness[index]! * off + slope;
  });
  return { value, gradient };
}

const bowls = fc.array(
  fc.tuple(fc.double({ min: 0.1, max: 50, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })),
  { minLength: 2, maxLength: 12 },
);

test('finds the bottom, and finds the new one when squares are added', () => {
  fc.assert(
    fc.property(bowls, fc.double({ min: 0.1, max: 20, noNaN: true }), (shape, more) => {
      const centre = shape.map(([, place]) => place);
      const minimizer = createMinimizer(new Float64Array(shape.length), 1e-12);
      const settle = (stiffness: number[]) => {
        for (let round = 0; round < 300 && !minimizer.isDone; round++) {
          const { value, gradient } = measureAt(stiffness);
          minimizer.take(value, gradient);
        }
        expect(minimizer.isDone).toBe(true);
        for (const slope of measureAt(stiffness).gradient) expect(Math.abs(slope)).toBeLessThan(1e-3);
      };
      const extra = new Float64Array(shape.length);
      const measureAt = (stiffness: number[]) => {
        const { value, gradient } = bowl(stiffness, centre, minimizer.point);
        const squares = minimizer.point.reduce((sum, x, index) => sum + extra[index]! * x * x, 0);
        return {
          value: value + squares / 2,
          gradient: gradient.map((slope, i) => slope + extra[i]! * minimizer.point[i]!),
        };
      };
      settle(shape.map(([stiffness]) => stiffness));
      extra.fill(more, 0, shape.length - 1);
      minimizer.addSquares(more);
      settle(shape.map(([stiffness]) => stiffness));
    }),
    { numRuns: 60 },
  );
});

test('stops at once where nothing slopes', () => {
  const minimizer = createMinimizer(new Float64Array(3), 1e-6);
  minimizer.take(0, new Float64Array(3));
  expect(minimizer.isDone).toBe(true);
  expect([...minimizer.point]).toEqual([0, 0, 0]);
});
