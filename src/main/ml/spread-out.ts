/** Puts photos into an order in which each is worth a look and unlike what was seen before. */

import { createSeededRandom } from '../../shared/seeded-random.ts';
import { createByteMatrix, type ByteMatrix } from './similarity/byte-matrix.ts';
import { unitRow } from './similarity/directions.ts';

export interface PhotosToSpread {
  /** N×width row-major */
  embeddings: Float32Array;
  width: number;
  /** N, ≥ 0: how much a photo is worth by itself; 0 comes last */
  worth: Float32Array;
  /** N: 1 for photos that were seen already: they are not ordered, the others keep away from them */
  isSeen: Uint8Array;
}

/** Distances in this many random directions are near enough to those in all 1280, at a twentieth of the work. */
const DIRECTIONS = 64;

/**
 * Greedy farthest-first traversal (Gonzalez 1985, the k-center heuristic), weighted: next comes the photo with the
 * largest worth × distance to the nearest photo that was seen or came before. Distance is 1 − cosine of standardized
 * embeddings, so ten frames of one scene are worth little after the first. It is computed in bytes, and so to a
 * hundredth.
 *
 * count    at most so many
 * returns  indexes; ties in the order of photos
 */
export function spreadOut(photos: PhotosToSpread, count: number): Int32Array {
  const { worth, isSeen } = photos;
  const vectors = project(photos);
  const distance = new Float32Array(worth.length).fill(2);
  const cosines = new Float32Array(worth.length);
  const own = new Float32Array(DIRECTIONS);
  const keepAwayFrom = (seen: number): void => {
    vectors.multiplier(vectors.read(seen, own))(0, worth.length, cosines);
    for (let photo = 0; photo < cosines.length; photo++) {
      const away = Math.max(0, 1 - cosines[photo]!);
      if (away < distance[photo]!) distance[photo] = away;
    }
  };
  const isTaken = Uint8Array.from(isSeen);
  for (let photo = 0; photo < isSeen.length; photo++) if (isSeen[photo]) keepAwayFrom(photo);
  const order: number[] = [];
  while (order.length < count) {
    let best = -1;
    for (let photo = 0; photo < worth.length; photo++) {
      if (isTaken[photo]) continue;
      if (best < 0 || worth[photo]! * distance[photo]! > worth[best]! * distance[best]!) best = photo;
    }
    if (best < 0) break;
    isTaken[best] = 1;
    order.push(best);
    keepAwayFrom(best);
  }
  return Int32Array.from(order);
}

/** Standardized, along random signs (Achlioptas 2003), to length 1: a row of DIRECTIONS per photo. */
function project({ embeddings, width, worth }: PhotosToSpread): ByteMatrix {
  const photos = worth.length;
  const { means, scales } = momentsOf(embeddings, width, photos);
  const standardized = createByteMatrix(width);
  const row = new Float32Array(width);
  for (let photo = 0; photo < photos; photo++) {
    for (let index = 0; index < width; index++)
      row[index] = (embeddings[photo * width + index]! - means[index]!) * scales[index]!;
    standardized.append(row);
  }
  const random = createSeededRandom(1);
  const projected = new Float32Array(photos * DIRECTIONS);
  const along = new Float32Array(photos);
  for (let direction = 0; direction < DIRECTIONS; direction++) {
    const signs = Float32Array.from({ length: width }, () => (random.next() < 0.5 ? -1 : 1));
    standardized.multiplier(signs)(0, photos, along);
    for (let photo = 0; photo < photos; photo++) projected[photo * DIRECTIONS + direction] = along[photo]!;
  }
  const vectors = createByteMatrix(DIRECTIONS);
  for (let photo = 0; photo < photos; photo++)
    vectors.append(unitRow(projected, photo * DIRECTIONS, DIRECTIONS));
  return vectors;
}

function momentsOf(
  embeddings: Float32Array,
  width: number,
  photos: number,
): { means: Float64Array; scales: Float64Array } {
  const means = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let photo = 0, place = 0; photo < photos; photo++)
    for (let index = 0; index < width; index++, place++) {
      const value = embeddings[place]!;
      means[index]! += value;
      squares[index]! += value * value;
    }
  for (let index = 0; index < width; index++) means[index]! /= photos;
  const scales = squares.map((sum, index) => {
    const variance = sum / photos - means[index]! ** 2;
    return variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
  });
  return { means, scales };
}
