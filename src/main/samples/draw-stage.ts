/** What the drawing of one scene shares: the canvas, its dice, the light and the colours of the day. */

import { visibleBounds } from './draw-canvas.ts';
import type { Bounds, Canvas, Shape } from './draw-canvas.ts';
import type { Dice } from './draw-dice.ts';
import type { Point } from './draw-shapes.ts';
import { surface } from './draw-texture.ts';
import type { Colour, Surface } from './draw-texture.ts';

export interface Light {
  /** where shadows fall, metres per metre of height */
  shadow: Point;
  /** towards the sun, length 1 */
  towardsSun: Point;
  /** 0..1; small under clouds */
  shadowStrength: number;
}

/** The ground colours of this place and season. */
export interface Palette {
  grass: Surface;
  soil: Surface;
  paved: Surface;
  asphalt: Surface;
  water: Surface;
  sand: Surface;
  leaves: Colour;
}

export interface Stage {
  canvas: Canvas;
  dice: Dice;
  /** what the camera sees and a little more, metres */
  bounds: Bounds;
  light: Light;
  palette: Palette;
  /** where nothing may stand */
  taken: Shape[];
}

/** Prepares a scene: the light and the colours are drawn by lot. */
export function createStage(canvas: Canvas, dice: Dice): Stage {
  return {
    canvas,
    dice,
    // Around the place, not the camera: things stay where they are when the camera drifts in a burst.
    bounds: visibleBounds({ ...canvas.camera, centreX: 0, centreY: 0 }, 14),
    light: chooseLight(dice),
    palette: choosePalette(dice),
    taken: [],
  };
}

/** True when a point is at least `margin` metres from all that stands or lies there already. */
export function isFree(stage: Stage, point: Point, margin: number): boolean {
  return stage.taken.every((shape) => shape.distance(point.x, point.y) > margin);
}

/** Where the shadow of something of this height ends, from its foot. */
export function shadowWay(stage: Stage, height: number): Point {
  const { shadow } = stage.light;
  return { x: shadow.x * height, y: shadow.y * height };
}

/** A point somewhere in the scene. */
export function somewhere(stage: Stage): Point {
  const { left, top, right, bottom } = stage.bounds;
  return { x: stage.dice.between(left, right), y: stage.dice.between(top, bottom) };
}

/** A colour a little beside another. */
export function nearly(dice: Dice, colour: Colour, deviation: number): Colour {
  const all = dice.normal(deviation);
  const one = () => dice.normal(deviation * 0.5);
  return [limit(colour[0] + all + one()), limit(colour[1] + all + one()), limit(colour[2] + all + one())];
}

/** A colour times a factor. */
export function shaded(colour: Colour, factor: number): Colour {
  return [limit(colour[0] * factor), limit(colour[1] * factor), limit(colour[2] * factor)];
}

/** A surface around one colour, nearly the scene's own each time. */
export function around(dice: Dice, colour: Colour, spread: number, more: Partial<Surface> = {}): Surface {
  const middle = nearly(dice, colour, 6);
  return surface(shaded(middle, 1 - spread), shaded(middle, 1 + spread), {
    offset: dice.whole(0, 511),
    ...more,
  });
}

function chooseLight(dice: Dice): Light {
  const angle = dice.between(0, 2 * Math.PI);
  const length = dice.weighted([
    [dice.between(0.25, 0.6), 4],
    [dice.between(0.6, 1.2), 4],
    [dice.between(1.2, 2.2), 1.5],
  ]);
  const towardsSun = { x: Math.cos(angle), y: Math.sin(angle) };
  return {
    towardsSun,
    shadow: { x: -towardsSun.x * length, y: -towardsSun.y * length },
    shadowStrength: dice.chance(0.2) ? dice.between(0.06, 0.2) : dice.between(0.4, 0.66),
  };
}

function choosePalette(dice: Dice): Palette {
  const grass = dice.weighted<Colour>([
    [[92, 118, 62], 5],
    [[112, 128, 76], 4],
    [[142, 136, 88], 3],
    [[80, 104, 66], 3],
  ]);
  const soil = dice.pick<Colour>([
    [150, 122, 92],
    [168, 146, 112],
    [138, 104, 82],
    [182, 166, 134],
  ]);
  const water = dice.weighted<Colour>([
    [[42, 66, 76], 4],
    [[36, 74, 92], 3],
    [[68, 82, 66], 3],
    [[52, 104, 116], 2],
    [[86, 96, 84], 1.5],
  ]);
  const leaves = dice.weighted<Colour>([
    [[62, 88, 46], 5],
    [[54, 78, 52], 4],
    [[86, 102, 54], 3],
    [[128, 104, 52], 1],
  ]);
  return {
    grass: around(dice, grass, 0.22, { grain: 0.2, fineness: dice.between(1.2, 2.4) }),
    soil: around(dice, soil, 0.16, { grain: 0.2, fineness: dice.between(1, 2.4) }),
    paved: around(dice, [150, 148, 142], 0.1, { grain: 0.12 }),
    asphalt: around(
      dice,
      dice.pick([
        [98, 98, 100],
        [120, 118, 114],
        [78, 80, 84],
        [140, 134, 126],
      ]),
      0.09,
      {
        grain: 0.16,
      },
    ),
    water: around(dice, water, 0.16, { grain: 0.06, fineness: dice.between(0.5, 1.2) }),
    sand: around(
      dice,
      dice.pick([
        [214, 196, 158],
        [226, 214, 184],
        [196, 176, 138],
      ]),
      0.08,
      { grain: 0.2 },
    ),
    leaves: nearly(dice, leaves, 5),
  };
}

function limit(value: number): number {
  return Math.min(255, Math.max(0, value));
}
