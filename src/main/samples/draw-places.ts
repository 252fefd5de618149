/** The kinds of places: which things stand where, and together with what. */

import { placeLookalike, digPool, raiseBuildings, stackContainers } from './draw-buildings.ts';
import type { Building } from './draw-buildings.ts';
import { layFields, layGround, layPatches, layPond, layRoad } from './draw-ground.ts';
import type { Road } from './draw-ground.ts';
import { disc, offset, rectangle } from './draw-shapes.ts';
import type { Point } from './draw-shapes.ts';
import { around, isFree, somewhere } from './draw-stage.ts';
import type { Stage } from './draw-stage.ts';
import { carsOnRoad, dropRocks, growTrees, parkCars, parkingLot, scatterTrees, tree } from './draw-things.ts';
import type { Tree, Vehicle } from './draw-things.ts';
import { fill } from './draw-canvas.ts';

/** Houses with gardens along one or two streets. */
export function drawSuburb(stage: Stage): void {
  const { dice, palette } = stage;
  layGround(stage, palette.grass);
  layPatches(stage, palette.soil, dice.whole(0, 4), 12);
  const road = street(stage, dice.between(4.5, 8));
  layRoad(stage, road);
  const roads = [road];
  if (dice.chance(0.35)) {
    const side = { ...street(stage, dice.between(4, 6)), angle: road.angle + Math.PI / 2 };
    layRoad(stage, side);
    roads.push(side);
  }
  const houses: Building[] = [];
  const cars = roads.flatMap((each) =>
    dice.chance(0.45) ? carsOnRoad(stage, each, dice.between(0.5, 3)) : [],
  );
  const spacing = dice.between(15, 26);
  const gardens: Point[] = [];
  const angle = road.angle;
  for (const side of [-1, 1])
    for (let row = 0; row < 2; row++)
      for (let along = -110; along < 110; along += spacing) {
        const across = side * (road.width / 2 + 12 + row * 34 + dice.between(-2, 3));
        const middle = offset(road.through, angle, along + dice.between(-2, 2), across);
        if (!isFree(stage, middle, 8) || dice.chance(0.1)) continue;
        const turned = dice.chance(0.3) ? Math.PI / 2 : 0;
        houses.push({
          middle,
          length: dice.between(10, 15),
          width: dice.between(7.5, 10.5),
          height: dice.between(4.5, 8),
          angle: angle + turned + dice.normal(0.02),
          roof: dice.weighted([
            ['gable', 5],
            ['hip', 4],
            ['flat', 1],
          ] as const),
        });
        gardens.push(offset(middle, angle, dice.between(-3, 3), side * 13));
        if (dice.chance(0.5)) cars.push(...driveway(stage, middle, angle, side));
      }
  const hasPool = dice.chance(0.17);
  for (const garden of gardens) {
    if (!isFree(stage, garden, 5)) continue;
    if (hasPool && dice.chance(0.65)) digPool(stage, garden, angle + dice.normal(0.1));
    else if (dice.chance(0.05)) placeLookalike(stage, garden, angle + dice.normal(0.3));
  }
  parkCars(stage, cars);
  raiseBuildings(stage, houses);
  growTrees(stage, scatterTrees(stage, dice.whole(0, 70), 0.9));
}

/** Large flat roofs, wide streets, parking lots. */
export function drawTown(stage: Stage): void {
  const { dice, palette } = stage;
  layGround(stage, palette.paved);
  layPatches(stage, palette.grass, dice.whole(0, 4), 14);
  const road = street(stage, dice.between(8, 16));
  layRoad(stage, road);
  const cars: Vehicle[] = dice.chance(0.85) ? carsOnRoad(stage, road, dice.between(1, 7)) : [];
  if (dice.chance(0.5)) {
    const crossing = { ...street(stage, dice.between(6, 11)), angle: road.angle + Math.PI / 2 };
    layRoad(stage, crossing);
    cars.push(...carsOnRoad(stage, crossing, dice.between(0.5, 4)));
  }
  if (dice.chance(0.45)) {
    const middle = offset(
      road.through,
      road.angle,
      dice.between(-25, 25),
      dice.pick([-1, 1]) * (road.width / 2 + 18),
    );
    cars.push(...parkingLot(stage, middle, road.angle, dice.whole(6, 16), dice.whole(1, 3)));
  }
  const halls = block(stage, road, dice.between(16, 40), dice.between(14, 26));
  parkCars(stage, cars);
  raiseBuildings(stage, halls);
  if (dice.chance(0.12)) placeLookalike(stage, somewhere(stage), road.angle);
  growTrees(stage, [...avenue(stage, road, 0.5), ...scatterTrees(stage, dice.whole(0, 14), 0.8)]);
}

/** A yard of halls, containers and bare ground. */
export function drawWorks(stage: Stage): void {
  const { dice, palette } = stage;
  layGround(stage, dice.chance(0.5) ? palette.soil : palette.paved);
  layPatches(stage, palette.asphalt, dice.whole(1, 4), 18);
  layPatches(stage, palette.grass, dice.whole(0, 3), 16);
  const road = street(stage, dice.between(5, 8));
  if (dice.chance(0.6)) layRoad(stage, road);
  const cars: Vehicle[] = [];
  if (dice.chance(0.4)) {
    const middle = offset(road.through, road.angle, dice.between(-30, 30), -road.width / 2 - 14);
    cars.push(...parkingLot(stage, middle, road.angle, dice.whole(5, 12), 1));
  }
  for (let stack = 0; stack < dice.whole(1, 4); stack++) {
    const corner = somewhere(stage);
    if (isFree(stage, corner, 8)) stackContainers(stage, corner, road.angle, dice.whole(1, 5));
  }
  parkCars(stage, cars);
  if (dice.chance(0.7)) raiseBuildings(stage, block(stage, road, dice.between(26, 60), dice.between(18, 34)));
  growTrees(stage, scatterTrees(stage, dice.chance(0.5) ? dice.whole(1, 10) : 0));
}

/** Fields, hedges, a farm now and then. */
export function drawFarmland(stage: Stage): void {
  const { dice, palette } = stage;
  layGround(stage, palette.grass);
  const angle = dice.between(0, Math.PI);
  const kept = dice.between(0.6, 1);
  layFields(stage, angle, () => dice.chance(kept));
  if (dice.chance(0.5)) {
    const road = { ...street(stage, dice.between(3, 6.5)), angle };
    layRoad(stage, road, road.width < 4.4);
    if (dice.chance(0.25)) parkCars(stage, carsOnRoad(stage, road, dice.between(0.4, 1.4)));
  }
  if (dice.chance(0.1)) layPond(stage, disc(somewhere(stage), dice.between(7, 20), 0.8));
  if (dice.chance(0.3)) raiseBuildings(stage, farm(stage, angle));
  const trees: Tree[] = [];
  if (dice.chance(0.45))
    for (let hedge = 0; hedge < dice.whole(1, 3); hedge++) {
      const from = somewhere(stage);
      const along = dice.chance(0.5) ? angle : angle + Math.PI / 2;
      for (let metres = 0; metres < dice.between(20, 110); metres += dice.between(2.5, 7)) {
        const place = offset(from, along, metres, dice.normal(0.8));
        if (isFree(stage, place, 1)) trees.push(tree(stage, place, 0.8));
      }
    }
  growTrees(stage, trees);
}

/** Woods, with a clearing, a road or a lake. */
export function drawForest(stage: Stage): void {
  const { dice, palette } = stage;
  layGround(stage, palette.grass);
  layPatches(stage, palette.soil, dice.whole(0, 5), 16);
  if (dice.chance(0.4)) {
    const road = street(stage, dice.between(3.4, 7));
    layRoad(stage, road, road.width < 4.6);
    if (dice.chance(0.2)) parkCars(stage, carsOnRoad(stage, road, 1));
  }
  if (dice.chance(0.22)) layPond(stage, disc(somewhere(stage), dice.between(14, 40), 0.9));
  if (dice.chance(0.15)) raiseBuildings(stage, farm(stage, dice.between(0, 3)).slice(0, 1));
  if (dice.chance(0.3)) stage.taken.push(disc(somewhere(stage), dice.between(10, 28), 0.8));
  growTrees(stage, scatterTrees(stage, dice.whole(110, 420), dice.between(0.85, 1.25)));
}

/** Bare ground: rocks, worn tracks, hardly anything that has a label. */
export function drawBarren(stage: Stage): void {
  const { dice, palette } = stage;
  layGround(stage, palette.soil);
  const dark = around(dice, [108, 92, 74], 0.2, { grain: 0.3 });
  layPatches(stage, dark, dice.whole(1, 6), 20);
  layPatches(stage, palette.grass, dice.whole(0, 5), 14);
  if (dice.chance(0.2)) layRoad(stage, street(stage, dice.between(3, 4.5)), true);
  if (dice.chance(0.7))
    dropRocks(
      stage,
      Array.from({ length: dice.whole(4, 40) }, () => somewhere(stage)),
    );
  if (dice.chance(0.3)) growTrees(stage, scatterTrees(stage, dice.whole(1, 12), 0.7));
}

/** A street through the middle part of the scene. */
export function street(stage: Stage, width: number): Road {
  const { dice, bounds } = stage;
  const reach = (bounds.right - bounds.left) / 7;
  return {
    through: { x: dice.between(-reach, reach), y: dice.between(-reach, reach) },
    angle: dice.between(0, Math.PI),
    width,
  };
}

/** A farmhouse and its barns. */
export function farm(stage: Stage, angle: number): Building[] {
  const { dice } = stage;
  const yard = { x: dice.between(-25, 25), y: dice.between(-20, 20) };
  if (isFree(stage, yard, 26))
    fill(stage.canvas, rectangle(yard, 42, 34, angle, 6), { surface: stage.palette.soil, cover: 'nothing' });
  const buildings: Building[] = [];
  for (let index = 0; index < dice.whole(1, 4); index++) {
    const middle = offset(yard, angle, (index % 2) * 22 - 11, Math.floor(index / 2) * 18 - 8);
    if (!isFree(stage, middle, 9)) continue;
    buildings.push({
      middle,
      length: dice.between(11, 21),
      width: dice.between(8, 12),
      height: dice.between(5, 8),
      angle: angle + (dice.chance(0.4) ? Math.PI / 2 : 0),
      roof: dice.pick(['gable', 'gable', 'hip']),
    });
  }
  return buildings;
}

/** Buildings on both sides of a street, wherever it is free. */
export function block(stage: Stage, road: Road, length: number, width: number): Building[] {
  const { dice } = stage;
  const halls: Building[] = [];
  for (const side of [-1, 1])
    for (let row = 0; row < 3; row++)
      for (let along = -120; along < 120; along += length + dice.between(4, 14)) {
        const across = side * (road.width / 2 + 5 + width / 2 + row * (width + 9));
        const middle = offset(road.through, road.angle, along, across);
        if (dice.chance(0.22) || !isFree(stage, middle, Math.min(length, width) * 0.55)) continue;
        halls.push({
          middle,
          length: length * dice.between(0.7, 1),
          width: width * dice.between(0.7, 1),
          height: dice.between(5, 16),
          angle: road.angle,
          roof: dice.chance(0.85) ? 'flat' : 'gable',
        });
      }
  return halls;
}

/** Trees on both sides of a road. */
export function avenue(stage: Stage, road: Road, probability: number): Tree[] {
  const { dice } = stage;
  if (!dice.chance(probability)) return [];
  const trees: Tree[] = [];
  const spacing = dice.between(7, 15);
  for (const side of [-1, 1])
    for (let along = -110; along < 110; along += spacing)
      if (dice.chance(0.85))
        trees.push(
          tree(
            stage,
            offset(road.through, road.angle, along + dice.normal(0.5), side * (road.width / 2 + 3)),
            0.75,
          ),
        );
  return trees;
}

function driveway(stage: Stage, house: Point, angle: number, side: number): Vehicle[] {
  const { dice } = stage;
  const middle = offset(house, angle, 8.5, -side * 5);
  fill(stage.canvas, rectangle(middle, 3.4, 14, angle), { surface: stage.palette.paved, cover: 'nothing' });
  if (!dice.chance(0.55)) return [];
  return [{ middle: offset(middle, angle, 0, dice.between(-3, 3)), angle: angle + Math.PI / 2 }];
}
