/** From the drawn scene to what a camera would record: light of the hour, haze, blur, noise, 8 bits. */

import type { Canvas } from './draw-canvas.ts';
import type { Dice } from './draw-dice.ts';
import type { Colour } from './draw-texture.ts';
import { grainTable, wiggle } from './draw-texture.ts';

const MASK = grainTable.length - 1;

/** The weather and the camera of one scene, equal for all frames of a burst. */
export interface Exposure {
  /** per channel */
  gain: Colour;
  /** 0: none, 0.5: half hidden */
  haze: number;
  hazeColour: Colour;
  /** around middle grey, 1: as drawn */
  contrast: number;
  /** 0: grey, 1: as drawn */
  saturation: number;
  /** how much darker the corners are, 0..1 */
  vignette: number;
  /** how much cloud shadows darken, 0: none */
  clouds: number;
  cloudOffset: number;
  /** 3×3 smoothing passes */
  blurPasses: number;
  /** deviation of all channels together, of 0..255 */
  noise: number;
  /** deviation of each channel alone, of 0..255 */
  chromaNoise: number;
}

/** Draws the hour, the weather and the camera by lot. */
export function chooseExposure(dice: Dice): Exposure {
  const hour = dice.weighted([
    ['day', 7],
    ['evening', 2],
    ['dusk', 1.3],
    ['overcast', 2],
  ] as const);
  const level = { day: 1.02, evening: 0.88, dusk: 0.5, overcast: 0.9 }[hour] * dice.between(0.86, 1.16);
  const warmth = { day: 0, evening: 0.13, dusk: -0.05, overcast: -0.03 }[hour] + dice.normal(0.035);
  const tint = dice.normal(0.015);
  const isHazy = dice.chance(0.25);
  return {
    gain: [level * (1 + warmth), level * (1 + tint), level * (1 - warmth)],
    haze: isHazy ? dice.between(0.12, 0.42) : dice.between(0, 0.07),
    hazeColour: hour === 'evening' ? [206, 186, 164] : [188, 198, 208],
    contrast: dice.between(0.88, 1.18),
    saturation: dice.between(0.72, 1.2),
    vignette: dice.chance(0.5) ? dice.between(0.05, 0.3) : 0,
    clouds: dice.chance(0.15) ? dice.between(0.3, 0.7) : 0,
    cloudOffset: dice.whole(0, 511),
    blurPasses: dice.weighted([
      [0, 5],
      [1, 4],
      [2, 1.5],
      [3, 0.6],
    ] as const),
    noise: hour === 'dusk' ? dice.between(5, 12) : dice.between(1, 6),
    chromaNoise: hour === 'dusk' ? dice.between(2, 6) : dice.between(0, 2.5),
  };
}

/**
 * Develops the canvas.
 *
 * frameDice  its noise differs from frame to frame
 * returns    RGB, height × width × 3, row-major
 */
export function develop(canvas: Canvas, exposure: Exposure, frameDice: Dice): Uint8Array {
  const { width, height } = canvas.camera;
  expose(canvas, exposure);
  for (let pass = 0; pass < exposure.blurPasses; pass++) smooth(canvas.colours, width, height);
  const { colours } = canvas;
  const pixels = new Uint8Array(colours.length);
  // One stretch of the grain table for all channels together, one for each channel alone: far cheaper than a normal
  // draw per pixel.
  const common = frameDice.whole(0, MASK);
  const own = frameDice.whole(0, MASK);
  const level = exposure.noise / 73;
  const chroma = exposure.chromaNoise / 73;
  for (let pixel = 0, place = 0; pixel < width * height; pixel++, place += 3) {
    const shared = grainTable[(common + pixel) & MASK]! * level + 0.5;
    pixels[place] = toByte(colours[place]! + shared + grainTable[(own + place) & MASK]! * chroma);
    pixels[place + 1] = toByte(colours[place + 1]! + shared + grainTable[(own + place + 1) & MASK]! * chroma);
    pixels[place + 2] = toByte(colours[place + 2]! + shared + grainTable[(own + place + 2) & MASK]! * chroma);
  }
  return pixels;
}

function expose(canvas: Canvas, exposure: Exposure): void {
  const { colours, camera } = canvas;
  const { width, height } = camera;
  const { gain, haze, hazeColour, contrast, saturation, vignette, clouds, cloudOffset } = exposure;
  const cornerSquared = (width * width + height * height) / 4;
  const [redGain, greenGain, blueGain] = gain;
  const [redHaze, greenHaze, blueHaze] = hazeColour;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const place = (y * width + x) * 3;
      const fromX = x - width / 2;
      const fromY = y - height / 2;
      let level = 1 - (vignette * (fromX * fromX + fromY * fromY)) / cornerSquared;
      if (clouds > 0) {
        const cloud = wiggle(x, y, 150, cloudOffset);
        level *= 1 - clouds * Math.min(1, Math.max(0, cloud * 9));
      }
      const red = colours[place]! * redGain * level;
      const green = colours[place + 1]! * greenGain * level;
      const blue = colours[place + 2]! * blueGain * level;
      const grey = 0.3 * red + 0.59 * green + 0.11 * blue;
      colours[place] = finish(grey + (red - grey) * saturation, redHaze, haze, contrast);
      colours[place + 1] = finish(grey + (green - grey) * saturation, greenHaze, haze, contrast);
      colours[place + 2] = finish(grey + (blue - grey) * saturation, blueHaze, haze, contrast);
    }
}

function finish(value: number, hazeColour: number, haze: number, contrast: number): number {
  return (value + (hazeColour - value) * haze - 118) * contrast + 118;
}

/** Weights 1-2-1 along rows, then along columns, in place. The outermost pixels stay. */
function smooth(colours: Float32Array, width: number, height: number): void {
  const line = width * 3;
  for (let y = 0; y < height; y++)
    for (let channel = 0; channel < 3; channel++) {
      let before = colours[y * line + channel]!;
      for (let place = y * line + 3 + channel; place < (y + 1) * line - 3; place += 3) {
        const here = colours[place]!;
        colours[place] = (before + 2 * here + colours[place + 3]!) / 4;
        before = here;
      }
    }
  const before = colours.slice(0, line);
  for (let y = 1; y < height - 1; y++)
    for (let column = 0; column < line; column++) {
      const place = y * line + column;
      const here = colours[place]!;
      colours[place] = (before[column]! + 2 * here + colours[place + line]!) / 4;
      before[column] = here;
    }
}

function toByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
