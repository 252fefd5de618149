/** What reading a photo gives: the words the decoding modules share. */

import type { PhotoFormat } from '../../shared/photo.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';

/** Width and height of the network's input, in pixels. */
export const NETWORK_INPUT_SIDE = 224;

/** The longest side a thumbnail may have, in pixels. */
export const THUMBNAIL_LONG_SIDE = 512;

/** A file whose bytes have been read and hashed, but not yet decoded. */
export interface OpenedPhoto {
  path: string;
  bytes: Buffer;
  /** sha256 of the bytes, 64 hex digits */
  contentHash: string;
  sizeBytes: number;
  /** of the file, milliseconds since 1970 */
  modifiedAt: number;
}

export interface Thumbnail {
  /** JPEG, sRGB, upright, no metadata */
  bytes: Buffer;
  width: number;
  height: number;
}

/** Everything Tagwright takes from a photo file, from one decode. */
export interface DecodedPhoto {
  contentHash: string;
  sizeBytes: number;
  modifiedAt: number;
  /** of the whole picture as shown, orientation applied, in pixels; of the preview for camera RAW */
  width: number;
  height: number;
  format: PhotoFormat;
  /** milliseconds since 1970; null when the file does not say */
  takenAt: number | null;
  /** make and model; null when the file does not say */
  camera: string | null;
  /** NETWORK_INPUT_SIDE × NETWORK_INPUT_SIDE × 3, row-major RGB, sRGB, 0..255; the photo squeezed to the square */
  networkInput: Uint8Array;
  thumbnail: Thumbnail;
  /** a sentence when the photo was taken although something is wrong with it; else null */
  warning: Sentence | null;
}

export interface DecodeOptions {
  /** a file that takes longer is reported as unreadable; default 60 s */
  timeLimitMs?: number;
}

export interface OpenOptions {
  /** a larger file is refused unread; default 1 GiB */
  maximumBytes?: number;
}
