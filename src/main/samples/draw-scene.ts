/** One drawn photo: a pure function of its number and the seed. */

import { countCovers, createCanvas, sceneLabels } from './draw-canvas.ts';
import type { Camera, SceneLabel } from './draw-canvas.ts';
import { createDice } from './draw-dice.ts';
import type { Dice } from './draw-dice.ts';
import { chooseExposure, develop } from './draw-light.ts';
import { drawBarren, drawFarmland, drawForest, drawSuburb, drawTown, drawWorks } from './draw-places.ts';
import { drawCoast, drawHarbour, drawRiver } from './draw-shores.ts';
import { createStage } from './draw-stage.ts';

export interface Scene {
  width: number;
  height: number;
  /** height × width × 3, RGB, row-major */
  pixels: Uint8Array;
  /** what can be seen in it, in the order of sceneLabels */
  labels: SceneLabel[];
  /** 1..100 */
  jpegQuality: number;
}

/** Which picture of which burst a scene is; most scenes are alone. */
export interface BurstPlace {
  /** the first scene of the burst; the scene itself when it is alone */
  leader: number;
  /** 0 for the leader */
  frame: number;
}

/** Raise it when the drawing changes: sets drawn by different versions are not mixed. */
export const DRAWING_VERSION = 1;

/** Scenes are grouped within blocks of this size, so that any one can be drawn without the others. */
const BLOCK = 12;
const BURST_PROBABILITY = 0.4;

/** Visible pixels from which a label counts; smaller things cannot be told from noise. */
const leastPixels: Record<SceneLabel, number> = {
  building: 60,
  road: 80,
  tree: 40,
  water: 80,
  field: 150,
  car: 20,
  boat: 40,
  pool: 40,
  beach: 200,
  bridge: 50,
};

const sizes = [
  [320, 240],
  [352, 264],
  [384, 256],
  [384, 288],
  [288, 288],
  [256, 320],
  [384, 216],
  [320, 256],
] as const;

const places = [
  [drawSuburb, 22],
  [drawTown, 13],
  [drawWorks, 7],
  [drawFarmland, 19],
  [drawForest, 13],
  [drawBarren, 7],
  [drawCoast, 10],
  [drawHarbour, 2],
  [drawRiver, 9],
] as const;

/**
 * Draws one scene. The same number and seed give the same picture, whatever was drawn before.
 *
 * index    0 to 2^28, the scene's number in the set
 * seed     of the set: any whole number
 */
export function drawScene(index: number, seed: number): Scene {
  const { leader, frame } = burstPlace(index, seed);
  const dice = createDice(seed, leader, 0);
  const frameDice = createDice(seed, index, 1);
  const [width, height] = dice.pick(sizes);
  const camera = moveWithin(frame, frameDice, {
    width,
    height,
    pixelsPerMetre: dice.between(2.1, 4.1) * (width / 352),
    rotation: dice.between(0, 2 * Math.PI),
    centreX: 0,
    centreY: 0,
  });
  const canvas = createCanvas(camera);
  dice.weighted(places)(createStage(canvas, dice));
  const counts = countCovers(canvas);
  const scenery = createDice(seed, leader, 2);
  const exposure = chooseExposure(scenery);
  return {
    width,
    height,
    pixels: develop(canvas, exposure, frameDice),
    labels: sceneLabels.filter((label, place) => counts[place]! >= leastPixels[label]),
    jpegQuality: scenery.whole(58, 94),
  };
}

/** Tells where in its burst a scene is: bursts are two to four near-identical frames in a row. */
export function burstPlace(index: number, seed: number): BurstPlace {
  const start = Math.floor(index / BLOCK) * BLOCK;
  const dice = createDice(seed, Math.floor(index / BLOCK), 3);
  if (!dice.chance(BURST_PROBABILITY)) return { leader: index, frame: 0 };
  const length = dice.whole(2, 4);
  const leader = start + dice.whole(0, BLOCK - length);
  const frame = index - leader;
  return frame >= 0 && frame < length ? { leader, frame } : { leader: index, frame: 0 };
}

/** The camera drifts and turns a little between the frames of a burst. */
function moveWithin(frame: number, dice: Dice, camera: Camera): Camera {
  if (frame === 0) return camera;
  return {
    ...camera,
    rotation: camera.rotation + dice.normal(0.008),
    centreX: camera.centreX + dice.normal(1.6),
    centreY: camera.centreY + dice.normal(1.6),
  };
}
