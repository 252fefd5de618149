import { beforeEach, expect, test } from 'vitest';
import { Selection } from '../../../../src/renderer/state/selection.svelte.ts';
import type { PhotoId } from '../../../../src/shared/ids.ts';

let shown: { set: { ids: Int32Array } };
let selection: Selection;
const photo = (id: number) => id as PhotoId;
const selected = () => [...selection.ids].sort((a, b) => a - b);

beforeEach(() => {
  shown = { set: { ids: Int32Array.of(5, 1, 4, 2, 3) } };
  selection = new Selection(shown);
});

test('a range follows the order shown, and its end moves with the next Shift', () => {
  selection.select(photo(1));
  selection.extendTo(photo(2));
  expect(selected()).toEqual([1, 2, 4]);
  selection.extendTo(photo(5));
  expect(selected()).toEqual([1, 5]);
  expect(selection.focused).toBe(5);
});

test('a range with Ctrl keeps what was selected before it began, but not its own former end', () => {
  selection.select(photo(5));
  selection.toggle(photo(2));
  selection.extendTo(photo(3), true);
  expect(selected()).toEqual([2, 3, 5]);
  selection.extendTo(photo(4), true);
  expect(selected()).toEqual([2, 4, 5]);
});

test('a second toggle takes a photo out again, and the keyboard stays on it', () => {
  selection.selectAll();
  selection.toggle(photo(4));
  expect(selected()).toEqual([1, 2, 3, 5]);
  expect(selection.focused).toBe(4);
});

test('a range without a beginning is the one photo', () => {
  selection.extendTo(photo(4));
  expect(selected()).toEqual([4]);
  selection.extendTo(photo(99));
  expect(selected()).toEqual([4]);
});

test('when other photos are shown, those gone are forgotten and the keyboard stays near its place', () => {
  selection.selectAll();
  selection.focus(photo(4));
  shown.set = { ids: Int32Array.of(5, 3, 7) };
  selection.keepShown();
  expect(selected()).toEqual([3, 5]);
  expect(selection.focused).toBe(7);
  shown.set = { ids: new Int32Array(0) };
  selection.keepShown();
  expect([selected(), selection.focused]).toEqual([[], null]);
});

test('a selection that is still shown stays the very same one, so that nothing is counted anew', () => {
  selection.select(photo(4));
  const { ids } = selection;
  shown.set = { ids: Int32Array.of(4, 1) };
  selection.keepShown();
  expect(selection.ids).toBe(ids);
});

test('what a half-typed search hides is not selected meanwhile, and comes back with what it shows next', () => {
  selection.select(photo(4));
  selection.toggle(photo(2));
  const show = (...ids: number[]) => {
    shown.set = { ids: Int32Array.from(ids) };
    selection.keepShown(true);
  };
  show();
  expect([selected(), selection.focused]).toEqual([[], null]);
  show(1, 2);
  expect([selected(), selection.focused]).toEqual([[2], 2]);
  show(5, 1, 4, 2, 3);
  expect([selected(), selection.focused]).toEqual([[2, 4], 2]);
  selection.extendTo(photo(3));
  expect(selected()).toEqual([2, 3]);
});

test('what a search hides is forgotten once the person leaves it with photos shown, not with none', () => {
  selection.select(photo(4));
  shown.set = { ids: new Int32Array(0) };
  selection.keepShown(true);
  selection.keepShown();
  shown.set = { ids: Int32Array.of(1, 4) };
  selection.keepShown();
  expect([selected(), selection.focused]).toEqual([[4], 4]);
  shown.set = { ids: Int32Array.of(1) };
  selection.keepShown(true);
  selection.keepShown();
  shown.set = { ids: Int32Array.of(1, 4) };
  selection.keepShown();
  expect([selected(), selection.focused]).toEqual([[], 1]);
});

test('selecting anew forgets what a half-typed search hides', () => {
  selection.select(photo(4));
  shown.set = { ids: Int32Array.of(1, 2) };
  selection.keepShown(true);
  selection.select(photo(1));
  shown.set = { ids: Int32Array.of(1, 2, 4) };
  selection.keepShown(true);
  expect([selected(), selection.focused]).toEqual([[1], 1]);
});
