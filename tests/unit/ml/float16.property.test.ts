import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromFloat16, toFloat16 } from '../../../src/main/ml/float16.ts';

const allBits = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);

/** The value of a half by its definition: sign, 5 exponent bits, 10 fraction bits. */
function valueOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The finite halves that are not negative, ascending; the one after the last would be 65,536. */
const magnitudes = Array.from({ length: 0x7c00 }, (_, bits) => valueOf(bits));

/** The bits of the nearest half, ties to even, found by search. */
function nearestBits(value: number): number {
  const magnitude = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  let low = 0;
  let high = 0x7c00;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (magnitudes[middle]! <= magnitude) low = middle;
    else high = middle;
  }
  const below = magnitude - magnitudes[low]!;
  const above = (magnitudes[high] ?? 65_536) - magnitude;
  const isUp = above < below || (above === below && low % 2 === 1);
  return sign | (isUp ? high : low);
}

describe('float16', () => {
  test('every half has the value of its definition', () => {
    expect([...fromFloat16(allBits)]).toEqual([...allBits].map(valueOf));
  });

  test('every half survives decoding and encoding', () => {
    const back = toFloat16(fromFloat16(allBits));
    const changed = [...allBits].filter((bits) => !Number.isNaN(valueOf(bits)) && back[bits] !== bits);
    expect(changed).toEqual([]);
    const numbers = [...allBits].filter((bits) => Number.isNaN(valueOf(bits)));
    expect(numbers.every((bits) => Number.isNaN(valueOf(back[bits]!)))).toBe(true);
  });

  test('rounds to the nearest half, ties to even', () => {
    const finite = fc.oneof(
      fc.float({ noNaN: true, noDefaultInfinity: true }),
      fc.float({ min: -4, max: 4, noNaN: true }),
      fc
        .tuple(fc.integer({ min: 0, max: 0x7bfe }), fc.boolean())
        .map(([bits, isNegative]) => (isNegative ? -1 : 1) * ((valueOf(bits) + valueOf(bits + 1)) / 2)),
    );
    fc.assert(
      fc.property(fc.array(finite, { maxLength: 50 }), (values) => {
        const floats = Float32Array.from(values);
        expect([...toFloat16(floats)]).toEqual([...floats].map(nearestBits));
      }),
      { numRuns: 500 },
    );
  });

  test('agrees with the halves of the language', () => {
    fc.assert(
      fc.property(fc.float32Array(), (values) => {
        expect(fromFloat16(toFloat16(values))).toEqual(new Float32Array(new Float16Array(values)));
      }),
    );
  });

  test('writes into a given array and leaves the rest alone', () => {
    const into = new Float32Array(4).fill(9);
    expect(fromFloat16(toFloat16(Float32Array.of(1, -2.5)), into)).toBe(into);
    expect([...into]).toEqual([1, -2.5, 9, 9]);
    expect(() => fromFloat16(new Uint16Array(3), new Float32Array(2))).toThrow(RangeError);
  });
});
