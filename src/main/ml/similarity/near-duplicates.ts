/** Groups of photos that are almost the same: found among 100,000 without comparing all pairs in full. */

import { createByteMatrix } from './byte-matrix.ts';
import { shortVectors } from './short-vectors.ts';
import { INDEX_ERROR, type SimilarityIndex } from './similarity-index.ts';

/**
 * How much larger than it is the squared distance of a pair may be estimated before the pair is overlooked. At 0.9, one of
 * 2,000 pairs exactly at the limit would be, were all their difference in random directions; of those of 0.925 one in
 * 50 million. Pairs of real photos differ mostly in the others: none was overlooked among those of both photo sets.
 */
const MOST_OVERESTIMATED = 1.6;
/** What bytes lose of a squared distance of short vectors. */
const ROUNDING = 0.01;
/** Some ten milliseconds of work. */
const PAIRS_PER_STEP = 1_000_000;

/**
 * Groups near-identical photos. A photo joins the first photo before it that began a group and is at least this
 * similar, so that every member resembles the group's first photo, and likeness never chains through a whole library.
 *
 * All pairs are compared by short vectors whose squared distance estimates the true one (short-vectors.ts), and only
 * those that may be near in full: the cosine of unit vectors is  1 − |a − b|²/2.
 *
 * index        the photos; cosines are those of the index
 * order        slots of the index, in the order in which photos may begin a group
 * leastCosine  0..1
 * onStep       called every few hundredths of a second, to report and to let other work run, with the share of the pairs
 *              that is done, in photos of all; may throw
 * returns      slots, group by group, the one that began it first; groups of one are left out
 */
export async function findNearDuplicates(
  index: SimilarityIndex,
  order: Int32Array,
  leastCosine: number,
  onStep: (done: number) => Promise<void>,
): Promise<number[][]> {
  const { vectors, width } = await shortVectors(index, () => onStep(0));
  const short = createByteMatrix(width);
  const numbers = new Float32Array(width);
  const halfSquares = new Float32Array(order.length);
  for (const [place, slot] of order.entries()) {
    short.append(vectors.subarray(slot * width, (slot + 1) * width));
    halfSquares[place] = squareOf(short.read(place, numbers)) / 2;
  }
  const mostHalfSquare = (1 - leastCosine) * MOST_OVERESTIMATED + ROUNDING / 2;
  const isGrouped = new Uint8Array(order.length);
  const products = new Float32Array(order.length);
  const cosine = new Float32Array(1);
  const groups: number[][] = [];
  let compared = 0;
  let pairsOfStep = 0;
  for (let first = 0; first < order.length; first++) {
    const others = order.length - first - 1;
    compared += others;
    if (isGrouped[first]) continue;
    short.multiplier(short.read(first, numbers))(first + 1, order.length, products);
    // half the squared distance: |a|²/2 + |b|²/2 − a·b
    const least = halfSquares[first]! - mostHalfSquare;
    let multiply: ReturnType<typeof index.units.multiplier> | null = null;
    const group = [order[first]!];
    for (let place = 0, other = first + 1; place < others; place++, other++) {
      if (products[place]! - halfSquares[other]! < least || isGrouped[other]) continue;
      multiply ??= index.units.multiplier(index.units.read(order[first]!));
      multiply(order[other]!, order[other]! + 1, cosine);
      if (cosine[0]! < leastCosine - INDEX_ERROR) continue;
      isGrouped[other] = 1;
      group.push(order[other]!);
    }
    if (group.length > 1) groups.push(group);
    pairsOfStep += others;
    if (pairsOfStep > PAIRS_PER_STEP) {
      pairsOfStep = 0;
      const allPairs = (order.length * (order.length - 1)) / 2;
      await onStep(Math.floor((order.length * compared) / allPairs));
    }
  }
  return groups;
}

function squareOf(values: Float32Array): number {
  let square = 0;
  for (const value of values) square += value * value;
  return square;
}
