import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  HEAT_LEVEL,
  heatOf,
  heatPlaces,
  outlineOf,
  placeOfHeat,
  type HeatMaps,
} from '../../src/shared/heat-map.ts';

function mapsOf(rows: number, columns: number, logits: number[]): HeatMaps {
  return { labels: ['x'], rows, columns, logits: Float32Array.from(logits) };
}

const anyMaps = fc
  .integer({ min: 1, max: 7 })
  .chain((side) =>
    fc
      .array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: side * side, maxLength: side * side })
      .map((logits) => mapsOf(side, side, logits)),
  );

describe('a heat map', () => {
  test('is between 0 and 1, empty exactly when no cell speaks for the label, and its line keeps to the photo', () => {
    fc.assert(
      fc.property(anyMaps, (maps) => {
        const heat = heatOf(maps, 0, 24);
        for (const value of heat.values) expect(value >= 0 && value <= 1 + 1e-6).toBe(true);
        expect(heat.isEmpty).toBe(maps.logits.every((logit) => logit <= 0));
        expect(heatPlaces).toContain(placeOfHeat(heat));
        const numbers = outlineOf(heat).match(/[\d.]+/g) ?? [];
        for (const number of numbers) expect(Number(number)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [0, 'upper-left'],
    [3, 'upper'],
    [6, 'upper-right'],
    [24, 'middle'],
    [28, 'left'],
    [42, 'lower-left'],
    [48, 'lower-right'],
  ] as const)('hot in cell %i of 49 alone lies %s', (cell, place) => {
    const logits = new Array<number>(49).fill(-3);
    logits[cell] = 6;
    expect(placeOfHeat(heatOf(mapsOf(7, 7, logits), 0, 56))).toBe(place);
  });

  test('hot in every cell is all over, in none nowhere', () => {
    expect(placeOfHeat(heatOf(mapsOf(7, 7, new Array<number>(49).fill(2)), 0, 28))).toBe('all-over');
    expect(placeOfHeat(heatOf(mapsOf(7, 7, new Array<number>(49).fill(-2)), 0, 28))).toBe('nowhere');
    expect(outlineOf(heatOf(mapsOf(7, 7, new Array<number>(49).fill(-2)), 0, 28))).toBe('');
  });

  test('is hottest in the middle of the hottest cell, in photos of any shape', () => {
    const logits = new Array<number>(49).fill(-1);
    logits[1 * 7 + 2] = 4;
    const heat = heatOf(mapsOf(7, 7, logits), 0, 112);
    const hottest = heat.values.indexOf(Math.max(...heat.values));
    expect(Math.abs((hottest % 112) + 0.5 - 2.5 * 16)).toBeLessThanOrEqual(1);
    expect(Math.abs(Math.floor(hottest / 112) + 0.5 - 1.5 * 16)).toBeLessThanOrEqual(1);
  });

  test.each([
    ['two far apart', [8, 40], 'scattered'],
    ['three at the edges', [3, 42, 48], 'scattered'],
    ['two side by side', [23, 24, 25], 'middle'],
    ['most of it in one corner', [0, 1, 7, 8, 48], 'upper-left'],
  ] as const)('hot in %s: %s', (_, hot, place) => {
    const logits = new Array<number>(49).fill(-3);
    for (const cell of hot) logits[cell] = 6;
    expect(placeOfHeat(heatOf(mapsOf(7, 7, logits), 0, 56))).toBe(place);
  });

  test('is never said to be where nothing is hot', () => {
    fc.assert(
      fc.property(anyMaps, (maps) => {
        const heat = heatOf(maps, 0, 24);
        const ninth = heatPlaces.indexOf(placeOfHeat(heat));
        if (ninth > 8) return;
        const third = (place: number) => Math.floor(place / 8);
        const isHotThere = heat.values.some(
          (value, place) =>
            value >= HEAT_LEVEL && 3 * third(Math.floor(place / 24)) + third(place % 24) === ninth,
        );
        expect(isHotThere).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
