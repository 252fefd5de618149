import { expect, test } from 'vitest';
import { findLabels, recentFirst } from '../../../src/renderer/find-labels.ts';

const labels = ['beach', 'birch', 'Bäckerei', 'sunset'].map((name, id) => ({ id, name, presentCount: id }));
const names = (typed: string, limit = 8) => findLabels(labels, typed, limit).found.map((label) => label.name);

test('nothing typed offers the first labels, in their order, and no new one', () => {
  expect(findLabels(labels, '  ', 2)).toEqual({ found: labels.slice(0, 2), newName: null });
});

test('some letters in order are enough, without regard to case', () => {
  expect(names('bch')).toEqual(['beach', 'birch']);
  expect(names('SUN')).toEqual(['sunset']);
  expect(names('backerei')).toEqual(['Bäckerei']);
});

test('a label of that very name goes first, and is not offered as a new one', () => {
  const similar = [{ name: 'dogs' }, { name: 'dog house' }, { name: 'Dog' }];
  const { found, newName } = findLabels(similar, 'dog ', 2);
  expect(found.map((label) => label.name)[0]).toBe('Dog');
  expect(found.length).toBe(2);
  expect(newName).toBeNull();
  expect(findLabels(similar, ' cat', 2)).toEqual({ found: [], newName: 'cat' });
});

test('labels used last go first, then those used most', () => {
  expect(recentFirst(labels, [labels[2]!.name, labels[0]!.name]).map((label) => label.id)).toEqual([
    2, 0, 3, 1,
  ]);
});
