import { expect, test } from 'vitest';
import { joinMappers, type FeatureMapper } from '../../../src/main/ml/class-activation.ts';
import { averageViews, joinEmbedders } from '../../../src/main/ml/composed-embedder.ts';
import type { Embedder } from '../../../src/main/ml/embedder.ts';

const closed: string[] = [];

/** Of photos of 2 × 2 pixels: the red of some corners, times a factor. */
function cornerEmbedder(name: string, corners: number[], factor: number): Embedder {
  return {
    embeddingWidth: corners.length,
    inputSizeBytes: 12,
    embed: async (pixels, count) =>
      Float32Array.from({ length: count * corners.length }, (_, place) => {
        const photo = Math.floor(place / corners.length);
        return factor * pixels[photo * 12 + corners[place % corners.length]! * 3]!;
      }),
    close: async () => void closed.push(name),
  };
}

/** Two photos, whose corners' red is 1, 2, 3, 4 and 10, 20, 30, 40. */
const pixels = Uint8Array.from({ length: 24 }, (_, place) => {
  const red = Math.floor((place % 12) / 3) + 1;
  return place < 12 ? red : 10 * red;
});

test('joined embedders stand side by side, photo by photo, and close together', async () => {
  const joined = joinEmbedders([cornerEmbedder('one', [0], 1), cornerEmbedder('two', [1, 2], 2)]);
  expect(joined.embeddingWidth).toBe(3);
  expect([...(await joined.embed(pixels, 2))]).toEqual([1, 4, 6, 10, 40, 60]);
  await joined.close();
  expect(closed).toEqual(['one', 'two']);
});

test('the mean over views is that of the flipped photos', async () => {
  const corner = cornerEmbedder('corner', [0, 3], 1);
  expect([...(await averageViews(corner, [0]).embed(pixels, 2))]).toEqual([1, 4, 10, 40]);
  // mirrored, the corner above on the left is the one that was on the right
  expect([...(await averageViews(corner, [0, 1]).embed(pixels, 1))]).toEqual([1.5, 3.5]);
  const all = await averageViews(corner, [0, 1, 2, 3, 4, 5, 6, 7]).embed(pixels, 1);
  expect([...all]).toEqual([2.5, 2.5]);
});

test('joined feature maps stand side by side, cell by cell', async () => {
  const mapper = (features: number[], embedding: number[]): FeatureMapper => ({
    map: async () => ({
      rows: 1,
      columns: 2,
      features: Float32Array.from(features),
      embedding: Float32Array.from(embedding),
    }),
    close: async () => {},
  });
  const joined = await joinMappers([mapper([1, 3], [2]), mapper([5, 6, 7, 8], [6, 7])]).map(pixels);
  expect([...joined.features]).toEqual([1, 5, 6, 3, 7, 8]);
  expect([...joined.embedding]).toEqual([2, 6, 7]);
  expect([joined.rows, joined.columns]).toEqual([1, 2]);
});
