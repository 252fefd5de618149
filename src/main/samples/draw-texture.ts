/** Surfaces: two colours mixed by tiled noise, with grain and stripes. Noise tables are made once, from a fixed seed. */

import { createSeededRandom } from '../../shared/seeded-random.ts';

export type Colour = readonly [red: number, green: number, blue: number];

/** How a surface looks. Colours are 0..255, lengths in metres. */
export interface Surface {
  dark: Colour;
  light: Colour;
  /** how strongly the cloudy noise mixes the two colours, 0: always halfway, 1: fully */
  blotches: number;
  /** how strongly single points differ, 0..1 */
  grain: number;
  /** noise points per metre: small for wide blotches */
  fineness: number;
  /** ridges, rows, tiles or ripples; strength 0: none */
  stripes: Stripes;
  /** where in the noise it begins: two surfaces of one kind differ by it */
  offset: number;
}

export interface Stripes {
  strength: number;
  /** across the stripes, one period long in units of 1 / period */
  acrossX: number;
  acrossY: number;
}

const SIDE = 512;
const MASK = SIDE - 1;
const TABLE_SEED = 20_481;

// Bytes rather than floats: a quarter of the memory keeps the tables in the processor's cache.
/** 0..255, several octaves, seamless at the edges: SIDE × SIDE, row-major */
const cloudTable: Uint8Array = toBytes(
  addOctaves([
    [8, 1],
    [16, 0.9],
    [32, 0.8],
    [64, 0.6],
    [128, 0.5],
    [256, 0.35],
  ]),
);
/** −127..127, every point on its own: SIDE × SIDE */
export const grainTable: Int8Array = makeGrain();

const noStripes: Stripes = { strength: 0, acrossX: 0, acrossY: 0 };

/** A plain surface to derive others from. */
export function surface(dark: Colour, light: Colour, more: Partial<Surface> = {}): Surface {
  return { dark, light, blotches: 1, grain: 0.15, fineness: 2, stripes: noStripes, offset: 0, ...more };
}

/** Stripes across an angle, `period` metres from one to the next. */
export function stripes(strength: number, period: number, angle: number): Stripes {
  return { strength, acrossX: Math.cos(angle) / period, acrossY: Math.sin(angle) / period };
}

/**
 * Where between its dark and its light colour a surface is at a point of the ground.
 *
 * x, y     metres
 * returns  0..1
 */
export function toneAt(of: Surface, x: number, y: number): number {
  const column = (Math.floor(x * of.fineness) + of.offset) & MASK;
  const row = (Math.floor(y * of.fineness) + of.offset * 7) & MASK;
  let tone = 0.5 + of.blotches * (cloudTable[(row << 9) | column]! / 255 - 0.5);
  // Prime-ish steps: grain must not repeat in step with the blotches.
  tone += of.grain * (grainTable[(((row * 3) & MASK) << 9) | ((column * 5 + (row >> 1)) & MASK)]! / 127);
  const { strength, acrossX, acrossY } = of.stripes;
  if (strength > 0) {
    const phase = x * acrossX + y * acrossY;
    tone += strength * (Math.abs((phase - Math.floor(phase)) * 2 - 1) - 0.5);
  }
  return tone < 0 ? 0 : tone > 1 ? 1 : tone;
}

/** Cloudy noise −0.5..0.5 for outlines, at a point of the ground; `size` is the width of its bumps in metres. */
export function wiggle(x: number, y: number, size: number, offset: number): number {
  const u = (x / size) * 16 + offset;
  const v = (y / size) * 16 + offset * 3;
  const column = Math.floor(u);
  const row = Math.floor(v);
  const right = u - column;
  const down = v - row;
  const at = (r: number, c: number) => smoothTable[((r & MASK) << 9) | (c & MASK)]!;
  const upper = at(row, column) * (1 - right) + at(row, column + 1) * right;
  const lower = at(row + 1, column) * (1 - right) + at(row + 1, column + 1) * right;
  return upper * (1 - down) + lower * down - 0.5;
}

/** The widest octaves only, so that outlines are smooth. */
const smoothTable: Float32Array = addOctaves([
  [16, 1],
  [32, 0.5],
  [64, 0.2],
]);

function toBytes(noise: Float32Array): Uint8Array {
  return Uint8Array.from(noise, (value) => value * 255 + 0.5);
}

/** Value noise: per octave a grid of `cells` random values around the tile, smoothly interpolated; scaled to 0..1. */
function addOctaves(octaves: readonly (readonly [cells: number, weight: number])[]): Float32Array {
  const random = createSeededRandom(TABLE_SEED + octaves.length);
  const sum = new Float32Array(SIDE * SIDE);
  for (const [cells, weight] of octaves) {
    const grid = Float32Array.from({ length: cells * cells }, () => random.next());
    const step = cells / SIDE;
    for (let y = 0; y < SIDE; y++) {
      const row = Math.floor(y * step);
      const down = ease(y * step - row);
      const nextRow = ((row + 1) % cells) * cells;
      for (let x = 0; x < SIDE; x++) {
        const column = Math.floor(x * step);
        const right = ease(x * step - column);
        const nextColumn = (column + 1) % cells;
        const upper = grid[row * cells + column]! * (1 - right) + grid[row * cells + nextColumn]! * right;
        const lower = grid[nextRow + column]! * (1 - right) + grid[nextRow + nextColumn]! * right;
        sum[y * SIDE + x]! += weight * (upper * (1 - down) + lower * down);
      }
    }
  }
  const low = sum.reduce((least, value) => Math.min(least, value), Infinity);
  const high = sum.reduce((most, value) => Math.max(most, value), -Infinity);
  return sum.map((value) => (value - low) / (high - low));
}

function makeGrain(): Int8Array {
  const random = createSeededRandom(TABLE_SEED);
  return Int8Array.from({ length: SIDE * SIDE }, () => random.integer(255) - 127);
}

function ease(part: number): number {
  return part * part * (3 - 2 * part);
}
