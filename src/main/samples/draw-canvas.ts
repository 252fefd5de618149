/** The picture in the making: colours, what covers each pixel, and shadows; shapes are given in metres on the ground. */

import { toneAt } from './draw-texture.ts';
import type { Surface } from './draw-texture.ts';

/** Every label a scene can have. A cover number of 0 is "none of these", n is sceneLabels[n − 1]. */
export const sceneLabels = [
  'building',
  'road',
  'tree',
  'water',
  'field',
  'car',
  'boat',
  'pool',
  'beach',
  'bridge',
] as const;
export type SceneLabel = (typeof sceneLabels)[number];

/** Where the camera is above the ground. */
export interface Camera {
  width: number;
  height: number;
  pixelsPerMetre: number;
  /** radians */
  rotation: number;
  /** the point of the ground in the middle of the picture, metres */
  centreX: number;
  centreY: number;
}

export interface Canvas {
  camera: Camera;
  /** 0..255, height × width × 3, row-major */
  colours: Float32Array;
  /** what is on top: height × width */
  covers: Uint8Array;
  /** shadows cast and not laid on the picture yet, 0..1: height × width */
  shadows: Float32Array;
  /** the pixels between which shadows wait: first > last when there are none */
  shadowed: { first: number; last: number };
}

export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Shape {
  bounds: Bounds;
  /** metres to the outline, negative inside */
  distance(x: number, y: number): number;
}

export interface Paint {
  surface: Surface;
  /** what it is; null: paints colour over what is there and leaves that what it is */
  cover: SceneLabel | 'nothing' | null;
  /** 0..1, 1 hides what is below */
  opacity?: number;
  /** multiplies the colour: facets of a roof, the lit side of a crown */
  brightness?(x: number, y: number): number;
}

export function createCanvas(camera: Camera): Canvas {
  const size = camera.width * camera.height;
  return {
    camera,
    colours: new Float32Array(size * 3),
    covers: new Uint8Array(size),
    shadows: new Float32Array(size),
    shadowed: { first: size, last: -1 },
  };
}

/** Paints a shape, its edge smoothed over one pixel. */
export function fill(canvas: Canvas, shape: Shape, paint: Paint): void {
  const { colours, covers } = canvas;
  const { surface, brightness } = paint;
  const { dark, light } = surface;
  const [darkRed, darkGreen, darkBlue] = dark;
  const [red, green, blue] = [light[0] - darkRed, light[1] - darkGreen, light[2] - darkBlue];
  const opacity = paint.opacity ?? 1;
  const cover = paint.cover === null ? -1 : coverNumber(paint.cover);
  const { firstColumn, lastColumn, firstRow, lastRow, atX, atY, stepX, stepY } = placeOnCanvas(canvas, shape);
  const { width, pixelsPerMetre } = canvas.camera;
  for (let row = firstRow; row <= lastRow; row++)
    for (let column = firstColumn; column <= lastColumn; column++) {
      const x = atX + column * stepX - row * stepY;
      const y = atY + column * stepY + row * stepX;
      const coverage = 0.5 - shape.distance(x, y) * pixelsPerMetre;
      if (coverage <= 0) {
        column += pixelsToSkip(coverage);
        continue;
      }
      const pixel = row * width + column;
      const tone = toneAt(surface, x, y);
      const level = brightness === undefined ? 1 : brightness(x, y);
      const share = coverage < 1 ? coverage * opacity : opacity;
      const place = pixel * 3;
      if (share === 1) {
        colours[place] = (darkRed + red * tone) * level;
        colours[place + 1] = (darkGreen + green * tone) * level;
        colours[place + 2] = (darkBlue + blue * tone) * level;
      } else {
        colours[place]! += ((darkRed + red * tone) * level - colours[place]!) * share;
        colours[place + 1]! += ((darkGreen + green * tone) * level - colours[place + 1]!) * share;
        colours[place + 2]! += ((darkBlue + blue * tone) * level - colours[place + 2]!) * share;
      }
      if (cover >= 0 && coverage > 0.5) covers[pixel] = cover;
    }
}

/** Remembers a shadow of this shape; where shadows overlap they do not add up. */
export function castShadow(canvas: Canvas, shape: Shape): void {
  const { shadows, shadowed } = canvas;
  const { width, pixelsPerMetre } = canvas.camera;
  const { firstColumn, lastColumn, firstRow, lastRow, atX, atY, stepX, stepY } = placeOnCanvas(canvas, shape);
  if (firstRow > lastRow || firstColumn > lastColumn) return;
  for (let row = firstRow; row <= lastRow; row++)
    for (let column = firstColumn; column <= lastColumn; column++) {
      const x = atX + column * stepX - row * stepY;
      const y = atY + column * stepY + row * stepX;
      const coverage = 0.5 - shape.distance(x, y) * pixelsPerMetre;
      if (coverage <= 0) {
        column += pixelsToSkip(coverage);
        continue;
      }
      const pixel = row * width + column;
      if (coverage > shadows[pixel]!) shadows[pixel] = coverage < 1 ? coverage : 1;
    }
  shadowed.first = Math.min(shadowed.first, firstRow * width + firstColumn);
  shadowed.last = Math.max(shadowed.last, lastRow * width + lastColumn);
}

/** Darkens the picture where shadows were cast, then forgets them. `strength` is 0..1. */
export function layShadows(canvas: Canvas, strength: number): void {
  const { colours, shadows, shadowed } = canvas;
  for (let pixel = shadowed.first; pixel <= shadowed.last; pixel++) {
    const shadow = shadows[pixel]!;
    if (shadow === 0) continue;
    // Shadows are lit by the sky: they keep more of their blue.
    colours[pixel * 3]! *= 1 - shadow * strength;
    colours[pixel * 3 + 1]! *= 1 - shadow * strength * 0.96;
    colours[pixel * 3 + 2]! *= 1 - shadow * strength * 0.86;
    shadows[pixel] = 0;
  }
  shadowed.first = shadows.length;
  shadowed.last = -1;
}

/** How many pixels show each label: one count per entry of sceneLabels. */
export function countCovers(canvas: Canvas): number[] {
  const counts = new Array<number>(sceneLabels.length + 1).fill(0);
  const { covers } = canvas;
  for (let pixel = 0; pixel < covers.length; pixel++) counts[covers[pixel]!]!++;
  return counts.slice(1);
}

/** The part of the ground the camera sees, with a margin in metres. */
export function visibleBounds(camera: Camera, margin: number): Bounds {
  const reach = Math.hypot(camera.width, camera.height) / 2 / camera.pixelsPerMetre + margin;
  const { centreX, centreY } = camera;
  return { left: centreX - reach, top: centreY - reach, right: centreX + reach, bottom: centreY + reach };
}

function coverNumber(cover: SceneLabel | 'nothing'): number {
  return cover === 'nothing' ? 0 : sceneLabels.indexOf(cover) + 1;
}

/** The pixels that a shape may cover, and how they lie on the ground. */
interface Window {
  firstColumn: number;
  lastColumn: number;
  firstRow: number;
  lastRow: number;
  /** the point of the ground under the middle of pixel (0, 0), metres */
  atX: number;
  atY: number;
  /** the way on the ground from one column to the next; to the next row it is (−stepY, stepX) */
  stepX: number;
  stepY: number;
}

function placeOnCanvas(canvas: Canvas, shape: Shape): Window {
  const { width, height, pixelsPerMetre, rotation, centreX, centreY } = canvas.camera;
  const cosine = Math.cos(rotation);
  const sine = Math.sin(rotation);
  const { left, top, right, bottom } = shape.bounds;
  const middleX = (left + right) / 2 - centreX;
  const middleY = (top + bottom) / 2 - centreY;
  const halfX = (right - left) / 2;
  const halfY = (bottom - top) / 2;
  const column = width / 2 + pixelsPerMetre * (cosine * middleX - sine * middleY);
  const row = height / 2 + pixelsPerMetre * (sine * middleX + cosine * middleY);
  const spreadX = pixelsPerMetre * (Math.abs(cosine) * halfX + Math.abs(sine) * halfY) + 1;
  const spreadY = pixelsPerMetre * (Math.abs(sine) * halfX + Math.abs(cosine) * halfY) + 1;
  const stepX = cosine / pixelsPerMetre;
  const stepY = -sine / pixelsPerMetre;
  return {
    firstColumn: Math.max(0, Math.floor(column - spreadX)),
    lastColumn: Math.min(width - 1, Math.ceil(column + spreadX)),
    firstRow: Math.max(0, Math.floor(row - spreadY)),
    lastRow: Math.min(height - 1, Math.ceil(row + spreadY)),
    atX: centreX + (0.5 - width / 2) * stepX - (0.5 - height / 2) * stepY,
    atY: centreY + (0.5 - width / 2) * stepY + (0.5 - height / 2) * stepX,
    stepX,
    stepY,
  };
}

/** Far from an outline the next pixels cannot be inside either; half the distance is safe for uneven outlines too. */
function pixelsToSkip(coverage: number): number {
  return coverage < -4 ? Math.floor(-coverage * 0.5) : 0;
}
