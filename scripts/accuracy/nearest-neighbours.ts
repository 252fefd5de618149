/** What the nearest photos say: a second opinion without any training. */

import { PRESENT, UNKNOWN } from '../../src/shared/label.ts';
import type { PhotoSet } from './photo-set.ts';

/**
 * The nearest photos of every photo, by cosine, those of its own burst left out.
 *
 * returns  N×count row-major, the nearest first
 */
export function nearestNeighbours({ embeddings, width, groups, files }: PhotoSet, count: number): Int32Array {
  const photos = files.length;
  const unit = unitRows(embeddings, width);
  const nearest = new Int32Array(photos * count);
  const likeness = new Float32Array(photos);
  const order = Int32Array.from({ length: photos }, (_, photo) => photo);
  for (let photo = 0; photo < photos; photo++) {
    const own = unit.subarray(photo * width, (photo + 1) * width);
    for (let other = 0; other < photos; other++) {
      let dot = 0;
      const start = other * width;
      for (let index = 0; index < width; index++) dot += own[index]! * unit[start + index]!;
      likeness[other] = groups[other] === groups[photo] ? -Infinity : dot;
    }
    const sorted = order.slice().sort((a, b) => likeness[b]! - likeness[a]!);
    nearest.set(sorted.subarray(0, count), photo * count);
  }
  return nearest;
}

/**
 * The share of a photo's neighbours that have a label, among those of which it is known.
 *
 * nearest  N×count row-major
 * targets  N×labelCount row-major
 * returns  N×labelCount row-major, 0..1, drawn a little towards 0.2 so that few neighbours decide less
 */
export function neighbourShares(
  nearest: Int32Array,
  count: number,
  targets: Int8Array,
  labelCount: number,
): Float32Array {
  const PRIOR = 0.2;
  const PRIOR_WEIGHT = 0.5;
  return Float32Array.from({ length: targets.length }, (_, place) => {
    const photo = Math.floor(place / labelCount);
    let present = 0;
    let known = 0;
    for (let rank = 0; rank < count; rank++) {
      const target = targets[nearest[photo * count + rank]! * labelCount + (place % labelCount)]!;
      if (target === UNKNOWN) continue;
      known++;
      if (target === PRESENT) present++;
    }
    return (present + PRIOR * PRIOR_WEIGHT) / (known + PRIOR_WEIGHT);
  });
}

function unitRows(embeddings: Float32Array, width: number): Float32Array {
  const unit = Float32Array.from(embeddings);
  for (let start = 0; start < unit.length; start += width) {
    const row = unit.subarray(start, start + width);
    const length = Math.hypot(...row);
    for (let index = 0; index < width; index++) row[index]! /= length;
  }
  return unit;
}
