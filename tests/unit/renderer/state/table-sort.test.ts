import { expect, test } from 'vitest';
import { TableSort } from '../../../../src/renderer/state/table-sort.svelte.ts';

test('starts a measure with its highest values, names with the first letters, and turns around', () => {
  const sort = new TableSort<'label' | 'support' | 'f1'>('support');
  const now = (): string => `${sort.column} ${sort.direction}`;
  expect(now()).toBe('support descending');
  sort.by('support');
  expect(now()).toBe('support ascending');
  sort.by('f1');
  expect(now()).toBe('f1 descending');
  sort.by('label');
  expect(now()).toBe('label ascending');
  sort.by('label');
  expect(now()).toBe('label descending');
});
