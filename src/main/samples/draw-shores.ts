/** The places by the water: coasts, harbours, rivers with and without bridges. */

import { raiseBuildings } from './draw-buildings.ts';
import { fill } from './draw-canvas.ts';
import type { Shape } from './draw-canvas.ts';
import { layBridge, layCoast, layFields, layGround, layPatches, layRiver, layRoad } from './draw-ground.ts';
import type { Course, Road } from './draw-ground.ts';
import { avenue, block, farm } from './draw-places.ts';
import { bendAt, offset, rectangle } from './draw-shapes.ts';
import { around, somewhere } from './draw-stage.ts';
import type { Stage } from './draw-stage.ts';
import { carsOnRoad, dropRocks, floatBoats, growTrees, parkCars, scatterTrees } from './draw-things.ts';
import type { Vehicle } from './draw-things.ts';
import { stripes, surface } from './draw-texture.ts';

/** Sea on one side; a beach or rocks; what lies behind. */
export function drawCoast(stage: Stage): void {
  const { dice, palette } = stage;
  layGround(stage, dice.chance(0.75) ? palette.grass : palette.soil);
  layPatches(stage, palette.soil, dice.whole(0, 4), 14);
  const angle = dice.between(0, 2 * Math.PI);
  const through = { x: dice.between(-22, 22), y: dice.between(-18, 18) };
  const hasBeach = dice.chance(0.65);
  const water = layCoast(stage, through, angle, hasBeach ? dice.between(10, 36) : 0);
  const road: Road = {
    through: offset(through, angle, -dice.between(40, 62), 0),
    angle: angle + Math.PI / 2,
    width: dice.between(4, 8),
  };
  if (dice.chance(0.5)) {
    layRoad(stage, road);
    if (dice.chance(0.45)) parkCars(stage, carsOnRoad(stage, road, dice.between(0.5, 3)));
  }
  const rocks = Array.from({ length: dice.chance(0.5) ? dice.whole(2, 18) : 0 }, () => somewhere(stage));
  dropRocks(
    stage,
    rocks.filter((rock) => Math.abs(water.distance(rock.x, rock.y)) < 14),
  );
  if (dice.chance(0.2)) sail(stage, water, dice.whole(2, 7));
  if (dice.chance(0.3))
    raiseBuildings(
      stage,
      block(stage, road, dice.between(9, 16), dice.between(8, 11)).filter(
        (each) => each.length > 3 && dice.chance(0.6),
      ),
    );
  growTrees(stage, scatterTrees(stage, dice.chance(0.7) ? dice.whole(3, 60) : 0, 0.85));
}

/** A quay, jetties, moored boats. */
export function drawHarbour(stage: Stage): void {
  const { dice, palette } = stage;
  layGround(stage, palette.paved);
  const angle = dice.between(0, 2 * Math.PI);
  const through = { x: dice.between(-15, 15), y: dice.between(-12, 12) };
  const { bounds } = stage;
  const quay: Shape = {
    bounds,
    distance: (x, y) => -(Math.cos(angle) * (x - through.x) + Math.sin(angle) * (y - through.y)),
  };
  const edge: Shape = { bounds, distance: (x, y) => Math.abs(quay.distance(x, y)) - 0.8 };
  fill(stage.canvas, quay, { surface: palette.water, cover: 'water' });
  fill(stage.canvas, edge, { surface: surface([120, 116, 108], [168, 162, 152]), cover: 'nothing' });
  const moored: (Vehicle & { isUnderWay: boolean })[] = [];
  const isBusy = dice.chance(0.75);
  for (let along = -90; along < 90; along += dice.between(22, 38)) {
    const planks = around(dice, [146, 126, 100], 0.14, { stripes: stripes(0.5, 1, angle) });
    const length = dice.between(18, 46);
    const middle = offset(through, angle, length / 2, along);
    fill(stage.canvas, rectangle(middle, length, 2.2, angle), { surface: planks, cover: 'nothing' });
    for (const side of [-1, 1])
      for (let berth = 5; berth < length; berth += dice.between(5, 7))
        if (isBusy && dice.chance(0.6))
          moored.push({
            middle: offset(through, angle, berth, along + side * 8.5),
            angle: angle + (side * Math.PI) / 2 + dice.normal(0.05),
            isUnderWay: false,
          });
  }
  stage.taken.push(quay);
  floatBoats(stage, moored);
  const road = {
    through: offset(through, angle, -12, 0),
    angle: angle + Math.PI / 2,
    width: dice.between(6, 9),
  };
  if (dice.chance(0.7)) {
    layRoad(stage, road);
    if (dice.chance(0.6)) parkCars(stage, carsOnRoad(stage, road, dice.between(1, 4)));
  }
  raiseBuildings(stage, block(stage, road, dice.between(14, 30), dice.between(10, 20)));
  growTrees(stage, scatterTrees(stage, dice.whole(0, 8), 0.7));
}

/** A river through fields, woods or a town; sometimes a road crosses it on a bridge. */
export function drawRiver(stage: Stage): void {
  const { dice, palette } = stage;
  const course: Course = {
    through: { x: dice.between(-18, 18), y: dice.between(-14, 14) },
    angle: dice.between(0, Math.PI),
    width: dice.between(10, 38),
    bend: dice.between(0, 14),
    bendLength: dice.between(110, 240),
    phase: dice.between(0, 6.3),
  };
  const setting = dice.weighted([
    ['fields', 4],
    ['woods', 4],
    ['town', 2.5],
  ] as const);
  layGround(stage, setting === 'town' ? palette.paved : palette.grass);
  layPatches(stage, setting === 'town' ? palette.grass : palette.soil, dice.whole(0, 4), 14);
  if (setting === 'fields') {
    const fieldAngle = course.angle + dice.normal(0.2);
    layFields(stage, fieldAngle, (middle) => isApart(course, middle, 26) && dice.chance(0.9));
  }
  const hasBridge = dice.chance(0.34);
  const road: Road = hasBridge
    ? {
        through: offset(course.through, course.angle, dice.between(-20, 20), 0),
        angle: course.angle + Math.PI / 2 + dice.normal(0.22),
        width: dice.between(5, 11),
      }
    : {
        through: offset(
          course.through,
          course.angle,
          0,
          dice.pick([-1, 1]) * (course.width / 2 + course.bend + 14),
        ),
        angle: course.angle,
        width: dice.between(4, 8),
      };
  const hasRoad = hasBridge || dice.chance(0.4);
  if (hasRoad) layRoad(stage, road);
  const water = layRiver(stage, course);
  if (hasBridge) layBridge(stage, road, course);
  if (hasRoad && dice.chance(0.5)) parkCars(stage, carsOnRoad(stage, road, dice.between(0.4, 4)));
  if (dice.chance(0.12)) sail(stage, water, dice.whole(1, 3));
  if (setting === 'town')
    raiseBuildings(stage, block(stage, road, dice.between(14, 30), dice.between(10, 20)));
  else if (dice.chance(0.2)) raiseBuildings(stage, farm(stage, course.angle));
  const count = setting === 'woods' ? dice.whole(60, 260) : dice.whole(0, 40);
  growTrees(stage, [...scatterTrees(stage, count), ...(hasBridge ? [] : avenue(stage, road, 0.15))]);
}

/** Boats on open water, wherever a few throws find it deep enough. */
function sail(stage: Stage, water: Shape, count: number): void {
  const { dice } = stage;
  const boats: (Vehicle & { isUnderWay: boolean })[] = [];
  for (let attempt = 0; attempt < 40 && boats.length < count; attempt++) {
    const middle = { x: dice.between(-50, 50), y: dice.between(-40, 40) };
    if (water.distance(middle.x, middle.y) > -5 || !isOpenWater(stage, water, middle.x, middle.y)) continue;
    boats.push({ middle, angle: dice.between(0, 2 * Math.PI), isUnderWay: dice.chance(0.5) });
  }
  floatBoats(stage, boats);
}

/** Nothing else that stands there: not a bridge's road. */
function isOpenWater(stage: Stage, water: Shape, x: number, y: number): boolean {
  return stage.taken.every(
    (shape) => shape === water || shape.distance(x, y) > 3 || shape.distance(x, y) < -60,
  );
}

function isApart(course: Course, point: { x: number; y: number }, margin: number): boolean {
  const fromX = point.x - course.through.x;
  const fromY = point.y - course.through.y;
  const along = Math.cos(course.angle) * fromX + Math.sin(course.angle) * fromY;
  const across = Math.cos(course.angle) * fromY - Math.sin(course.angle) * fromX;
  return Math.abs(across - bendAt(course, along)) > course.width / 2 + margin;
}
