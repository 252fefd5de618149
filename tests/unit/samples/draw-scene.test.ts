import { describe, expect, test } from 'vitest';
import { sceneLabels } from '../../../src/main/samples/draw-canvas.ts';
import { burstPlace, drawScene } from '../../../src/main/samples/draw-scene.ts';

const seed = 7;

describe('drawScene', () => {
  test('gives the same picture for the same number and seed, whatever was drawn before', () => {
    const first = drawScene(23, seed);
    drawScene(5, 99);
    const second = drawScene(23, seed);
    expect(second.labels).toEqual(first.labels);
    expect(Buffer.compare(second.pixels, first.pixels)).toBe(0);
    expect(second.jpegQuality).toBe(first.jpegQuality);
  });

  test('gives other pictures for another seed or number', () => {
    const picture = drawScene(3, seed).pixels;
    expect(Buffer.compare(picture, drawScene(3, seed + 1).pixels)).not.toBe(0);
    expect(Buffer.compare(picture, drawScene(3, seed + 2 ** 40).pixels)).not.toBe(0);
    expect(Buffer.compare(picture, drawScene(4, seed).pixels)).not.toBe(0);
  });

  test('fills the picture and names only known labels', () => {
    for (let index = 0; index < 20; index++) {
      const scene = drawScene(index, seed);
      expect(scene.pixels.length).toBe(scene.width * scene.height * 3);
      expect(new Set(scene.pixels).size).toBeGreaterThan(30);
      expect(scene.jpegQuality).toBeGreaterThanOrEqual(50);
      expect(scene.jpegQuality).toBeLessThanOrEqual(95);
      for (const label of scene.labels) expect(sceneLabels).toContain(label);
      expect(new Set(scene.labels).size).toBe(scene.labels.length);
    }
  });

  test('shows common labels often and rare ones seldom, and boats and bridges only with water', () => {
    const count = 260;
    const seen = new Map<string, number>();
    for (let index = 0; index < count; index++) {
      const { labels } = drawScene(index, seed);
      for (const label of labels) seen.set(label, (seen.get(label) ?? 0) + 1);
      if (labels.includes('boat')) expect(labels).toContain('water');
      if (labels.includes('bridge')) expect(labels).toContain('water');
    }
    expect([...seen.keys()].sort()).toEqual([...sceneLabels].sort());
    for (const label of ['building', 'road', 'tree'])
      expect(seen.get(label)! / count, label).toBeGreaterThan(0.4);
    for (const label of ['boat', 'pool', 'bridge'])
      expect(seen.get(label)! / count, label).toBeLessThan(0.08);
  }, 120_000);
});

describe('burstPlace', () => {
  test('bursts are two to four scenes in a row, led by their first', () => {
    const sizes = new Map<number, number>();
    for (let index = 0; index < 3000; index++) {
      const { leader, frame } = burstPlace(index, seed);
      expect(index - leader).toBe(frame);
      expect(burstPlace(leader, seed)).toEqual({ leader, frame: 0 });
      sizes.set(leader, (sizes.get(leader) ?? 0) + 1);
    }
    expect(new Set(sizes.values())).toEqual(new Set([1, 2, 3, 4]));
  });

  test('frames of a burst are nearly alike', () => {
    const follower = Array.from({ length: 100 }, (_, index) => index).find(
      (index) => burstPlace(index, seed).frame === 1,
    )!;
    const first = drawScene(follower - 1, seed);
    const second = drawScene(follower, seed);
    const stranger = drawScene(follower + 40, seed);
    expect([second.width, second.height]).toEqual([first.width, first.height]);
    const colour = (pixels: Uint8Array) => pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    expect(Math.abs(colour(second.pixels) - colour(first.pixels))).toBeLessThan(4);
    expect(Buffer.compare(first.pixels, second.pixels)).not.toBe(0);
    expect(Math.abs(colour(stranger.pixels) - colour(first.pixels))).toBeGreaterThan(0.01);
  });
});
