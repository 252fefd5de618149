/** Symmetric systems of equations, solved by Cholesky's factors. */

import { dotProduct } from './dot-product.ts';

/**
 * Factors a symmetric positive definite matrix: A = L·Lᵀ.
 *
 * matrix   size×size row-major; only the lower triangle is read
 * returns  L, size×size row-major, zeros above the diagonal
 * throws   RangeError when the matrix is not positive definite
 */
export function choleskyFactor(matrix: Float32Array | Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const ownStart = row * size;
    for (let column = 0; column <= row; column++) {
      const otherStart = column * size;
      const sum = matrix[ownStart + column]! - dotProduct(lower, ownStart, lower, otherStart, column);
      if (column < row) lower[ownStart + column] = sum / lower[otherStart + column]!;
      else if (sum > 0) lower[ownStart + row] = Math.sqrt(sum);
      else throw new RangeError('The matrix is not positive definite.');
    }
  }
  return lower;
}

/**
 * Solves L·Lᵀ·x = b for one b, in place.
 *
 * lower   as choleskyFactor gives it
 * values  b before, x afterwards; its length is the size
 */
export function choleskySolve(lower: Float64Array, values: Float64Array): void {
  const size = values.length;
  for (let row = 0; row < size; row++) {
    const sum = values[row]! - dotProduct(lower, row * size, values, 0, row);
    values[row] = sum / lower[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    const value = values[row]! / lower[row * size + row]!;
    values[row] = value;
    for (let place = 0; place < row; place++) values[place]! -= lower[row * size + place]! * value;
  }
}
