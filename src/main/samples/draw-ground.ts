/** What lies flat: ground, fields, water, beaches, roads, bridges. */

import { castShadow, fill, layShadows } from './draw-canvas.ts';
import type { SceneLabel, Shape } from './draw-canvas.ts';
import {
  band,
  bendAt,
  disc,
  everywhere,
  halfPlane,
  offset,
  rectangle,
  sweptRectangle,
  winding,
} from './draw-shapes.ts';
import type { Point } from './draw-shapes.ts';
import { around, nearly, shaded, shadowWay, somewhere } from './draw-stage.ts';
import type { Stage } from './draw-stage.ts';
import { stripes, surface } from './draw-texture.ts';
import type { Colour, Surface } from './draw-texture.ts';

/** A straight road or street. */
export interface Road {
  through: Point;
  angle: number;
  width: number;
}

/** A river or a coast road: a band along a winding line. */
export interface Course {
  through: Point;
  angle: number;
  width: number;
  bend: number;
  bendLength: number;
  phase: number;
}

/** Covers everything with one surface. */
export function layGround(stage: Stage, ground: Surface): void {
  fill(stage.canvas, everywhere(stage.bounds), { surface: ground, cover: 'nothing' });
}

/** Uneven patches of another surface, fading at the edge: worn grass, bare soil. None is a label. */
export function layPatches(stage: Stage, patch: Surface, count: number, size: number): void {
  const { dice } = stage;
  for (let index = 0; index < count; index++) {
    const middle = somewhere(stage);
    const radius = size * dice.between(0.4, 1.3);
    const opacity = dice.between(0.12, 0.3);
    for (const part of [1, 0.9, 0.8, 0.68])
      fill(stage.canvas, disc(middle, radius * part, 1.5), { surface: patch, cover: null, opacity });
  }
}

/** Crops in a grid of plots around `angle`; plots lie where `isWanted` says so. */
export function layFields(stage: Stage, angle: number, isWanted: (middle: Point) => boolean): void {
  const { dice, bounds } = stage;
  const plotLength = dice.between(34, 95);
  const plotWidth = dice.between(26, 70);
  const gap = dice.between(0.8, 4);
  const reach = (bounds.right - bounds.left) / 2;
  const centre = { x: (bounds.left + bounds.right) / 2, y: (bounds.top + bounds.bottom) / 2 };
  const shift = dice.between(0, 1);
  for (let along = -reach - shift * plotLength; along < reach + plotLength; along += plotLength)
    for (let across = -reach - shift * plotWidth; across < reach + plotWidth; across += plotWidth) {
      const middle = offset(centre, angle, along, across);
      const crop = chooseCrop(stage, angle);
      if (!isWanted(middle)) continue;
      const plot = rectangle(middle, plotLength - gap, plotWidth - gap, angle, 1);
      fill(stage.canvas, plot, { surface: crop, cover: 'field' });
    }
}

function chooseCrop(stage: Stage, angle: number): Surface {
  const { dice } = stage;
  const colour = dice.weighted<Colour>([
    [[106, 130, 62], 4],
    [[84, 112, 56], 3],
    [[188, 170, 106], 3],
    [[206, 190, 76], 1],
    [[134, 108, 80], 3],
    [[158, 132, 102], 2],
  ]);
  const rows = dice.chance(0.5) ? angle : angle + Math.PI / 2;
  const strength = dice.chance(0.75) ? dice.between(0.25, 0.9) : 0;
  return around(dice, colour, 0.16, {
    blotches: dice.between(0.3, 1),
    grain: 0.18,
    stripes: stripes(strength, dice.between(1.2, 4.5), rows),
  });
}

/** Water on one side of a coast, with a beach before it when `beachWidth` is over 0. Returns the water. */
export function layCoast(stage: Stage, through: Point, angle: number, beachWidth: number): Shape {
  const { canvas, bounds, dice, palette } = stage;
  const uneven = { by: dice.between(6, 34), size: dice.between(40, 110), offset: dice.whole(0, 400) };
  const at = (metres: number) =>
    halfPlane(bounds, { through: offset(through, angle, metres, 0), angle }, uneven);
  if (beachWidth > 0) {
    fill(canvas, at(-beachWidth), { surface: palette.sand, cover: 'beach' });
    const wet = surface(shaded(palette.sand.dark, 0.72), shaded(palette.sand.light, 0.78));
    fill(canvas, at(-Math.min(4, beachWidth / 4)), { surface: wet, cover: 'beach', opacity: 0.8 });
  } else
    fill(canvas, at(-dice.between(1, 4)), {
      surface: around(dice, [128, 122, 112], 0.3, { grain: 0.5 }),
      cover: 'nothing',
    });
  const deep = ripples(stage);
  const shallow = surface(nearly(dice, [104, 146, 140], 8), nearly(dice, [134, 168, 156], 8));
  fill(canvas, at(0), { surface: shallow, cover: 'water' });
  fill(canvas, at(dice.between(2, 12)), { surface: palette.water, cover: 'water', opacity: 0.55 });
  for (const depth of [dice.between(7, 14), dice.between(16, 24), dice.between(26, 40)])
    fill(canvas, at(depth), { surface: deep, cover: 'water', opacity: 0.5 });
  const foam = surface([220, 226, 224], [244, 246, 244]);
  for (let wave = 0; wave < dice.whole(0, 3); wave++) {
    const edge = at(wave * dice.between(4, 9));
    const width = dice.between(0.4, 1.6);
    const line = { bounds, distance: (x: number, y: number) => Math.abs(edge.distance(x, y)) - width };
    fill(canvas, line, { surface: foam, cover: null, opacity: dice.between(0.3, 0.8) });
  }
  const water = at(0);
  stage.taken.push(at(-beachWidth - 1));
  return water;
}

/** A river with its banks. Returns its water. */
export function layRiver(stage: Stage, course: Course): Shape {
  const { canvas, bounds, dice } = stage;
  const uneven = dice.between(2, 9);
  const bank = around(
    dice,
    dice.pick([
      [142, 128, 98],
      [96, 106, 66],
      [124, 118, 104],
    ]),
    0.2,
    { grain: 0.4 },
  );
  const bankWidth = course.width + dice.between(2, 7);
  fill(canvas, winding(bounds, course, { ...course, width: bankWidth, uneven }), {
    surface: bank,
    cover: 'nothing',
  });
  const water = winding(bounds, course, { ...course, uneven });
  fill(canvas, water, { surface: ripples(stage), cover: 'water' });
  stage.taken.push(water);
  return water;
}

/** A pond or a lake. */
export function layPond(stage: Stage, pond: Shape): void {
  fill(stage.canvas, pond, { surface: ripples(stage), cover: 'water' });
  stage.taken.push(pond);
}

function ripples(stage: Stage): Surface {
  const { dice, palette } = stage;
  const strength = dice.chance(0.5) ? dice.between(0.1, 0.4) : 0;
  return {
    ...palette.water,
    stripes: stripes(strength, dice.between(2, 6), dice.between(0, 3.2)),
  };
}

/** A road from edge to edge, with markings when it is wide enough. Tracks of bare soil are roads too. */
export function layRoad(stage: Stage, road: Road, isTrack: boolean = false): void {
  const { canvas, dice, palette } = stage;
  const reach = stage.bounds.right - stage.bounds.left;
  const ends = [
    offset(road.through, road.angle, -reach, 0),
    offset(road.through, road.angle, reach, 0),
  ] as const;
  const whole = (width: number) => band(ends[0], ends[1], width);
  if (isTrack) {
    fill(canvas, whole(road.width), { surface: palette.soil, cover: 'road' });
    const verge = { surface: palette.grass, cover: null, opacity: 0.55 };
    fill(canvas, whole(road.width * 0.22), verge);
  } else {
    const pavement = surface(shaded(palette.paved.dark, 1.02), palette.paved.light, { grain: 0.2 });
    if (dice.chance(0.55)) fill(canvas, whole(road.width + 3.2), { surface: pavement, cover: 'nothing' });
    fill(canvas, whole(road.width), { surface: palette.asphalt, cover: 'road' });
    if (road.width > 5.5) markRoad(stage, road, reach);
  }
  stage.taken.push(whole(road.width));
}

function markRoad(stage: Stage, road: Road, reach: number): void {
  const { canvas, dice } = stage;
  const paint = {
    surface: surface([206, 204, 192], [232, 230, 220]),
    cover: null,
    opacity: dice.between(0.4, 0.9),
  };
  const line = (from: number, to: number, across: number) =>
    band(offset(road.through, road.angle, from, across), offset(road.through, road.angle, to, across), 0.3);
  if (dice.chance(0.5))
    for (const side of [-1, 1]) fill(canvas, line(-reach, reach, side * (road.width / 2 - 0.5)), paint);
  const lanes = Math.max(2, Math.round(road.width / 3.6));
  for (let lane = 1; lane < lanes; lane++) {
    const across = -road.width / 2 + (lane * road.width) / lanes;
    for (let along = -reach; along < reach; along += 9) fill(canvas, line(along, along + 3.5, across), paint);
  }
}

/** A bridge that carries a road over a river: the deck, its parapets and its shadow on the water. */
export function layBridge(stage: Stage, road: Road, course: Course): void {
  const { canvas, dice, light } = stage;
  // Where the road meets the winding river: a few steps of fixed-point iteration are exact enough for a drawing.
  let middle = road.through;
  for (let step = 0; step < 6; step++) {
    const along =
      Math.cos(course.angle) * (middle.x - course.through.x) +
      Math.sin(course.angle) * (middle.y - course.through.y);
    const target = offset(course.through, course.angle, along, bendAt(course, along));
    const ahead =
      Math.cos(road.angle) * (target.x - road.through.x) + Math.sin(road.angle) * (target.y - road.through.y);
    middle = offset(road.through, road.angle, ahead, 0);
  }
  const across = Math.abs(Math.sin(road.angle - course.angle));
  const length = (course.width + dice.between(8, 16)) / Math.max(0.4, across);
  const width = road.width + dice.between(1.2, 3);
  const deck = rectangle(middle, length, width, road.angle);
  const height = dice.between(4, 9);
  castShadow(canvas, sweptRectangle(middle, length, width, road.angle, shadowWay(stage, height)));
  layShadows(canvas, light.shadowStrength);
  const cover: SceneLabel = 'bridge';
  const concrete = around(
    dice,
    dice.pick([
      [168, 166, 160],
      [150, 150, 150],
      [186, 178, 164],
    ]),
    0.07,
  );
  fill(canvas, deck, { surface: concrete, cover });
  fill(canvas, rectangle(middle, length, road.width - 0.6, road.angle), {
    surface: stage.palette.asphalt,
    cover,
  });
  const rail = { surface: surface([196, 194, 188], [232, 230, 226]), cover };
  for (const side of [-1, 1]) {
    const at = offset(middle, road.angle, 0, side * (width / 2 - 0.3));
    fill(canvas, rectangle(at, length, 0.6, road.angle), rail);
  }
  for (let joint = -length / 2; joint <= length / 2; joint += length / dice.whole(3, 6)) {
    const at = offset(middle, road.angle, joint, 0);
    fill(canvas, rectangle(at, 0.5, width, road.angle), {
      surface: surface([70, 70, 70], [96, 96, 96]),
      cover: null,
      opacity: 0.7,
    });
  }
  markRoad(stage, { ...road, through: middle }, length / 2);
}
