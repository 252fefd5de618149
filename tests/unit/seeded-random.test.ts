import { describe, expect, test } from 'vitest';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';

describe('seeded random', () => {
  test('the same seed gives the same numbers, another seed others', () => {
    const draw = (seed: number) => {
      const random = createSeededRandom(seed);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw(7)).not.toEqual(draw(-7));
    expect(draw(1)).not.toEqual(draw(1 + 2 ** 32));
  });

  test('keeps its sequence from release to release', () => {
    const random = createSeededRandom(42);
    expect([random.integer(1000), random.integer(1000), random.integer(1000)]).toEqual([763, 712, 512]);
  });

  test('next is uniform in [0, 1)', () => {
    const random = createSeededRandom(1);
    const values = Array.from({ length: 20_000 }, () => random.next());
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const tenths = new Array<number>(10).fill(0);
    for (const value of values) tenths[Math.floor(value * 10)]!++;
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  test('integer reaches every value and refuses a limit that is none', () => {
    const random = createSeededRandom(2);
    const seen = new Set(Array.from({ length: 300 }, () => random.integer(6)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(() => random.integer(0)).toThrow(RangeError);
    expect(() => random.integer(1.5)).toThrow(RangeError);
    expect(() => createSeededRandom(Number.NaN)).toThrow(RangeError);
  });

  test('normal has mean 0 and deviation 1', () => {
    const random = createSeededRandom(3);
    const values = Array.from({ length: 20_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  test('shuffle keeps the values, and every order comes up about as often', () => {
    const random = createSeededRandom(4);
    const counts = new Map<string, number>();
    for (let round = 0; round < 6000; round++) {
      const order = random.shuffle([1, 2, 3]).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
    const values = Int32Array.from({ length: 50 }, (_, index) => index);
    expect([...random.shuffle(values)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, index) => index),
    );
  });
});
