import { describe, expect, test } from 'vitest';
import {
  crossEntropyFromLogit,
  crossEntropyFromProbability,
  logit,
  meanCrossEntropyFromLogits,
  meanCrossEntropyFromProbabilities,
  sigmoid,
} from '../../../src/shared/metrics/cross-entropy.ts';

const targets = Int8Array.of(1, 0, 1, 0);
const probabilities = Float32Array.of(0.9, 0.2, 0.8, 0.1);

describe('binary cross-entropy', () => {
  test('worked by hand: 0.1054, 0.2231, 0.2231, 0.1054, mean 0.1643', () => {
    const losses = [...probabilities].map((value, index) =>
      crossEntropyFromProbability(value, targets[index]!),
    );
    expect(losses.map((loss) => loss.toFixed(4))).toEqual(['0.1054', '0.2231', '0.2231', '0.1054']);
    expect(meanCrossEntropyFromProbabilities(probabilities, targets)!.toFixed(4)).toBe('0.1643');
    const logits = Float32Array.from(probabilities, logit);
    expect(meanCrossEntropyFromLogits(logits, targets)!.toFixed(4)).toBe('0.1643');
  });

  test('unknown targets are left out of sum and count', () => {
    const withUnknown = Int8Array.of(1, -1, 1, -1);
    const expected = (-Math.log(Math.fround(0.9)) - Math.log(Math.fround(0.8))) / 2;
    expect(meanCrossEntropyFromProbabilities(probabilities, withUnknown)).toBeCloseTo(expected, 12);
    expect(meanCrossEntropyFromProbabilities(probabilities, Int8Array.of(-1, -1, -1, -1))).toBeNull();
    expect(meanCrossEntropyFromLogits(new Float32Array(0), new Int8Array(0))).toBeNull();
  });

  test('extreme logits and probabilities stay finite', () => {
    expect(crossEntropyFromLogit(1000, 1)).toBe(0);
    expect(crossEntropyFromLogit(1000, 0)).toBe(1000);
    expect(crossEntropyFromLogit(-1000, 1)).toBe(1000);
    expect(crossEntropyFromLogit(0, 1)).toBeCloseTo(Math.LN2, 15);
    expect(crossEntropyFromProbability(0, 1)).toBeCloseTo(23 * Math.LN2, 9);
    expect(crossEntropyFromProbability(1, 0)).toBeCloseTo(23 * Math.LN2, 9);
    expect(crossEntropyFromProbability(1, 1)).toBeCloseTo(0, 6);
  });

  test('sigmoid and logit are inverses and meet the ends', () => {
    for (const value of [-30, -3, -0.1, 0, 0.1, 3, 12]) expect(logit(sigmoid(value))).toBeCloseTo(value, 9);
    expect([sigmoid(-Infinity), sigmoid(0), sigmoid(Infinity), sigmoid(-800)]).toEqual([0, 0.5, 1, 0]);
    expect([logit(0), logit(0.5), logit(1)]).toEqual([-Infinity, 0, Infinity]);
    expect(logit(1.1)).toBeNaN();
  });

  test('lengths that differ are refused', () => {
    expect(() => meanCrossEntropyFromLogits(new Float32Array(3), new Int8Array(4))).toThrow(RangeError);
  });
});
