import { expect, test } from 'vitest';
import { didYouMean, nearNames } from '../../../src/main/tagging/near-names.ts';

const names = ['beach', 'peach', 'sunset', 'mobile-home', 'cat', 'Straße'];

test('near names are those with few other letters, or the same beginning', () => {
  expect(nearNames('beech', names)).toEqual(['beach']);
  expect(nearNames('each', names)).toEqual(['beach', 'peach']);
  expect(nearNames('mobile', names)).toEqual(['mobile-home']);
  expect(nearNames('STRASE', names)).toEqual(['Straße']);
  expect(nearNames('zebra', names)).toEqual([]);
  expect(nearNames('x', [])).toEqual([]);
});

test('the question names them', () => {
  expect(didYouMean('each', names)).toBe(' Did you mean “beach” or “peach”?');
  expect(didYouMean('zebra', names)).toBe('');
});
