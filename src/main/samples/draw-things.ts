/** Trees, cars, boats, rocks: the many small things. */

import { castShadow, fill, layShadows } from './draw-canvas.ts';
import type { Road } from './draw-ground.ts';
import { band, disc, hull, offset, rectangle, sweptDisc, sweptRectangle } from './draw-shapes.ts';
import type { Point } from './draw-shapes.ts';
import { around, isFree, nearly, shaded, shadowWay, somewhere } from './draw-stage.ts';
import type { Stage } from './draw-stage.ts';
import { surface } from './draw-texture.ts';
import type { Colour } from './draw-texture.ts';

export interface Tree {
  middle: Point;
  /** of the crown, metres */
  radius: number;
  height: number;
}

export interface Vehicle {
  middle: Point;
  angle: number;
}

/** A tree of a likely size. */
export function tree(stage: Stage, middle: Point, size: number = 1): Tree {
  const radius = size * stage.dice.between(1.7, 4.6);
  return { middle, radius, height: radius * stage.dice.between(1.6, 2.6) };
}

/** Up to `count` trees wherever it is free; crowns may reach over what is below. */
export function scatterTrees(stage: Stage, count: number, size: number = 1): Tree[] {
  const trees: Tree[] = [];
  for (let index = 0; index < count; index++) {
    const candidate = tree(stage, somewhere(stage), size);
    if (isFree(stage, candidate.middle, candidate.radius * stage.dice.between(0.2, 1))) trees.push(candidate);
  }
  return trees;
}

/** Shadows first, then the crowns from low to high. */
export function growTrees(stage: Stage, trees: readonly Tree[]): void {
  const { canvas, dice, light, palette } = stage;
  for (const { middle, radius, height } of trees) {
    castShadow(canvas, sweptDisc(middle, radius * 0.92, shadowWay(stage, height * 0.55)));
  }
  layShadows(canvas, light.shadowStrength);
  const relief = 0.12 + light.shadowStrength * 0.6;
  for (const { middle, radius } of trees) {
    const colour = nearly(dice, palette.leaves, 9);
    const leaves = surface(shaded(colour, 0.62), shaded(colour, 1.36), {
      grain: 0.5,
      fineness: 2.6,
      offset: dice.whole(0, 511),
    });
    const towards = light.towardsSun;
    fill(canvas, disc(middle, radius, 0.45), {
      surface: leaves,
      cover: 'tree',
      brightness: (x, y) => 1 + (relief * ((x - middle.x) * towards.x + (y - middle.y) * towards.y)) / radius,
    });
  }
}

/** Cars along a road, right-hand traffic; `perHundredMetres` on each lane. */
export function carsOnRoad(stage: Stage, road: Road, perHundredMetres: number): Vehicle[] {
  const { dice } = stage;
  const reach = (stage.bounds.right - stage.bounds.left) / 2;
  const cars: Vehicle[] = [];
  const gap = 100 / Math.max(0.01, perHundredMetres);
  for (const side of [-1, 1])
    for (
      let along = -reach + dice.between(0, gap);
      along < reach;
      along += Math.max(7, gap * dice.between(0.5, 1.6))
    )
      cars.push({
        middle: offset(road.through, road.angle, along, side * road.width * dice.between(0.2, 0.28)),
        angle: road.angle + dice.normal(0.03) + (side < 0 ? 0 : Math.PI),
      });
  return cars;
}

/** A parking lot: the asphalt (no road), its lines, and cars in a part of the bays. */
export function parkingLot(
  stage: Stage,
  middle: Point,
  angle: number,
  bays: number,
  rows: number,
): Vehicle[] {
  const { canvas, dice, palette } = stage;
  const lot = rectangle(middle, bays * 2.7 + 3, rows * 8.5 + 2, angle);
  fill(canvas, lot, { surface: palette.asphalt, cover: 'nothing' });
  stage.taken.push(lot);
  const cars: Vehicle[] = [];
  const full = dice.between(0.1, 0.9);
  const line = { surface: surface([200, 198, 190], [224, 222, 214]), cover: null, opacity: 0.6 };
  for (let row = 0; row < rows; row++)
    for (let bay = 0; bay <= bays; bay++) {
      const at = offset(middle, angle, (bay - bays / 2) * 2.7, (row - (rows - 1) / 2) * 8.5);
      fill(canvas, rectangle(offset(at, angle, -1.35, 0), 0.25, 5, angle), line);
      if (bay < bays && dice.chance(full))
        cars.push({
          middle: offset(at, angle, dice.normal(0.15), dice.normal(0.3)),
          angle: angle + Math.PI / 2 + dice.normal(0.03) + (dice.chance(0.5) ? Math.PI : 0),
        });
    }
  return cars;
}

/** Shadows, bodies, windows. */
export function parkCars(stage: Stage, cars: readonly Vehicle[]): void {
  const { canvas, dice, light } = stage;
  for (const { middle, angle } of cars)
    castShadow(canvas, sweptRectangle(middle, 4.4, 1.8, angle, shadowWay(stage, 1.4)));
  layShadows(canvas, Math.max(0.25, light.shadowStrength));
  for (const { middle, angle } of cars) {
    const colour = dice.weighted<Colour>([
      [[226, 228, 230], 4],
      [[48, 50, 54], 3],
      [[150, 154, 158], 3],
      [[150, 42, 38], 2],
      [[44, 70, 122], 2],
      [[176, 156, 116], 1],
    ]);
    const length = dice.between(4.1, 5);
    fill(canvas, rectangle(middle, length, 1.9, angle, 0.5), {
      surface: around(dice, colour, 0.05),
      cover: 'car',
    });
    const glass = surface([30, 36, 44], [58, 66, 76]);
    for (const [along, depth] of [
      [0.75, 0.9],
      [-1.35, 0.6],
    ] as const)
      fill(canvas, rectangle(offset(middle, angle, along, 0), depth, 1.5, angle, 0.2), {
        surface: glass,
        cover: 'car',
      });
  }
}

/** Boats: hull, deck, and a wake behind those under way. */
export function floatBoats(stage: Stage, boats: readonly (Vehicle & { isUnderWay: boolean })[]): void {
  const { canvas, dice, light } = stage;
  for (const { middle, angle, isUnderWay } of boats) {
    const length = dice.between(6, 15);
    const width = length * dice.between(0.26, 0.36);
    if (isUnderWay) {
      const foam = surface([196, 212, 214], [238, 244, 244], { grain: 0.5 });
      for (const side of [-1, 1])
        fill(
          canvas,
          band(
            offset(middle, angle, -length * 0.3, 0),
            offset(middle, angle, -length * 3, side * length * 0.6),
            1,
          ),
          {
            surface: foam,
            cover: null,
            opacity: dice.between(0.3, 0.6),
          },
        );
      fill(canvas, band(middle, offset(middle, angle, -length * 2, 0), width * 0.6), {
        surface: foam,
        cover: null,
        opacity: 0.6,
      });
    }
    const shape = hull(middle, length, width, angle);
    castShadow(canvas, sweptRectangle(middle, length * 0.7, width * 0.8, angle, shadowWay(stage, 1.8)));
    layShadows(canvas, light.shadowStrength);
    const paintwork = dice.pick<Colour>([
      [236, 236, 232],
      [222, 226, 230],
      [180, 66, 54],
      [58, 84, 120],
    ]);
    fill(canvas, shape, { surface: around(dice, paintwork, 0.04), cover: 'boat' });
    const deck = dice.pick<Colour>([
      [176, 140, 100],
      [206, 204, 196],
      [112, 116, 120],
    ]);
    fill(canvas, hull(middle, length * 0.74, width * 0.62, angle), {
      surface: around(dice, deck, 0.08),
      cover: 'boat',
    });
    fill(canvas, rectangle(offset(middle, angle, length * 0.08, 0), length * 0.22, width * 0.5, angle, 0.2), {
      surface: surface([60, 68, 78], [232, 234, 236]),
      cover: 'boat',
    });
  }
}

/** Rocks, on land or in the water: no label. */
export function dropRocks(stage: Stage, middles: readonly Point[]): void {
  const { canvas, dice, light } = stage;
  for (const middle of middles) {
    const radius = dice.between(0.6, 3);
    const shape = disc(middle, radius, 0.9);
    castShadow(canvas, sweptDisc(middle, radius, shadowWay(stage, 1.2)));
    layShadows(canvas, light.shadowStrength);
    fill(canvas, shape, {
      surface: around(
        dice,
        dice.pick([
          [142, 138, 130],
          [116, 108, 98],
          [170, 160, 146],
        ]),
        0.25,
        { grain: 0.5 },
      ),
      cover: 'nothing',
    });
  }
}
