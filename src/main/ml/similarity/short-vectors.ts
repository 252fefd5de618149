/** Vectors of a tenth of the length, whose distances are nearly those of the embeddings they stand for. */

import { createSeededRandom } from '../../../shared/seeded-random.ts';
import { principalDirections } from '../split/principal-directions.ts';
import type { SimilarityIndex } from './similarity-index.ts';

/** In these most photos differ most, and what differs in them counts exactly. */
const PRINCIPAL = 48;
/** What the principal directions leave is estimated (Johnson & Lindenstrauss; random signs: Achlioptas 2003). */
const RANDOM = 80;
const SAMPLE_ROWS = 2000;
const SEED = 1;

export interface ShortVectors {
  /** slots×width row-major */
  vectors: Float32Array;
  width: number;
}

/**
 * Shortens the unit vectors of an index, less their mean: first along orthonormal principal directions P, then along
 * random signs s less their part in those, (s − PᵀPs) / √80. The squared distance of two short vectors is an unbiased
 * estimate of that of the unit vectors; the part in random directions has a relative standard deviation of √(2/80).
 *
 * onStep  called after each direction, to let other work run; may throw
 */
export async function shortVectors(
  index: SimilarityIndex,
  onStep: () => Promise<void>,
): Promise<ShortVectors> {
  const { width: fullWidth, units } = index;
  const sample = sampleOf(index);
  const mean = meanOf(sample, fullWidth);
  const directions = allDirections(sample, fullWidth);
  const width = directions.length;
  const vectors = new Float32Array(units.rows * width);
  const along = new Float32Array(units.rows);
  for (const [column, direction] of directions.entries()) {
    units.multiplier(direction)(0, units.rows, along);
    const ofMean = dot(direction, mean);
    for (let slot = 0; slot < along.length; slot++) vectors[slot * width + column] = along[slot]! - ofMean;
    await onStep();
  }
  return { vectors, width };
}

function allDirections(sample: Float32Array, width: number): Float32Array[] {
  const flat = Float32Array.from(principalDirections(sample, width, PRINCIPAL));
  const principal = Array.from({ length: flat.length / width }, (_, place) =>
    flat.subarray(place * width, (place + 1) * width),
  );
  const random = createSeededRandom(SEED);
  const scale = 1 / Math.sqrt(RANDOM);
  const others = Array.from({ length: RANDOM }, () => {
    const signs = Float32Array.from({ length: width }, () => (random.next() < 0.5 ? -scale : scale));
    for (const direction of principal) {
      const shared = dot(signs, direction);
      for (let column = 0; column < width; column++) signs[column]! -= shared * direction[column]!;
    }
    return signs;
  });
  return [...principal, ...others];
}

/** Rows of the index, evenly picked. */
function sampleOf({ width, units }: SimilarityIndex): Float32Array {
  const sampled = Math.min(SAMPLE_ROWS, units.rows);
  const sample = new Float32Array(sampled * width);
  for (let row = 0; row < sampled; row++)
    units.read(Math.floor((row * units.rows) / sampled), sample.subarray(row * width, (row + 1) * width));
  return sample;
}

function meanOf(rows: Float32Array, width: number): Float32Array {
  const mean = new Float32Array(width);
  const count = rows.length / width;
  for (let place = 0; place < rows.length; place++) mean[place % width]! += rows[place]! / count;
  return mean;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let place = 0; place < a.length; place++) sum += a[place]! * b[place]!;
  return sum;
}
