/** The largest of many values, without sorting them all. */

/**
 * Places of the largest values.
 *
 * values   may contain −Infinity for what is not wanted at all: such places are never returned
 * count    how many; fewer when there are not so many, more when values equal the last
 * returns  in no particular order
 */
export function placesOfHighest(values: Float32Array, count: number): number[] {
  if (count <= 0) return [];
  const bound = boundOfHighest(values, count);
  const places: number[] = [];
  for (let place = 0; place < values.length; place++)
    if (values[place]! >= bound && values[place]! > -Infinity) places.push(place);
  return places;
}

/** The count-th largest value; −Infinity when there are fewer values. A heap of the largest so far, the least on top. */
function boundOfHighest(values: Float32Array, count: number): number {
  if (values.length <= count) return -Infinity;
  const heap = values.slice(0, count).sort();
  for (let place = count; place < values.length; place++) {
    const value = values[place]!;
    if (!(value > heap[0]!)) continue;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= count) break;
      if (child + 1 < count && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= value) break;
      heap[hole] = heap[child]!;
      hole = child;
    }
    heap[hole] = value;
  }
  return heap[0]!;
}
