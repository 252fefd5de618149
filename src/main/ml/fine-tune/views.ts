/** Views of a photo: flipped and turned copies of its pixels that show the same things. */

import type { Augmentation } from '../../../shared/model.ts';

/** A view's number: bit 0 mirrors left and right, bit 1 top and bottom, bit 2 swaps rows and columns first. */
export const viewsOf: Readonly<Record<Augmentation, readonly number[]>> = {
  none: [0],
  mirror: [0, 1],
  'mirror-and-turn': [0, 1, 2, 3, 4, 5, 6, 7],
};

/**
 * Which views an embedding is the mean of, afterwards. On aerial photos that adds half a point of mAP; on photos of
 * animals the mirrored view adds less than the seeds differ, and would double the time (docs/accuracy.md, fine-tuning).
 */
export const embeddedViewsOf: Readonly<Record<Augmentation, readonly number[]>> = {
  none: [0],
  mirror: [0],
  'mirror-and-turn': viewsOf['mirror-and-turn'],
};

/**
 * One view of a square photo.
 *
 * pixels   size×size×channels row-major
 * view     0 (as it is) to 7: the eight symmetries of the square
 * returns  a new array of the same shape; `pixels` itself for view 0
 */
export function viewOf(pixels: Uint8Array, size: number, channels: number, view: number): Uint8Array {
  if (view === 0) return pixels;
  const result = new Uint8Array(pixels.length);
  let place = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      let fromRow = view & 2 ? size - 1 - row : row;
      let fromColumn = view & 1 ? size - 1 - column : column;
      if (view & 4) [fromRow, fromColumn] = [fromColumn, fromRow];
      const from = (fromRow * size + fromColumn) * channels;
      for (let channel = 0; channel < channels; channel++) result[place++] = pixels[from + channel]!;
    }
  return result;
}
