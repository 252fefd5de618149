import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createByteMatrix } from '../../../../src/main/ml/similarity/byte-matrix.ts';
import { placesOfHighest } from '../../../../src/main/ml/similarity/highest.ts';

const number = fc.float({ min: -4, max: 4, noNaN: true });
const shape = fc.tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 12 }));
const filled = shape.chain(([width, rows]) =>
  fc.record({
    width: fc.constant(width),
    rows: fc.array(fc.float32Array({ minLength: width, maxLength: width, min: -4, max: 4, noNaN: true }), {
      minLength: rows,
      maxLength: rows,
    }),
    vector: fc
      .array(number, { minLength: width, maxLength: width })
      .map((values) => Float32Array.from(values)),
    removed: fc.array(fc.nat(), { maxLength: rows - 1 }),
  }),
);

const largest = (values: Float32Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const lengthOf = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

describe('a byte matrix', () => {
  test('multiplies as the plain loop does, within what bytes can hold, whatever was removed before', () => {
    fc.assert(
      fc.property(filled, ({ width, rows, vector, removed }) => {
        const matrix = createByteMatrix(width);
        const kept = [...rows];
        for (const row of rows) matrix.append(row);
        for (const pick of removed) {
          const place = pick % kept.length;
          matrix.remove(place);
          const last = kept.pop()!;
          if (place < kept.length) kept[place] = last;
        }
        expect(matrix.rows).toBe(kept.length);
        const dots = new Float32Array(kept.length);
        matrix.multiplier(vector)(0, kept.length, dots);
        for (const [place, row] of kept.entries()) {
          const exact = row.reduce((sum, value, column) => sum + value * vector[column]!, 0);
          // half a step of each value, times the other side's length, by Cauchy and Schwarz
          const roots = Math.sqrt(width);
          const allowed =
            (largest(row) / 254) * roots * lengthOf(vector) +
            (largest(vector) / 4094) * roots * lengthOf(row);
          expect(Math.abs(dots[place]! - exact)).toBeLessThanOrEqual(1.01 * allowed + 1e-4);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('is exact for whole numbers, over more rows than one block and more memory than it began with', () => {
    const width = 40;
    const matrix = createByteMatrix(width);
    const rows = 10_000;
    const valueAt = (row: number, column: number) =>
      column === 0 ? 127 : ((row * 31 + column * 7) % 200) - 100;
    for (let row = 0; row < rows; row++)
      matrix.append(Float32Array.from({ length: width }, (_, column) => valueAt(row, column)));
    const vector = Float32Array.from({ length: width }, (_, column) =>
      column === 1 ? 2047 : (column % 5) - 2,
    );
    const dots = new Float32Array(3);
    for (const from of [0, 4095, rows - 3]) {
      matrix.multiplier(vector)(from, from + 3, dots);
      for (let place = 0; place < 3; place++) {
        let exact = 0;
        for (let column = 0; column < width; column++)
          exact += valueAt(from + place, column) * vector[column]!;
        expect(dots[place]).toBe(exact);
      }
    }
  });

  test('keeps rows that are no numbers as zeros', () => {
    const matrix = createByteMatrix(3);
    matrix.append(Float32Array.of(1, Number.NaN, 2));
    matrix.append(Float32Array.of(0, 0, 0));
    const dots = new Float32Array(2).fill(9);
    matrix.multiplier(Float32Array.of(1, 1, 1))(0, 2, dots);
    expect([...dots]).toEqual([0, 0]);
  });
});

test('placesOfHighest finds what sorting finds', () => {
  const values = fc.array(fc.oneof(number, fc.constant(-Infinity)), { maxLength: 60 });
  fc.assert(
    fc.property(values, fc.nat(70), (numbers, count) => {
      const column = Float32Array.from(numbers);
      const wanted = [...column].filter((value) => value > -Infinity).sort((a, b) => b - a);
      const found = placesOfHighest(column, count).map((place) => column[place]!);
      const sorted = found.sort((a, b) => b - a);
      expect(sorted.slice(0, count)).toEqual(wanted.slice(0, count));
      // values that tie with the last one come along
      for (const extra of sorted.slice(count)) expect(extra).toBe(wanted[count - 1]);
    }),
  );
});
