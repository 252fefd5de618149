import { expect, test } from 'vitest';
import { judgedTargets } from '../../../src/main/ml/judged-targets.ts';
import { ABSENT as A, PRESENT as P, UNKNOWN as U } from '../../../src/shared/label.ts';

// columns: both kinds known; only positives known; not learnable
const targets = Int8Array.of(P, P, A, A, U, A, U, P, A, A, U, A);
const isHeld = Uint8Array.of(1, 1, 1, 0);
const learnable = Uint8Array.of(1, 1, 0);

test('leaves out photos that were not held out, and labels that could not be learned', () => {
  const { assumed, comparable } = judgedTargets(targets, isHeld, learnable, 0);
  expect([...assumed]).toEqual([P, P, U, A, U, U, U, P, U, U, U, U]);
  expect([...comparable]).toEqual([P, U, U, A, U, U, U, U, U, U, U, U]);
});

test('where training assumes absent, a label without a known negative is judged by that, and by no ranking', () => {
  const { assumed, comparable } = judgedTargets(targets, isHeld, learnable, 0.1);
  expect([...assumed]).toEqual([P, P, U, A, A, U, U, P, U, U, U, U]);
  expect([...comparable]).toEqual([P, U, U, A, U, U, U, U, U, U, U, U]);
});
