import { describe, expect, test } from 'vitest';
import { asymmetricLoss, smoothedLoss } from '../../../scripts/accuracy/pair-losses.ts';
import { crossEntropyLoss } from '../../../src/main/ml/fit-objective.ts';

const logits = [-9, -3.2, -1, -0.1, 0.4, 2.5, 8];

describe.each([
  ['cross-entropy', crossEntropyLoss],
  ['focal', asymmetricLoss(2, 2, 0)],
  ['asymmetric', asymmetricLoss(0, 4, 0.05)],
  ['asymmetric, both sides', asymmetricLoss(1, 3, 0.1)],
  ['smoothed', smoothedLoss(0.1)],
])('%s', (_, loss) => {
  test('has the slope that small differences show', () => {
    const step = 1e-5;
    for (const logit of logits)
      for (const target of [0, 1]) {
        const difference = (loss.value(logit + step, target) - loss.value(logit - step, target)) / (2 * step);
        expect(loss.slope(logit, target)).toBeCloseTo(difference, 6);
      }
  });
});

test('focal and asymmetric loss are cross-entropy when nothing is focused', () => {
  const plain = asymmetricLoss(0, 0, 0);
  for (const logit of logits)
    for (const target of [0, 1]) {
      expect(plain.value(logit, target)).toBeCloseTo(crossEntropyLoss.value(logit, target), 12);
      expect(plain.slope(logit, target)).toBeCloseTo(crossEntropyLoss.slope(logit, target), 12);
    }
});

test('the focal loss of a sure and right answer is a small part of its cross-entropy', () => {
  // (1 − 0.9)² of it, for p = 0.9
  const logit = Math.log(9);
  const share = asymmetricLoss(2, 2, 0).value(logit, 1) / crossEntropyLoss.value(logit, 1);
  expect(share).toBeCloseTo(0.01, 10);
});

test('below its margin an absent label costs nothing', () => {
  const loss = asymmetricLoss(0, 4, 0.05);
  expect(loss.value(-4, 0)).toBe(0);
  expect(loss.slope(-4, 0)).toBe(0);
});
