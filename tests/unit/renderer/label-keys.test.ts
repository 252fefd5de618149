import { expect, test } from 'vitest';
import {
  keyOfLabel,
  labelOfPress,
  paletteKeys,
  paletteOf,
} from '../../../src/renderer/keyboard/label-keys.ts';
import type { LabelId } from '../../../src/shared/ids.ts';

const label = (id: number, shortcut: string | null = null) => ({ id: id as LabelId, shortcut });
const palette = Array.from({ length: 20 }, (_, index) => (index + 1) as LabelId);
const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (key: string, code: string, modifiers = {}) =>
  labelOfPress({ ...none, key, code, ...modifiers }, [label(7, 'b')], palette);

test('the twenty keys are the digits, then the digits with Shift', () => {
  expect(paletteKeys.length).toBe(20);
  expect([paletteKeys[0], paletteKeys[9], paletteKeys[10], paletteKeys[19]]).toEqual([
    '1',
    '0',
    'Shift+1',
    'Shift+0',
  ]);
  expect(press('3', 'Digit3')).toEqual({ labelId: 3, value: 'present' });
  expect(press('0', 'Numpad0')).toEqual({ labelId: 10, value: 'present' });
  expect(press('§', 'Digit3', { shiftKey: true })).toEqual({ labelId: 13, value: 'present' });
});

test('Alt says that the photos have it not; Ctrl is for other things', () => {
  expect(press('3', 'Digit3', { altKey: true })).toEqual({ labelId: 3, value: 'absent' });
  expect(press('3', 'Digit3', { ctrlKey: true })).toBeNull();
});

test('a label’s own character works, and is what is shown', () => {
  expect(press('b', 'KeyB')).toEqual({ labelId: 7, value: 'present' });
  expect(press('q', 'KeyQ')).toBeNull();
  expect(keyOfLabel(label(7, 'b'), palette)).toBe('B');
  expect(keyOfLabel(label(12), palette)).toBe('Shift+2');
  expect(keyOfLabel(label(99), palette)).toBeNull();
});

test('without a chosen palette it is the oldest labels, however often used; labels that are gone leave it', () => {
  const labels = [label(2), label(1), label(3)];
  expect(paletteOf([], labels)).toEqual([1, 2, 3]);
  expect(paletteOf([3, 77, 1], labels)).toEqual([3, 1]);
});
