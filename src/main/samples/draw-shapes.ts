/** Outlines as signed distances, in metres on the ground. Angles in radians. */

import type { Bounds, Shape } from './draw-canvas.ts';
import { wiggle } from './draw-texture.ts';

export interface Point {
  x: number;
  y: number;
}

/** A rectangle around its middle; `length` runs along the angle, `corner` rounds it. */
export function rectangle(
  middle: Point,
  length: number,
  width: number,
  angle: number,
  corner: number = 0,
): Shape {
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const halfLength = length / 2 - corner;
  const halfWidth = width / 2 - corner;
  const spreadX = (Math.abs(cosine) * length + Math.abs(sine) * width) / 2;
  const spreadY = (Math.abs(sine) * length + Math.abs(cosine) * width) / 2;
  return {
    bounds: around(middle, spreadX, spreadY),
    distance(x, y) {
      const fromX = x - middle.x;
      const fromY = y - middle.y;
      const along = Math.abs(cosine * fromX + sine * fromY) - halfLength;
      const across = Math.abs(cosine * fromY - sine * fromX) - halfWidth;
      if (along <= 0 || across <= 0) return Math.max(along, across) - corner;
      return Math.sqrt(along * along + across * across) - corner;
    },
  };
}

/** What a rectangle passes over when it is moved along a way: the shadow of a box. */
export function sweptRectangle(
  middle: Point,
  length: number,
  width: number,
  angle: number,
  way: Point,
): Shape {
  const { bounds } = rectangle(middle, length, width, angle);
  const reach = (length + width) / 2;
  const wayLength = Math.hypot(way.x, way.y) || 1;
  // The swept shape is where all these half-planes overlap: those of the four sides, and one on each side of the way.
  const sides = [
    { x: Math.cos(angle), y: Math.sin(angle) },
    { x: -Math.sin(angle), y: Math.cos(angle) },
    { x: -way.y / wayLength, y: way.x / wayLength },
  ].flatMap((normal) => [normal, { x: -normal.x, y: -normal.y }]);
  const planes = sides.map((normal) => {
    const along = Math.abs(Math.cos(angle) * normal.x + Math.sin(angle) * normal.y);
    const across = Math.abs(Math.cos(angle) * normal.y - Math.sin(angle) * normal.x);
    const swept = Math.max(0, way.x * normal.x + way.y * normal.y);
    return { ...normal, edge: (along * length + across * width) / 2 + swept };
  });
  return {
    bounds: {
      left: bounds.left + Math.min(0, way.x),
      top: bounds.top + Math.min(0, way.y),
      right: bounds.right + Math.max(0, way.x),
      bottom: bounds.bottom + Math.max(0, way.y),
    },
    distance(x, y) {
      const fromX = x - middle.x;
      const fromY = y - middle.y;
      let farthest = -reach;
      for (const plane of planes) {
        const beyond = plane.x * fromX + plane.y * fromY - plane.edge;
        if (beyond > farthest) farthest = beyond;
      }
      return farthest;
    },
  };
}

/** What a disc passes over: the shadow of a crown. */
export function sweptDisc(middle: Point, radius: number, way: Point): Shape {
  return band(middle, { x: middle.x + way.x, y: middle.y + way.y }, radius * 2);
}

/** A disc; `lumps` makes its edge uneven by this share of the radius. */
export function disc(middle: Point, radius: number, lumps: number = 0): Shape {
  const reach = radius * (1 + lumps / 2);
  const start = (middle.x * 13 + middle.y * 7) % 97;
  return {
    bounds: around(middle, reach, reach),
    distance(x, y) {
      const fromX = x - middle.x;
      const fromY = y - middle.y;
      const plain = Math.sqrt(fromX * fromX + fromY * fromY) - radius;
      return lumps === 0 ? plain : plain + lumps * radius * wiggle(x, y, radius, start);
    },
  };
}

/** A pointed oval, as a boat's hull: where two circles overlap. */
export function hull(middle: Point, length: number, width: number, angle: number): Shape {
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const half = width / 2;
  const radius = (length * length * 0.25 + half * half) / (2 * half);
  const reach = length / 2;
  return {
    bounds: around(middle, reach, reach),
    distance(x, y) {
      const fromX = x - middle.x;
      const fromY = y - middle.y;
      const along = cosine * fromX + sine * fromY;
      const across = Math.abs(cosine * fromY - sine * fromX) + radius - half;
      return Math.sqrt(along * along + across * across) - radius;
    },
  };
}

/** A straight band with round ends. */
export function band(from: Point, to: Point, width: number): Shape {
  const half = width / 2;
  const alongX = to.x - from.x;
  const alongY = to.y - from.y;
  const squared = alongX * alongX + alongY * alongY || 1;
  return {
    bounds: {
      left: Math.min(from.x, to.x) - half,
      top: Math.min(from.y, to.y) - half,
      right: Math.max(from.x, to.x) + half,
      bottom: Math.max(from.y, to.y) + half,
    },
    distance(x, y) {
      const fromX = x - from.x;
      const fromY = y - from.y;
      const part = Math.min(1, Math.max(0, (fromX * alongX + fromY * alongY) / squared));
      const offX = fromX - part * alongX;
      const offY = fromY - part * alongY;
      return Math.sqrt(offX * offX + offY * offY) - half;
    },
  };
}

/** A winding band along a line: the line bends by `bend` metres, its banks are uneven by `uneven` metres. */
export function winding(
  bounds: Bounds,
  line: { through: Point; angle: number },
  shape: { width: number; bend: number; bendLength: number; phase: number; uneven: number },
): Shape {
  const cosine = Math.cos(line.angle);
  const sine = Math.sin(line.angle);
  return {
    bounds,
    distance(x, y) {
      const along = cosine * (x - line.through.x) + sine * (y - line.through.y);
      const across = cosine * (y - line.through.y) - sine * (x - line.through.x);
      const off = across - bendAt(shape, along);
      const bank = shape.uneven === 0 ? 0 : shape.uneven * wiggle(x, y, 24, shape.phase * 31);
      return Math.abs(off) - shape.width / 2 + bank;
    },
  };
}

/** How far a winding band is beside its straight line, `along` metres from its beginning. */
export function bendAt(shape: { bend: number; bendLength: number; phase: number }, along: number): number {
  if (shape.bend === 0) return 0;
  return shape.bend * Math.sin((along / shape.bendLength) * 2 * Math.PI + shape.phase);
}

/** Everything on one side of a line, the edge uneven: a coast. Inside is where the angle points to. */
export function halfPlane(
  bounds: Bounds,
  line: { through: Point; angle: number },
  uneven: { by: number; size: number; offset: number },
): Shape {
  const cosine = Math.cos(line.angle);
  const sine = Math.sin(line.angle);
  // Noise is dear: it is left out where it cannot decide, and some metres further, so that no foam is drawn there.
  const apart = 3;
  const unsure = uneven.by / 2 + apart;
  return {
    bounds,
    distance(x, y) {
      const depth = cosine * (x - line.through.x) + sine * (y - line.through.y);
      if (depth > unsure) return unsure - apart - depth;
      if (depth < -unsure) return apart - unsure - depth;
      return uneven.by * wiggle(x, y, uneven.size, uneven.offset) - depth;
    },
  };
}

/** All there is. */
export function everywhere(bounds: Bounds): Shape {
  return { bounds, distance: () => -1000 };
}

/** A point some metres along and across a direction. */
export function offset(from: Point, angle: number, along: number, across: number): Point {
  return {
    x: from.x + along * Math.cos(angle) - across * Math.sin(angle),
    y: from.y + along * Math.sin(angle) + across * Math.cos(angle),
  };
}

function around(middle: Point, spreadX: number, spreadY: number): Bounds {
  return {
    left: middle.x - spreadX,
    top: middle.y - spreadY,
    right: middle.x + spreadX,
    bottom: middle.y + spreadY,
  };
}
