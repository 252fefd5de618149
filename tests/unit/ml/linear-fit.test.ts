import { expect, it } from 'vitest';
import { measureColumns } from '../../../src/main/ml/column-losses.ts';
import { crossEntropyLoss, lossAndGradient, weighLabels } from '../../../src/main/ml/fit-objective.ts';
import { createPacer } from '../../../src/main/ml/fit-pacer.ts';
import { createInputBlocks } from '../../../src/main/ml/input-blocks.ts';
import { createLinearFits, type HeadToFit } from '../../../src/main/ml/linear-fit.ts';
import { openTensorFlow } from '../../../src/main/ml/tensorflow-backend.ts';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

const COUNT = 60;
const WIDTH = 12;
const LABELS = 3;
const random = createSeededRandom(4);
const inputs = Float32Array.from({ length: COUNT * WIDTH }, random.normal);
const targets = Int8Array.from({ length: COUNT * LABELS }, () => random.integer(3) - 1);
const all = Int32Array.from({ length: COUNT }, (_, row) => row);
const headOf = (rows: Int32Array): HeadToFit => ({
  rows,
  labels: weighLabels(targets, LABELS, rows, { imbalance: 0.5, assumeAbsent: 0.25 }),
});

async function fitted(heads: HeadToFit[]) {
  const { tf } = await openTensorFlow({ prefer: 'wasm' });
  const blocks = createInputBlocks(tf, inputs, WIDTH);
  const pacer = createPacer(new AbortController().signal);
  const fits = createLinearFits(blocks, targets, heads, 100);
  for (const penalty of [100, 10]) {
    fits.setPenalty(penalty);
    while (!fits.isDone()) await fits.advance(pacer);
  }
  blocks.dispose();
  return fits.heads;
}

// A wider product adds up in another order, on each backend in its own.
it('fits heads side by side as it fits each by itself', async () => {
  const heads = [headOf(all), headOf(all.subarray(0, 40)), headOf(all.subarray(20))];
  const together = await fitted(heads);
  for (const [index, head] of heads.entries()) {
    const [alone] = await fitted([head]);
    const { weights, biases } = together[index]!.layer();
    expect(Array.from(weights)).toEqual(
      Array.from(alone!.layer().weights, (value) => expect.closeTo(value, 3)),
    );
    expect(Array.from(biases)).toEqual(
      Array.from(alone!.layer().biases, (value) => expect.closeTo(value, 3)),
    );
    expect(Array.from(together[index]!.logits)).toEqual(
      Array.from(alone!.logits, (value) => expect.closeTo(value, 3)),
    );
    expect(together[index]!.meanLoss).toBeCloseTo(alone!.meanLoss, 5);
  }
});

it.each([
  ['in one go', undefined],
  ['by a given loss', crossEntropyLoss],
])('measures some labels in the columns of a wider matrix %s as a head of its own', (_, pairLoss) => {
  const { rows, labels } = headOf(all.subarray(5, 50));
  const own = Float32Array.from({ length: rows.length * LABELS }, () => 3 * random.normal());
  const expected = lossAndGradient(own, targets, rows, labels);
  const stride = 7;
  const columns = [0, 2];
  const logits = new Float32Array(COUNT * stride);
  for (const [place, row] of rows.entries())
    for (const [column, label] of columns.entries())
      logits[row * stride + 4 + column] = own[place * LABELS + label]!;
  const slopes = new Float32Array(COUNT * stride);
  const measured = measureColumns(
    { logits, stride, first: 4, labels: columns, rows, targets, weights: labels },
    slopes,
    pairLoss,
  );
  for (const [column, label] of columns.entries()) {
    expect(measured.losses[column]).toBeCloseTo(expected.labelLosses[label]!, 4);
    let sum = 0;
    for (const [place, row] of rows.entries()) {
      const slope = expected.gradient[place * LABELS + label]! * expected.countedPairs;
      expect(slopes[row * stride + 4 + column]).toBeCloseTo(slope, 4);
      sum += slope;
    }
    expect(measured.slopeSums[column]).toBeCloseTo(sum, 3);
  }
  // the columns of others stay untouched
  for (const [place, slope] of slopes.entries())
    if (place % stride < 4 || place % stride === 6) expect(slope).toBe(0);
});
