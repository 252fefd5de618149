/** From one decoded picture to both things made of it: the thumbnail and the network's input. */

import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { NETWORK_INPUT_SIDE, THUMBNAIL_LONG_SIDE } from './decoded-photo.ts';
import type { Thumbnail } from './decoded-photo.ts';
import type { WorkingPicture } from './decode-with-sharp.ts';

const THUMBNAIL_QUALITY = 82;

/** Encodes the thumbnail: JPEG, long side at most 512, never enlarged. */
export async function makeThumbnail(picture: WorkingPicture): Promise<Thumbnail> {
  const { data, info } = await fromPixels(picture)
    .resize(THUMBNAIL_LONG_SIDE, THUMBNAIL_LONG_SIDE, { fit: 'inside', withoutEnlargement: true })
    // Optimal coding tables would save a few percent of the file and cost as much time as the rest of the encoder.
    .jpeg({ quality: THUMBNAIL_QUALITY, optimiseCoding: false })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

/** Squeezes the picture to the network's square: Uint8Array, 224 × 224 × 3 row-major RGB, 0..255. */
export async function makeNetworkInput(picture: WorkingPicture): Promise<Uint8Array> {
  const pixels = await fromPixels(picture)
    .resize(NETWORK_INPUT_SIDE, NETWORK_INPUT_SIDE, { fit: 'fill' })
    .raw({ depth: 'uchar' })
    .toBuffer();
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}

/**
 * Squeezes a thumbnail to a square: for a closer look than the network's input allows.
 *
 * side     of the square, pixels
 * returns  Uint8Array, side × side × 3 row-major RGB, 0..255
 */
export async function squeezeThumbnail({ bytes }: Thumbnail, side: number): Promise<Uint8Array> {
  const pixels = await sharp(bytes)
    .resize(side, side, { fit: 'fill' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer();
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}

function fromPixels({ pixels, width, height }: WorkingPicture): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
