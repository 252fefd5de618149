import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitScale, fitted, keepInside, pinched, zoomBy } from '../../../src/renderer/photo-zoom.ts';

const size = fc.record({
  width: fc.integer({ min: 50, max: 6000 }),
  height: fc.integer({ min: 50, max: 6000 }),
});
const offset = fc.integer({ min: -5000, max: 5000 });

test('fits the whole photo without enlarging it', () => {
  fc.assert(
    fc.property(size, size, (stage, photo) => {
      const { scale } = fitted(stage, photo);
      expect(scale).toBeLessThanOrEqual(1);
      expect(photo.width * scale).toBeLessThanOrEqual(stage.width + 1e-6);
      expect(photo.height * scale).toBeLessThanOrEqual(stage.height + 1e-6);
    }),
  );
});

test('never opens a gap at an edge while the photo is larger than the stage', () => {
  fc.assert(
    fc.property(
      size,
      size,
      offset,
      offset,
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (stage, photo, x, y, factor) => {
        const zoom = zoomBy(
          keepInside({ ...fitted(stage, photo), x, y }, stage, photo),
          factor,
          { x, y },
          stage,
          photo,
        );
        expect(zoom.scale).toBeGreaterThanOrEqual(fitScale(stage, photo));
        expect(zoom.scale).toBeLessThanOrEqual(8);
        const overlap = (photo.width * zoom.scale - stage.width) / 2;
        if (overlap >= 0) expect(Math.abs(zoom.x)).toBeLessThanOrEqual(overlap + 1e-6);
        else expect(zoom.x).toBeCloseTo(0);
      },
    ),
  );
});

test('keeps what is under the pointer there', () => {
  const stage = { width: 800, height: 600 };
  const photo = { width: 4000, height: 3000 };
  const before = { scale: 1, x: 100, y: -50 };
  const after = zoomBy(before, 1.5, { x: 200, y: 80 }, stage, photo);
  const photoPoint = (zoom: typeof before) => ({
    x: (200 - zoom.x) / zoom.scale,
    y: (80 - zoom.y) / zoom.scale,
  });
  expect(photoPoint(after).x).toBeCloseTo(photoPoint(before).x);
  expect(photoPoint(after).y).toBeCloseTo(photoPoint(before).y);
});

test('a pinch keeps what was under each finger under it, where no edge is reached', () => {
  const stage = { width: 1000, height: 800 };
  const photo = { width: 8000, height: 8000 };
  const near = fc.integer({ min: -60, max: 60 });
  fc.assert(
    fc.property(near, near, near, near, near, near, (ax, ay, moveX, moveY, growX, growY) => {
      const before = [
        { x: ax - 80, y: ay },
        { x: ax + 80, y: ay },
      ] as const;
      const now = [
        { x: ax - 80 + moveX - growX / 2, y: ay + moveY },
        { x: ax + 80 + moveX + growX / 2, y: ay + moveY },
      ] as const;
      const from = { scale: 1, x: growY, y: -growY };
      const zoom = pinched(from, before, now, stage, photo);
      for (const finger of [0, 1] as const) {
        const seen = (before[finger].x - from.x) / from.scale;
        expect(zoom.x + seen * zoom.scale).toBeCloseTo(now[finger].x, 6);
        expect(zoom.y + ((before[finger].y - from.y) / from.scale) * zoom.scale).toBeCloseTo(
          now[finger].y,
          6,
        );
      }
    }),
  );
});

test('a pinch never goes beyond fitting and eight times', () => {
  const stage = { width: 1000, height: 800 };
  const photo = { width: 4000, height: 3000 };
  const apart = (by: number) =>
    [
      { x: -by, y: 0 },
      { x: by, y: 0 },
    ] as const;
  const from = fitted(stage, photo);
  expect(pinched(from, apart(100), apart(10), stage, photo)).toEqual(from);
  expect(pinched(from, apart(1), apart(500), stage, photo).scale).toBe(8);
});
