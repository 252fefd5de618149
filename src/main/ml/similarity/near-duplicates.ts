/** Groups of photos that are almost the same: found among 100,000 without comparing all pairs in full. */

import { principalDirections } from '../split/principal-directions.ts';
import { createByteMatrix } from './byte-matrix.ts';
import { INDEX_ERROR, type SimilarityIndex } from './similarity-index.ts';

/** With the length of the rest, the kernel takes them in four steps of sixteen. */
const DIRECTIONS = 63;
const SAMPLE_ROWS = 2000;
/** What bytes lose of the short vectors. */
const BOUND_ERROR = 0.01;

/**
 * Groups near-identical photos. A photo joins the first photo before it that began a group and is at least this
 * similar, so that every member resembles the group's first photo, and likeness never chains through a whole library.
 *
 * A pair is compared in full only where it may be that similar: with the mean taken off, P a projection on
 * orthonormal directions and r the length of what it leaves,  |a − b|² ≥ |Pa − Pb|² + (rₐ − r_b)²,  and the cosine of
 * unit vectors is  1 − |a − b|²/2.
 *
 * index        the photos; cosines are those of the index
 * order        slots of the index, in the order in which photos may begin a group
 * leastCosine  0..1
 * onStep       called every thousand photos or sooner, to report and to let other work run; may throw
 * returns      slots, group by group, the one that began it first; groups of one are left out
 */
export async function findNearDuplicates(
  index: SimilarityIndex,
  order: Int32Array,
  leastCosine: number,
  onStep: (done: number) => Promise<void>,
): Promise<number[][]> {
  const { short, squares, numbers } = await shorten(index, order, onStep);
  const isGrouped = new Uint8Array(order.length);
  const bounds = new Float32Array(order.length);
  const cosine = new Float32Array(1);
  const groups: number[][] = [];
  let compared = 0;
  for (let first = 0; first < order.length; first++) {
    if (isGrouped[first]) continue;
    short.multiplier(short.read(first, numbers))(first + 1, order.length, bounds);
    const least = leastCosine - BOUND_ERROR - 1 + squares[first]! / 2;
    let multiply: ReturnType<typeof index.units.multiplier> | null = null;
    const group = [order[first]!];
    for (let other = first + 1; other < order.length; other++) {
      if (isGrouped[other] || bounds[other - first - 1]! < least + squares[other]! / 2) continue;
      multiply ??= index.units.multiplier(index.units.read(order[first]!));
      multiply(order[other]!, order[other]! + 1, cosine);
      if (cosine[0]! < leastCosine - INDEX_ERROR) continue;
      isGrouped[other] = 1;
      group.push(order[other]!);
    }
    if (group.length > 1) groups.push(group);
    compared += order.length - first;
    if (compared > 2_000_000) {
      compared = 0;
      await onStep(first);
    }
  }
  return groups;
}

/** Per photo its projections and the length of the rest, in the given order, and the square of its length. */
async function shorten(index: SimilarityIndex, order: Int32Array, onStep: (done: number) => Promise<void>) {
  const { width, units } = index;
  const sampled = Math.min(SAMPLE_ROWS, order.length);
  const sample = new Float32Array(sampled * width);
  for (let row = 0; row < sampled; row++)
    units.read(
      order[Math.floor((row * order.length) / sampled)]!,
      sample.subarray(row * width, (row + 1) * width),
    );
  const mean = meanOf(sample, width);
  const directions = Float32Array.from(principalDirections(sample, width, DIRECTIONS));
  const count = directions.length / width;
  const short = createByteMatrix(count + 1);
  const squares = new Float32Array(order.length);
  const numbers = new Float32Array(count + 1);
  const unit = new Float32Array(width);
  for (const [place, slot] of order.entries()) {
    units.read(slot, unit);
    let square = 0;
    for (let column = 0; column < width; column++) {
      unit[column]! -= mean[column]!;
      square += unit[column]! ** 2;
    }
    let rest = square;
    for (let axis = 0; axis < count; axis++) {
      let along = 0;
      for (let column = 0, at = axis * width; column < width; column++, at++)
        along += unit[column]! * directions[at]!;
      numbers[axis] = along;
      rest -= along * along;
    }
    numbers[count] = Math.sqrt(Math.max(0, rest));
    squares[place] = square;
    short.append(numbers);
    if (place % 500 === 499) await onStep(0);
  }
  return { short, squares, numbers };
}

function meanOf(rows: Float32Array, width: number): Float32Array {
  const mean = new Float32Array(width);
  const count = rows.length / width;
  for (let place = 0; place < rows.length; place++) mean[place % width]! += rows[place]! / count;
  return mean;
}
