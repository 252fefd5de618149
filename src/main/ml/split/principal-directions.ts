/** The directions in which rows differ most, roughly: good enough to tell far rows apart by a few numbers. */

import { createSeededRandom } from '../../../shared/seeded-random.ts';

const SAMPLE_ROWS = 400;
const ROUNDS = 3;
const SEED = 1;

/**
 * Orthonormal directions of large variance, by subspace iteration on a sample of the rows.
 *
 * rows       N×width row-major
 * count      wanted directions; at most `width` are made
 * returns    Float64Array, directions × width row-major; orthonormal whatever the rows, so a projected
 *            distance is never above the true one
 */
export function principalDirections(rows: Float32Array, width: number, count: number): Float64Array {
  const random = createSeededRandom(SEED);
  const rowCount = rows.length / width;
  const sample = Array.from({ length: Math.min(SAMPLE_ROWS, rowCount) }, () => random.integer(rowCount));
  const mean = new Float64Array(width);
  for (const row of sample)
    for (let column = 0; column < width; column++)
      mean[column]! += rows[row * width + column]! / sample.length;

  const directions = Float64Array.from({ length: Math.min(count, width) * width }, () => random.normal());
  orthonormalize(directions, width);
  for (let round = 0; round < ROUNDS; round++) {
    const turned = new Float64Array(directions.length);
    for (const row of sample) addSpread(turned, directions, rows, mean, row * width);
    // A trace of the old directions keeps the new ones independent when the rows vary in fewer dimensions.
    for (let index = 0; index < turned.length; index++)
      directions[index] = turned[index]! + 1e-9 * directions[index]!;
    orthonormalize(directions, width);
  }
  return directions;
}

/** turned += (direction · centred row) · centred row, for every direction. */
function addSpread(
  turned: Float64Array,
  directions: Float64Array,
  rows: Float32Array,
  mean: Float64Array,
  rowStart: number,
): void {
  const width = mean.length;
  for (let start = 0; start < directions.length; start += width) {
    let along = 0;
    for (let column = 0; column < width; column++)
      along += directions[start + column]! * (rows[rowStart + column]! - mean[column]!);
    for (let column = 0; column < width; column++)
      turned[start + column]! += along * (rows[rowStart + column]! - mean[column]!);
  }
}

/** Gram–Schmidt, each row twice, which keeps the rows orthogonal to rounding. */
function orthonormalize(directions: Float64Array, width: number): void {
  for (let start = 0; start < directions.length; start += width) {
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < start; other += width) {
        let shared = 0;
        for (let column = 0; column < width; column++)
          shared += directions[start + column]! * directions[other + column]!;
        for (let column = 0; column < width; column++)
          directions[start + column]! -= shared * directions[other + column]!;
      }
      let square = 0;
      for (let column = 0; column < width; column++) square += directions[start + column]! ** 2;
      const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
      for (let column = 0; column < width; column++) directions[start + column]! *= scale;
    }
  }
}
