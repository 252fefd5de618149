import { expect, test } from 'vitest';
import { formatCount, formatDuration, formatMeasure, formatRate } from '../../../src/renderer/format.ts';

test('groups the digits of large counts', () => {
  expect(formatCount(0)).toBe('0');
  expect(formatCount(1_234_567)).toBe('1,234,567');
});

test('shows measures with three digits, and a dash where there is none', () => {
  expect(formatMeasure(0.87654)).toBe('0.877');
  expect(formatMeasure(0)).toBe('0.000');
  expect(formatMeasure(null)).toBe('–');
});

test.each([
  [0.04, '0.0 s'],
  [0.4, '0.4 s'],
  [-1, '0.0 s'],
  [12.4, '12 s'],
  [59.7, '1 min'],
  [200, '3 min 20 s'],
  [3600, '1 h'],
  [3900, '1 h 5 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test('shows rates with a digit only where it matters', () => {
  expect(formatRate(2.44)).toBe('2.4');
  expect(formatRate(38.6)).toBe('39');
});
