import { expect, test } from 'vitest';
import { labelsPerMinute } from '../../../src/renderer/screens/session/labeling-pace.ts';
import { nextPlace } from '../../../src/renderer/screens/session/next-place.ts';

test('the pace counts pauses for half a minute at most, and is unknown before the second label', () => {
  expect(labelsPerMinute([])).toBeNull();
  expect(labelsPerMinute([5])).toBeNull();
  expect(labelsPerMinute([5, 5])).toBeNull();
  expect(labelsPerMinute([0, 2_000, 4_000])).toBe(30);
  expect(labelsPerMinute([0, 600_000])).toBe(2);
});

test('the next wanted photo is looked for after the shown one only', () => {
  expect(nextPlace([4, 8, 6, 2], 1, [8, 4, 2])).toBe(3);
  expect(nextPlace([4, 8, 6, 2], 3, [8, 4, 2])).toBeNull();
  expect(nextPlace([4, 8], -1, new Int32Array([8]))).toBe(1);
});
