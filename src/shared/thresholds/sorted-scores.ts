/** Counting in sorted scores by halving: 17 comparisons for 100,000 photos, so that dragging never lags. */

/**
 * How many scores reach a threshold.
 *
 * ascending  sorted, smallest first
 * returns    0..length
 */
export function countReaching(ascending: Float32Array, threshold: number): number {
  return ascending.length - firstIndexWhere(ascending.length, (index) => ascending[index]! >= threshold);
}

/** The same for scores with the largest first: the reaching ones are then the first ones. */
export function countReachingFromTop(descending: Float32Array, threshold: number): number {
  return firstIndexWhere(descending.length, (index) => descending[index]! < threshold);
}

/** The first index for which `holds` is true, when it stays true from there on; `length` when there is none. */
function firstIndexWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
