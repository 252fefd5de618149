/** Pictures whose content is known, drawn for the tests of decoding. */

import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { OpenedPhoto } from '../../../src/main/images/decoded-photo.ts';

type Colour = [red: number, green: number, blue: number];

export const red: Colour = [200, 40, 30];
export const green: Colour = [40, 160, 60];
export const blue: Colour = [30, 60, 190];
export const yellow: Colour = [220, 200, 50];

/** Row-major RGB: red top left, green top right, blue bottom left, yellow bottom right. */
export function quarters(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const isLeft = x < width / 2;
      const colour = y < height / 2 ? (isLeft ? red : green) : isLeft ? blue : yellow;
      pixels.set(colour, (y * width + x) * 3);
    }
  return pixels;
}

/** The four quarters as a sharp picture, ready to be encoded. */
export function quartersPicture(width = 600, height = 400): Sharp {
  return sharp(quarters(width, height), { raw: { width, height, channels: 3 } });
}

/** Row-major RGB without flat places: what photos look like to an encoder. */
export function noisy(width: number, height: number): Buffer {
  const pixels = quarters(width, height);
  for (let index = 0; index < pixels.length; index++)
    pixels[index] = Math.min(255, pixels[index]! + ((index * 2654435761) >>> 27));
  return pixels;
}

/** A noisy JPEG. */
export function noisyJpeg(width = 600, height = 400): Promise<Buffer> {
  return sharp(noisy(width, height), { raw: { width, height, channels: 3 } })
    .jpeg()
    .toBuffer();
}

/** Bytes as openPhotoFile would hand them over, without a file. */
export function opened(bytes: Buffer, path = '/photos/picture'): OpenedPhoto {
  return { path, bytes, contentHash: '0'.repeat(64), sizeBytes: bytes.length, modifiedAt: 0 };
}

/** The colours in the middle of the four quarters of a 224 × 224 RGB picture: top left, top right, bottom left, bottom right. */
export function quarterColours(networkInput: Uint8Array): number[][] {
  const at = (x: number, y: number) => [...networkInput.subarray((y * 224 + x) * 3, (y * 224 + x) * 3 + 3)];
  return [at(56, 56), at(168, 56), at(56, 168), at(168, 168)];
}

/** The largest difference of any channel of any colour. */
export function largestDifference(actual: number[][], expected: readonly (readonly number[])[]): number {
  return Math.max(
    ...actual.flatMap((colour, index) =>
      colour.map((value, channel) => Math.abs(value - expected[index]![channel]!)),
    ),
  );
}

/** As some cameras write it: bytes of no segment behind the first one. */
export function withStrayBytes(jpeg: Buffer): Buffer {
  const end = 4 + jpeg.readUInt16BE(4);
  return Buffer.concat([jpeg.subarray(0, end), Buffer.alloc(5), jpeg.subarray(end)]);
}

/** A few bytes of the last lines became others, as on a failing disk. */
export function withRot(jpeg: Buffer): Buffer {
  const rotten = Buffer.from(jpeg);
  rotten.write('ff2a', jpeg.length - 20, 'hex');
  return rotten;
}
