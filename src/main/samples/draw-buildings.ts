/** What people build: houses, halls, pools, and things that look a little like them and are no label. */

import { castShadow, fill, layShadows } from './draw-canvas.ts';
import type { SceneLabel } from './draw-canvas.ts';
import { disc, offset, rectangle, sweptRectangle } from './draw-shapes.ts';
import type { Point } from './draw-shapes.ts';
import { around, nearly, shaded, shadowWay } from './draw-stage.ts';
import type { Stage } from './draw-stage.ts';
import { stripes, surface } from './draw-texture.ts';
import type { Colour } from './draw-texture.ts';

export interface Building {
  middle: Point;
  /** metres, the ridge runs along the length */
  length: number;
  width: number;
  height: number;
  angle: number;
  roof: 'flat' | 'gable' | 'hip';
}

const tileColours: readonly Colour[] = [
  [158, 84, 62],
  [132, 78, 66],
  [108, 96, 90],
  [84, 86, 92],
  [148, 124, 104],
  [172, 108, 76],
];
const flatColours: readonly Colour[] = [
  [186, 184, 178],
  [150, 150, 150],
  [210, 208, 202],
  [120, 118, 116],
  [168, 154, 138],
  [110, 126, 140],
];

/** Shadows first, then walls and roofs. */
export function raiseBuildings(stage: Stage, buildings: readonly Building[]): void {
  const { canvas, light } = stage;
  for (const building of buildings) {
    const { middle, length, width, angle, height } = building;
    const plan = rectangle(middle, length, width, angle);
    castShadow(canvas, sweptRectangle(middle, length, width, angle, shadowWay(stage, height)));
    stage.taken.push(plan);
  }
  layShadows(canvas, light.shadowStrength);
  for (const building of buildings) paintRoof(stage, building);
}

function paintRoof(stage: Stage, building: Building): void {
  const { canvas, dice, light } = stage;
  const { middle, length, width, angle, roof } = building;
  const plan = rectangle(middle, length, width, angle);
  const cover: SceneLabel = 'building';
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  if (roof === 'flat') {
    const colour = dice.pick(flatColours);
    fill(canvas, plan, { surface: surface(shaded(colour, 1.1), shaded(colour, 1.2)), cover });
    const inner = rectangle(middle, length - 1, width - 1, angle);
    fill(canvas, inner, { surface: around(dice, colour, 0.07, { grain: 0.2 }), cover });
    addRoofBoxes(stage, building);
    return;
  }
  const colour = dice.pick(tileColours);
  const contrast = Math.min(0.5, light.shadowStrength);
  const sunAcross = light.towardsSun.y * cosine - light.towardsSun.x * sine;
  const sunAlong = light.towardsSun.x * cosine + light.towardsSun.y * sine;
  const brightness = (x: number, y: number): number => {
    const along = cosine * (x - middle.x) + sine * (y - middle.y);
    const across = cosine * (y - middle.y) - sine * (x - middle.x);
    const isEnd = roof === 'hip' && Math.abs(along) - length / 2 > Math.abs(across) - width / 2;
    const facing = isEnd ? Math.sign(along) * sunAlong : Math.sign(across) * sunAcross;
    return 1 + contrast * 0.7 * facing;
  };
  const tiles = stripes(dice.between(0, 0.4), dice.between(0.8, 1.6), angle + Math.PI / 2);
  fill(canvas, plan, { surface: around(dice, colour, 0.09, { stripes: tiles }), cover, brightness });
  const ridgeLength = roof === 'hip' ? Math.max(0.5, length - width) : length;
  const ridge = rectangle(middle, ridgeLength, 0.35, angle);
  fill(canvas, ridge, { surface: surface(shaded(colour, 1.2), shaded(colour, 1.35)), cover });
  if (dice.chance(0.5)) {
    const at = offset(middle, angle, dice.between(-0.3, 0.3) * length, dice.between(-0.25, 0.25) * width);
    fill(canvas, rectangle(at, 1, 0.8, angle), { surface: surface([96, 84, 80], [130, 112, 104]), cover });
  }
  if (dice.chance(0.15)) {
    const at = offset(middle, angle, 0, (sunAcross > 0 ? 0.25 : -0.25) * width);
    const panels = surface([26, 32, 52], [52, 62, 92], { stripes: stripes(0.5, 1, angle) });
    fill(canvas, rectangle(at, length * 0.6, width * 0.3, angle), { surface: panels, cover });
  }
}

function addRoofBoxes(stage: Stage, { middle, length, width, angle }: Building): void {
  const { canvas, dice, light } = stage;
  const boxes = dice.whole(0, Math.min(9, Math.floor((length * width) / 60)));
  for (let box = 0; box < boxes; box++) {
    const at = offset(middle, angle, dice.between(-0.4, 0.4) * length, dice.between(-0.38, 0.38) * width);
    const [boxLength, boxWidth] = [dice.between(1.2, 3.4), dice.between(1, 2.6)];
    const shape = rectangle(at, boxLength, boxWidth, angle);
    castShadow(canvas, sweptRectangle(at, boxLength, boxWidth, angle, shadowWay(stage, 1.5)));
    layShadows(canvas, light.shadowStrength * 0.8);
    const grey = dice.between(110, 225);
    fill(canvas, shape, {
      surface: surface([grey - 8, grey - 8, grey - 6], [grey + 8, grey + 8, grey + 10]),
      cover: 'building',
    });
  }
}

/** A swimming pool with its rim of slabs. */
export function digPool(stage: Stage, middle: Point, angle: number): void {
  const { canvas, dice } = stage;
  const length = dice.between(7, 12.5);
  const width = dice.between(3.6, 6);
  const isRound = dice.chance(0.3);
  const shape = (margin: number) =>
    isRound
      ? disc(middle, width * 0.72 + margin, 0.3)
      : rectangle(middle, length + margin * 2, width + margin * 2, angle, dice.between(0.3, 1.6));
  const slabs = around(
    dice,
    dice.pick([
      [206, 198, 184],
      [186, 180, 172],
      [222, 216, 206],
    ]),
    0.05,
  );
  const inside = shape(0);
  fill(canvas, shape(dice.between(0.8, 2.4)), { surface: slabs, cover: 'nothing' });
  const water = nearly(
    dice,
    dice.pick<Colour>([
      [72, 176, 204],
      [98, 196, 208],
      [64, 148, 196],
    ]),
    9,
  );
  const ripple = surface(shaded(water, 0.9), shaded(water, 1.12), { grain: 0.25, fineness: 4 });
  fill(canvas, inside, { surface: ripple, cover: 'pool' });
  stage.taken.push(shape(2));
}

/** Blue tarpaulins, trampolines, tennis courts: they could be taken for pools. */
export function placeLookalike(stage: Stage, middle: Point, angle: number): void {
  const { canvas, dice } = stage;
  const kind = dice.pick(['tarpaulin', 'trampoline', 'court'] as const);
  if (kind === 'tarpaulin') {
    const blue = surface([46, 84, 168], [78, 118, 196], { grain: 0.3 });
    fill(canvas, rectangle(middle, dice.between(3, 7), dice.between(2.5, 4.5), angle), {
      surface: blue,
      cover: 'nothing',
    });
  } else if (kind === 'trampoline') {
    const rim = surface([52, 96, 150], [66, 116, 168]);
    fill(canvas, disc(middle, 2.2), { surface: rim, cover: 'nothing' });
    fill(canvas, disc(middle, 1.7), { surface: surface([34, 36, 42], [52, 54, 60]), cover: 'nothing' });
  } else {
    const ground = dice.pick<Colour>([
      [64, 112, 128],
      [150, 92, 70],
      [84, 120, 84],
    ]);
    fill(canvas, rectangle(middle, 30, 15, angle), { surface: around(dice, ground, 0.05), cover: 'nothing' });
    const line = { surface: surface([220, 220, 214], [238, 238, 232]), cover: null, opacity: 0.8 };
    for (const across of [-5.4, 5.4])
      fill(canvas, rectangle(offset(middle, angle, 0, across), 23.8, 0.3, angle), line);
    for (const along of [-11.9, 0, 11.9])
      fill(canvas, rectangle(offset(middle, angle, along, 0), 0.3, 10.8, angle), line);
  }
  stage.taken.push(rectangle(middle, 8, 8, angle));
}

/** Rows of shipping containers: no label, though they look like small roofs and large cars. */
export function stackContainers(stage: Stage, corner: Point, angle: number, rows: number): void {
  const { canvas, dice, light } = stage;
  for (let row = 0; row < rows; row++)
    for (let place = 0; place < dice.whole(2, 6); place++) {
      const middle = offset(corner, angle, place * 6.6, row * 3.1);
      const shape = rectangle(middle, 6.1, 2.5, angle);
      castShadow(canvas, sweptRectangle(middle, 6.1, 2.5, angle, shadowWay(stage, 2.6)));
      layShadows(canvas, light.shadowStrength);
      const colour = dice.pick<Colour>([
        [150, 62, 48],
        [52, 84, 128],
        [76, 110, 84],
        [188, 186, 180],
        [176, 128, 60],
      ]);
      const ribs = stripes(0.7, 0.7, angle);
      fill(canvas, shape, { surface: around(dice, colour, 0.12, { stripes: ribs }), cover: 'nothing' });
      stage.taken.push(shape);
    }
}
