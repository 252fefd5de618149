import { expect, test } from 'vitest';
import { nearNames } from '../../../src/main/tagging/near-names.ts';
import { say } from '../../../src/shared/sentences/say.ts';

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
  expect(say('tagging.noSuchLabel', { name: 'each', near: nearNames('each', names) }).english).toBe(
    'There is no label “each”. Did you mean “beach” or “peach”?',
  );
  expect(say('tagging.noSuchLabel', { name: 'zebra', near: nearNames('zebra', names) }).english).toBe(
    'There is no label “zebra”.',
  );
});
