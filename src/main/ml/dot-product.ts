/**
 * Σ a·b over two stretches of numbers, in four sums: one alone would wait for itself at every step.
 *
 * aStart, bStart  where the stretches begin
 * length          of both
 */
export function dotProduct(
  a: Float64Array,
  aStart: number,
  b: Float64Array,
  bStart: number,
  length: number,
): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const whole = length - (length % 4);
  for (let index = 0, one = aStart, other = bStart; index < whole; index += 4, one += 4, other += 4) {
    first += a[one]! * b[other]!;
    second += a[one + 1]! * b[other + 1]!;
    third += a[one + 2]! * b[other + 2]!;
    fourth += a[one + 3]! * b[other + 3]!;
  }
  for (let index = whole; index < length; index++) first += a[aStart + index]! * b[bStart + index]!;
  return first + second + (third + fourth);
}
