import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanOfLooks, type CellLogits } from '../../../src/main/ml/heat-scales.ts';

const LABELS = 2;
const looks = (rows: number, columns: number): fc.Arbitrary<CellLogits> =>
  fc
    .array(fc.float({ min: -20, max: 20, noNaN: true }), {
      minLength: LABELS * rows * columns,
      maxLength: LABELS * rows * columns,
    })
    .map((logits) => ({ rows, columns, logits: Float32Array.from(logits) }));
const side = fc.integer({ min: 1, max: 5 });
const sized = fc.tuple(side, side).chain(([rows, columns]) => looks(rows, columns));

test('two looks of the same cells give their mean, cell by cell', () => {
  fc.assert(
    fc.property(
      fc.tuple(side, side).chain(([rows, columns]) => fc.tuple(looks(rows, columns), looks(rows, columns))),
      ([one, other]) => {
        const mean = meanOfLooks(one, other);
        expect([mean.rows, mean.columns]).toEqual([one.rows, one.columns]);
        for (const [place, logit] of mean.logits.entries())
          expect(logit).toBeCloseTo((one.logits[place]! + other.logits[place]!) / 2, 4);
      },
    ),
  );
});

test('the coarse look stays within its own extremes, label by label', () => {
  fc.assert(
    fc.property(sized, sized, (coarse, fine) => {
      const mean = meanOfLooks(coarse, { ...fine, logits: fine.logits.map(() => 0) });
      const ends = coarse.rows * coarse.columns;
      const cells = fine.rows * fine.columns;
      for (let label = 0; label < LABELS; label++) {
        const own = coarse.logits.subarray(label * ends, (label + 1) * ends);
        for (const logit of mean.logits.subarray(label * cells, (label + 1) * cells)) {
          expect(2 * logit).toBeLessThanOrEqual(Math.max(...own) + 1e-4);
          expect(2 * logit).toBeGreaterThanOrEqual(Math.min(...own) - 1e-4);
        }
      }
    }),
  );
});

test('with twice the cells, those between two middles lie between their values', () => {
  const coarse = { rows: 1, columns: 2, logits: Float32Array.of(0, 8) };
  const fine = { rows: 1, columns: 4, logits: new Float32Array(4) };
  expect([...meanOfLooks(coarse, fine).logits]).toEqual([0, 1, 3, 4]);
});
