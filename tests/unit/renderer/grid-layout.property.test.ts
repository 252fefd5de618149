import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellOf,
  layOutGrid,
  photoPageAway,
  photoRowsAway,
  photosInRectangle,
  rowAtOffset,
  rowOfPhoto,
  rowsBetween,
  type GridLayoutOptions,
} from '../../../src/renderer/grid-layout.ts';
import { offsetAt, scaleScroll, scrollTopAt } from '../../../src/renderer/grid-scroll.ts';

const options: fc.Arbitrary<GridLayoutOptions> = fc
  .record({
    kind: fc.constantFrom('justified' as const, 'square' as const),
    aspects: fc.array(fc.double({ min: 0.05, max: 20, noNaN: true }), { minLength: 1, maxLength: 200 }),
    cuts: fc.array(fc.nat(199), { maxLength: 6 }),
    width: fc.integer({ min: 150, max: 2500 }),
    size: fc.integer({ min: 80, max: 400 }),
    gap: fc.integer({ min: 0, max: 12 }),
    headingHeight: fc.constantFrom(0, 40),
  })
  .map(({ aspects, cuts, ...rest }) => ({
    ...rest,
    aspects: Float32Array.from(aspects),
    groupStarts: [...new Set([0, ...cuts.filter((cut) => cut < aspects.length)])].sort((a, b) => a - b),
  }));

describe('grid layout', () => {
  test('puts every photo in exactly one row of its group, and rows below each other', () => {
    fc.assert(
      fc.property(options, (given) => {
        const layout = layOutGrid(given);
        const rows = layout.rowTops.length;
        expect(layout.rowStarts[0]).toBe(0);
        expect(layout.rowStarts[rows]).toBe(given.aspects.length);
        let bottom = 0;
        for (let row = 0; row < rows; row += 1) {
          expect(layout.rowStarts[row + 1]!).toBeGreaterThan(layout.rowStarts[row]!);
          const group = layout.rowGroups[row]!;
          expect(layout.rowStarts[row]!).toBeGreaterThanOrEqual(given.groupStarts[group]!);
          expect(layout.rowStarts[row + 1]!).toBeLessThanOrEqual(
            given.groupStarts[group + 1] ?? given.aspects.length,
          );
          const heading = layout.groupRows[group] === row ? given.headingHeight : 0;
          expect(layout.rowTops[row]!).toBeGreaterThanOrEqual(bottom + heading);
          bottom = layout.rowTops[row]! + layout.rowHeights[row]!;
        }
        expect(layout.height).toBe(bottom);
      }),
    );
  });

  test('lets no cells of a row overlap or leave the width', () => {
    fc.assert(
      fc.property(options, (given) => {
        const layout = layOutGrid(given);
        for (let index = 0; index < given.aspects.length; index += 1) {
          const cell = cellOf(layout, index);
          expect(cell.width).toBeGreaterThan(0);
          expect(cell.height).toBeGreaterThan(0);
          expect(cell.left + cell.width).toBeLessThanOrEqual(given.width + 1);
          if (index > 0 && rowOfPhoto(layout, index) === rowOfPhoto(layout, index - 1)) {
            const before = cellOf(layout, index - 1);
            expect(cell.left).toBeGreaterThanOrEqual(before.left + before.width);
          }
        }
      }),
    );
  });

  test('fills justified rows to the full width, near the wanted height', () => {
    fc.assert(
      fc.property(options, fc.integer({ min: 1200, max: 2500 }), (given, width) => {
        const size = Math.min(given.size, 200);
        const aspects = given.aspects.map((aspect) => Math.min(2, Math.max(0.5, aspect)));
        const layout = layOutGrid({ ...given, aspects, kind: 'justified', width, size });
        for (let row = 0; row < layout.rowTops.length; row += 1) {
          const isLastOfGroup = layout.groupRows[layout.rowGroups[row]! + 1] === row + 1;
          expect(layout.rowHeights[row]!).toBeLessThanOrEqual(Math.ceil(size * 1.4));
          if (isLastOfGroup) continue;
          const last = layout.rowStarts[row + 1]! - 1;
          expect(Math.abs(layout.lefts[last]! + layout.widths[last]! - width)).toBeLessThanOrEqual(1);
          expect(layout.rowHeights[row]!).toBeGreaterThan(size * 0.6);
        }
      }),
    );
  });

  test('finds the row at any height, as looking through all rows does', () => {
    fc.assert(
      fc.property(options, fc.double({ min: -50, max: 1, noNaN: true }), (given, at) => {
        const layout = layOutGrid(given);
        const offset = at < 0 ? at : at * layout.height;
        const tops = [...layout.rowTops];
        expect(rowAtOffset(layout, offset)).toBe(
          Math.max(
            0,
            tops.findLastIndex((top) => top <= offset),
          ),
        );
      }),
    );
  });

  test('looks a row up in a logarithmic number of steps', () => {
    const layout = layOutGrid({
      kind: 'square',
      aspects: new Float32Array(100_000).fill(1),
      groupStarts: [0],
      width: 100,
      size: 100,
      gap: 4,
      headingHeight: 0,
    });
    let reads = 0;
    const counted = new Proxy(layout.rowTops, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
        return Reflect.get(target, key, target) as unknown;
      },
    });
    expect(rowAtOffset({ ...layout, rowTops: counted }, 104 * 77_777 + 3)).toBe(77_777);
    expect(reads).toBeLessThanOrEqual(17);
  });

  test('shows every row that touches the view', () => {
    fc.assert(
      fc.property(options, fc.nat(4000), fc.integer({ min: 50, max: 1500 }), (given, top, height) => {
        const layout = layOutGrid(given);
        const { first, end } = rowsBetween(layout, top, top + height);
        for (let row = 0; row < layout.rowTops.length; row += 1) {
          const heading = layout.groupRows[layout.rowGroups[row]!] === row ? layout.headingHeight : 0;
          const touches =
            layout.rowTops[row]! - heading < top + height &&
            layout.rowTops[row]! + layout.rowHeights[row]! > top;
          if (touches) expect(row >= first && row < end).toBe(true);
        }
      }),
    );
  });

  test('catches with a rectangle the cells that touch it, and no others', () => {
    const rectangle = fc.record({
      left: fc.nat(2000),
      top: fc.nat(4000),
      width: fc.nat(800),
      height: fc.nat(800),
    });
    fc.assert(
      fc.property(options, rectangle, (given, box) => {
        const layout = layOutGrid(given);
        const expected = [...given.aspects.keys()].filter((index) => {
          const cell = cellOf(layout, index);
          return (
            cell.left <= box.left + box.width &&
            cell.left + cell.width >= box.left &&
            cell.top <= box.top + box.height &&
            cell.top + cell.height >= box.top
          );
        });
        expect(photosInRectangle(layout, box)).toEqual(expected);
      }),
    );
  });

  test('goes down row by row to the last photo, and by pages at least one row', () => {
    fc.assert(
      fc.property(options, (given) => {
        const layout = layOutGrid(given);
        const last = given.aspects.length - 1;
        let index = 0;
        for (let row = 1; row < layout.rowTops.length; row += 1) {
          const page = photoPageAway(layout, index, 10);
          index = photoRowsAway(layout, index, 1);
          expect(rowOfPhoto(layout, index)).toBe(row);
          expect(page).toBe(index);
        }
        expect(photoRowsAway(layout, index, 1)).toBe(last);
        expect(photoRowsAway(layout, 0, -1)).toBe(0);
        expect(photoPageAway(layout, 0, 1e9)).toBeGreaterThanOrEqual(layout.rowStarts.at(-2)!);
      }),
    );
  });
});

describe('grid scroll', () => {
  test('reaches both ends of any content with a box no higher than the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 400_000_000 }),
        fc.integer({ min: 200, max: 3000 }),
        fc.constantFrom(1, 1.5, 2),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (contentHeight, viewportHeight, ratio, part) => {
          const scroll = scaleScroll(contentHeight, viewportHeight, ratio);
          expect(scroll.boxHeight).toBeLessThanOrEqual(15_000_000 / ratio + 1e-6);
          expect(offsetAt(scroll, 0)).toBe(0);
          const lastScrollTop = Math.max(0, scroll.boxHeight - viewportHeight);
          expect(offsetAt(scroll, lastScrollTop)).toBeCloseTo(Math.max(0, contentHeight - viewportHeight), 3);
          const offset = part * scroll.lastOffset;
          expect(offsetAt(scroll, scrollTopAt(scroll, offset))).toBeCloseTo(offset, 3);
        },
      ),
    );
  });

  test('leaves content that fits alone', () => {
    expect(scaleScroll(3_000_000, 800, 2)).toEqual({ boxHeight: 3_000_000, lastOffset: 2_999_200, scale: 1 });
  });
});
