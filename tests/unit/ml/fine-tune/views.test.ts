import { expect, test } from 'vitest';
import { viewOf, viewsOf } from '../../../../src/main/ml/fine-tune/views.ts';

const photo = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]);
const shown = (view: number): string => [...viewOf(photo, 3, 1, view)].join('');

test('shows the eight symmetries of the square', () => {
  expect(shown(0)).toBe('123456789');
  expect(shown(1)).toBe('321654987');
  expect(shown(2)).toBe('789456123');
  expect(new Set(viewsOf['mirror-and-turn'].map(shown)).size).toBe(8);
});

test('keeps the channels of a pixel together', () => {
  const pixels = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...viewOf(pixels, 2, 2, 1)]).toEqual([3, 4, 1, 2, 7, 8, 5, 6]);
});
