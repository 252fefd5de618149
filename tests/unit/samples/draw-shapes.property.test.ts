import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Shape } from '../../../src/main/samples/draw-canvas.ts';
import {
  band,
  disc,
  hull,
  rectangle,
  sweptDisc,
  sweptRectangle,
} from '../../../src/main/samples/draw-shapes.ts';

const metres = fc.double({ min: -40, max: 40, noNaN: true });
const size = fc.double({ min: 1, max: 20, noNaN: true });
const angle = fc.double({ min: 0, max: 7, noNaN: true });
const point = fc.record({ x: metres, y: metres });
const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.tuple(point, size, size, angle).map((args) => rectangle(...args)),
  fc.tuple(point, size, fc.constantFrom(0, 0.4, 0.9)).map((args) => disc(...args)),
  fc
    .tuple(point, size, size, angle)
    .map(([at, length, width, turn]) => hull(at, length + width, width, turn)),
  fc.tuple(point, point, size).map((args) => band(...args)),
  fc.tuple(point, size, size, angle, point).map((args) => sweptRectangle(...args)),
  fc.tuple(point, size, point).map((args) => sweptDisc(...args)),
);

test('what is inside a shape is inside its bounds', () => {
  fc.assert(
    fc.property(shape, point, ({ bounds, distance }, at) => {
      if (distance(at.x, at.y) > -1e-9) return;
      expect(at.x).toBeGreaterThanOrEqual(bounds.left - 1e-6);
      expect(at.x).toBeLessThanOrEqual(bounds.right + 1e-6);
      expect(at.y).toBeGreaterThanOrEqual(bounds.top - 1e-6);
      expect(at.y).toBeLessThanOrEqual(bounds.bottom + 1e-6);
    }),
    { numRuns: 1000 },
  );
});

test('a swept rectangle is where the moved rectangle has been, and nowhere else', () => {
  const steps = 400;
  fc.assert(
    fc.property(point, size, size, angle, point, point, (middle, length, width, turn, way, at) => {
      const swept = sweptRectangle(middle, length, width, turn, way).distance(at.x, at.y);
      const still = rectangle(middle, length, width, turn);
      let nearest = Infinity;
      for (let step = 0; step <= steps; step++)
        nearest = Math.min(
          nearest,
          still.distance(at.x - (way.x * step) / steps, at.y - (way.y * step) / steps),
        );
      const betweenSteps = Math.hypot(way.x, way.y) / steps;
      if (nearest < -1e-9) expect(swept).toBeLessThanOrEqual(1e-9);
      if (nearest > betweenSteps + 1e-9) expect(swept).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
