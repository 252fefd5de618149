/** Finds pairs of near-identical embeddings without comparing all pairs in full. */

import type { DisjointSets } from './disjoint-sets.ts';
import { principalDirections } from './principal-directions.ts';

const DIRECTIONS = 32;

/** Values compared between two looks at the sum. */
const STRIDE = 8;

/** What 32-bit coordinates may differ from the true ones. */
const ROUNDING = 1e-5;

/**
 * Joins all photos whose embeddings have at least that cosine similarity.
 *
 * Nothing is missed: for unit vectors cosine ≥ c means distance ≤ √(2 − 2c), and a projection on orthonormal
 * directions never lengthens a distance. So a pair that is too far apart in a few projected numbers needs no
 * full comparison, and photos are taken in the order of the first number, where far ones need not be met at all.
 * An embedding of zero length, or with a value that is not finite, is like no other.
 *
 * embeddings  N×width row-major
 * sets        of N photos; joined in place
 */
export function joinNearIdentical(
  embeddings: Float32Array,
  width: number,
  leastCosine: number,
  sets: DisjointSets,
): void {
  const units = unitRows(embeddings, width);
  const { rows, coordinates, perRow } = projectInOrder(units, width);
  const farthestSquare = 2 - 2 * leastCosine;
  const farthest = Math.sqrt(farthestSquare) + ROUNDING;
  for (let one = 0; one < rows.length; one++) {
    const oneStart = one * perRow;
    const limit = coordinates[oneStart]! + farthest;
    for (let other = one + 1; other < rows.length; other++) {
      if (coordinates[other * perRow]! > limit) break;
      if (sets.areJoined(rows[one]!, rows[other]!)) continue;
      if (!isWithin(coordinates, oneStart, other * perRow, perRow, farthestSquare + ROUNDING)) continue;
      if (isWithin(units, rows[one]! * width, rows[other]! * width, width, farthestSquare))
        sets.join(rows[one]!, rows[other]!);
    }
  }
}

/** True when the squared distance of two stretches is at most `mostSquare`; stops as soon as it is more. */
function isWithin(
  values: Float32Array,
  one: number,
  other: number,
  length: number,
  mostSquare: number,
): boolean {
  let square = 0;
  for (let start = 0; start < length; start += STRIDE) {
    const end = Math.min(start + STRIDE, length);
    for (let index = start; index < end; index++) {
      const difference = values[one + index]! - values[other + index]!;
      square += difference * difference;
    }
    if (square > mostSquare) return false;
  }
  return true;
}

/** Every row scaled to length 1; rows that cannot be are all zero. */
function unitRows(embeddings: Float32Array, width: number): Float32Array {
  const units = new Float32Array(embeddings.length);
  for (let start = 0; start < embeddings.length; start += width) {
    const length = Math.sqrt(dot(embeddings, start, start, width));
    if (!(length > 0 && Number.isFinite(length))) continue;
    for (let column = start; column < start + width; column++) units[column] = embeddings[column]! / length;
  }
  return units;
}

/** The rows that have a length, in the order of their first coordinate, and their coordinates in that order. */
function projectInOrder(units: Float32Array, width: number) {
  const directions = principalDirections(units, width, DIRECTIONS);
  const perRow = directions.length / width;
  const rowCount = units.length / width;
  const projected = new Float32Array(rowCount * perRow);
  const kept: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    if (dot(units, row * width, row * width, width) === 0) continue;
    kept.push(row);
    for (let axis = 0; axis < perRow; axis++) {
      let along = 0;
      for (let column = 0; column < width; column++)
        along += units[row * width + column]! * directions[axis * width + column]!;
      projected[row * perRow + axis] = along;
    }
  }
  const rows = Int32Array.from(kept).sort((a, b) => projected[a * perRow]! - projected[b * perRow]! || a - b);
  const coordinates = new Float32Array(rows.length * perRow);
  rows.forEach((row, index) =>
    coordinates.set(projected.subarray(row * perRow, (row + 1) * perRow), index * perRow),
  );
  return { rows, coordinates, perRow };
}

function dot(values: Float32Array, a: number, b: number, width: number): number {
  let sum = 0;
  for (let column = 0; column < width; column++) sum += values[a + column]! * values[b + column]!;
  return sum;
}
