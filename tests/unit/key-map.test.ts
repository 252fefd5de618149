import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  belongsToTextField,
  conflictsOf,
  defaultKeys,
  keyActions,
  keyMapOf,
  keyOfPress,
  withKey,
} from '../../src/shared/key-map.ts';

const press = (
  key: string,
  modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => keyOfPress({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });

test('has defaults without conflicts', () => {
  expect(conflictsOf(keyMapOf({}))).toEqual(new Map());
});

describe('a key press is written', () => {
  test.each([
    ['z', { ctrlKey: true }, 'Ctrl+Z'],
    ['Z', { metaKey: true, shiftKey: true }, 'Ctrl+Shift+Z'],
    ['?', { shiftKey: true }, '?'],
    [' ', {}, 'Space'],
    [' ', { shiftKey: true }, 'Shift+Space'],
    ['ArrowLeft', { altKey: true }, 'Alt+ArrowLeft'],
    ['ß', {}, 'ß'.toUpperCase()],
  ])('%s', (key, modifiers, written) => {
    expect(press(key, modifiers)).toBe(written);
  });

  test('and a modifier alone is none', () => {
    expect(['Control', 'Shift', 'Alt', 'Meta'].map((key) => press(key))).toEqual([null, null, null, null]);
  });
});

test('leaves typing and editing to a text field, and keeps commands', () => {
  expect(
    ['A', 'Ctrl+A', 'Ctrl+Z', 'Ctrl+Shift+Z', 'Space', 'ArrowLeft', '?'].filter(belongsToTextField),
  ).toHaveLength(7);
  expect(['Ctrl+1', 'Ctrl+F', 'Alt+X', 'F5', 'Escape'].filter(belongsToTextField)).toEqual([]);
});

test('tells who shares a key, and forgets choices that are the default again', () => {
  const chosen = withKey({}, 'accept', 'X');
  expect(conflictsOf(keyMapOf(chosen)).get('X')).toEqual(['accept', 'reject']);
  expect(withKey(chosen, 'accept', defaultKeys.accept)).toEqual({});
});

test('answers every action whatever is stored, and two actions without a key are no conflict', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ maxLength: 30 })), (chosen) => {
      expect(Object.keys(keyMapOf(chosen))).toEqual(keyActions);
    }),
  );
  expect(conflictsOf(keyMapOf({ accept: '', reject: '' })).has('')).toBe(false);
});
