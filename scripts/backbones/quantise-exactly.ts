/** Finds the int8 numbers that float32 weights were dequantised from. */

export interface Quantised {
  integers: Int8Array;
  /** one per channel */
  scales: Float32Array;
}

/**
 * Undoes the dequantisation of symmetric int8 weights: value = integer · scale in float32, exactly.
 *
 * values       row-major
 * shape        of values
 * channelAxis  each index along it has a scale of its own
 * returns      null when some channel is not such a product with integers of at most 127
 */
export function quantiseExactly(
  values: Float32Array,
  shape: readonly number[],
  channelAxis: number,
): Quantised | null {
  const channels = shape[channelAxis]!;
  const innerSize = shape.slice(channelAxis + 1).reduce((product, size) => product * size, 1);
  const integers = new Int8Array(values.length);
  const scales = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const indices: number[] = [];
    for (let start = channel * innerSize; start < values.length; start += channels * innerSize)
      for (let inner = 0; inner < innerSize; inner++) indices.push(start + inner);
    const scale = scaleOf(indices.map((index) => values[index]!));
    if (scale === null) return null;
    scales[channel] = scale;
    for (const index of indices) integers[index] = Math.round(values[index]! / scale);
  }
  return { integers, scales };
}

/** The float32 scale that explains every value; the greatest magnitude is most likely 127 steps. */
function scaleOf(values: readonly number[]): number | null {
  const greatest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (greatest === 0) return 1;
  for (let steps = 127; steps >= 1; steps--)
    for (const scale of neighbours(Math.fround(greatest / steps)))
      if (values.every((value) => Math.fround(Math.round(value / scale) * scale) === value)) return scale;
  return null;
}

/** A positive float32 and the two next to it on each side, nearest first. */
function neighbours(value: number): number[] {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0]!;
  return [0, -1, 1, -2, 2].map((step) => new Float32Array(Uint32Array.of(bits + step).buffer)[0]!);
}
