import { describe, expect, test } from 'vitest';
import { edgeScroll, isDrag, rectangleBetween } from '../../../src/renderer/grid-band.ts';
import { photoAfterKey } from '../../../src/renderer/grid-keys.ts';
import { layOutGrid } from '../../../src/renderer/grid-layout.ts';
import { recyclingRows } from '../../../src/renderer/grid-rows.ts';
import { titleOfGroup } from '../../../src/renderer/photo-group-title.ts';
import { placeMarks } from '../../../src/renderer/scrubber-marks.ts';
import { countDifference } from '../../../src/renderer/set-difference.ts';

/** 10 photos in squares of 100 px, 4 to a row. */
const layout = layOutGrid({
  kind: 'square',
  aspects: new Float32Array(10).fill(1.5),
  groupStarts: [0],
  width: 412,
  size: 100,
  gap: 4,
  headingHeight: 0,
});

describe('keys in the grid', () => {
  test.each([
    ['ArrowRight', 3, 4],
    ['ArrowLeft', 4, 3],
    ['ArrowLeft', 0, 0],
    ['ArrowRight', 9, 9],
    ['ArrowDown', 1, 5],
    ['ArrowDown', 7, 9],
    ['ArrowUp', 9, 5],
    ['PageDown', 0, 8],
    ['PageUp', 9, 1],
    ['Home', 6, 0],
    ['End', 6, 9],
    ['ArrowDown', -1, 0],
    ['End', -1, 9],
  ])('%s from %i goes to %i', (key, from, to) => {
    expect(photoAfterKey(layout, key, from, 208)).toBe(to);
  });

  test('leaves other keys alone, and an empty grid', () => {
    expect(photoAfterKey(layout, 'a', 0, 200)).toBeNull();
    expect(photoAfterKey(layout, 'toString', 0, 200)).toBeNull();
    const empty = layOutGrid({
      kind: 'justified',
      aspects: new Float32Array(),
      groupStarts: [],
      width: 400,
      size: 100,
      gap: 4,
      headingHeight: 40,
    });
    expect(photoAfterKey(empty, 'ArrowDown', -1, 200)).toBeNull();
    expect(empty.height).toBe(0);
  });
});

describe('the elements of rows', () => {
  test('are used again for other rows, and never twice at once', () => {
    const rowsShown = recyclingRows();
    expect(rowsShown(0, 3, -1, 10).map(({ key }) => key)).toEqual([0, 1, 2]);
    expect(rowsShown(4, 6, -1, 10)).toEqual([
      { row: 4, key: 1 },
      { row: 5, key: 2 },
    ]);
    for (let first = 0; first < 10; first += 1) {
      const keys = rowsShown(first, first + 3, -1, 10).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test('end with the rows, and keep the pinned one wherever the view is', () => {
    const rowsShown = recyclingRows();
    const rows = (first: number, end: number, pinned: number): number[] =>
      rowsShown(first, end, pinned, 6).map(({ row }) => row);
    expect(rows(4, 9, -1)).toEqual([4, 5]);
    expect(rows(2, 4, 0)).toEqual([0, 2, 3]);
    expect(rows(2, 4, 3)).toEqual([2, 3]);
    expect(rows(2, 4, 5)).toEqual([2, 3, 5]);
    expect(rows(0, 0, -1)).toEqual([]);
  });
});

describe('the rubber band', () => {
  test('begins after a few pixels and spans either way', () => {
    expect(isDrag({ x: 5, y: 5 }, { x: 8, y: 8 })).toBe(false);
    expect(isDrag({ x: 5, y: 5 }, { x: 5, y: 15 })).toBe(true);
    expect(rectangleBetween({ x: 30, y: 10 }, { x: 10, y: 50 })).toEqual({
      left: 10,
      top: 10,
      width: 20,
      height: 40,
    });
  });

  test('scrolls at the edges only, faster further out', () => {
    expect(edgeScroll(200, 400)).toBe(0);
    expect(edgeScroll(10, 400)).toBeLessThan(0);
    expect(edgeScroll(-60, 400)).toBeLessThan(edgeScroll(10, 400));
    expect(edgeScroll(399, 400)).toBeGreaterThan(0);
  });
});

describe('the scrubber', () => {
  test('names each year once, and leaves out what would touch', () => {
    const keys = ['2024-05', '2024-03', '2023-12', '2022-01'];
    const grouped = layOutGrid({
      kind: 'square',
      aspects: new Float32Array(40).fill(1),
      groupStarts: [0, 10, 20, 30],
      width: 100,
      size: 100,
      gap: 0,
      headingHeight: 0,
    });
    const groups = keys.map((key, index) => ({ key, start: index * 10 }));
    const marks = placeMarks(groups, 'date', grouped, 4000, 400);
    expect(marks).toEqual([
      { y: 0, label: '2024' },
      { y: 100, label: '' },
      { y: 200, label: '2023' },
      { y: 300, label: '2022' },
    ]);
    expect(placeMarks(groups, 'date', grouped, 4000, 40).filter(({ label }) => label !== '')).toHaveLength(1);
    expect(placeMarks(groups, 'none', grouped, 4000, 400)).toEqual([]);
  });
});

describe('group titles', () => {
  test('name months, and the last folders of a path on any system', () => {
    expect(titleOfGroup('date', '2024-05', '?')).toBe('May 2024');
    expect(titleOfGroup('date', '', 'Date unknown')).toBe('Date unknown');
    expect(titleOfGroup('folder', '/home/eva/photos/2024', '?')).toBe('photos / 2024');
    expect(titleOfGroup('folder', 'C:\\Photos\\Trip', '?')).toBe('Photos / Trip');
    expect(titleOfGroup('none', '', '?')).toBe('');
  });
});

test('counts what left a set and what joined it, whatever the order', () => {
  expect(countDifference(Int32Array.of(1, 2, 3, 4), Int32Array.of(4, 2, 9))).toEqual({ left: 2, joined: 1 });
  expect(countDifference(Int32Array.of(), Int32Array.of(1))).toEqual({ left: 0, joined: 1 });
});
