/** From encoded bytes to a small upright sRGB picture, through sharp. */

import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';
import { NETWORK_INPUT_SIDE, THUMBNAIL_LONG_SIDE } from './decoded-photo.ts';
import { lacksEnd } from './lacks-end.ts';
import { describeDamage, explainSharpFailure, requireUsefulPart } from './judge-damage.ts';
import { largestPngPart } from './largest-png-part.ts';
import { withoutStrayBytes } from './without-stray-bytes.ts';

// Several photos in flight, one thread each, beat one photo on all threads; no photo is decoded twice, so a cache
// would only hold memory.
sharp.concurrency(1);
sharp.cache(false);

/** Decoded line by line: memory stays small whatever the size, so the limit guards time. */
export const MAXIMUM_STREAMED_PIXELS = 300_000_000;
/** Held as a whole while decoding, at up to eight bytes a pixel. */
export const MAXIMUM_WHOLE_PIXELS = 120_000_000;

/** What shows through transparent parts: the middle of the network's input range, against which both black and white drawings stand out. */
const TRANSPARENT_BACKGROUND = { r: 128, g: 128, b: 128 };

/** Kept larger than the thumbnail for panoramas, so that their short side still fills the network's input. */
const MAXIMUM_WORKING_SIDE = 2048;

/** A small upright picture. */
export interface WorkingPicture {
  /** row-major RGB, sRGB, height × width × 3 */
  pixels: Buffer;
  width: number;
  height: number;
}

export interface SharpDecoding {
  picture: WorkingPicture;
  /** of the whole photo, upright, in pixels */
  width: number;
  height: number;
  /** the EXIF block, beginning with “Exif\0\0” or the TIFF header; null without one */
  exif: Buffer | null;
  warning: Sentence | null;
}

/**
 * Decodes the first frame or page of a JPEG, PNG, WebP, AVIF, TIFF or GIF, upright, in sRGB, without alpha.
 *
 * bytes      the encoded picture
 * name       of the file, for the sentences
 * timeLimitMs  libvips gives up after this time
 * returns    a picture whose long side is 512 (longer for panoramas; never enlarged); damaged photos that show at
 *            least a quarter of their lines come with a warning
 * throws     AppError 'too-large', 'unreadable-photo'
 */
export async function decodeWithSharp(
  bytes: Buffer,
  name: string,
  timeLimitMs: number,
): Promise<SharpDecoding> {
  const metadata = await readMetadata(bytes, name);
  const { width, height } = metadata.autoOrient;
  checkPixels(metadata, name);
  if (metadata.format === 'png') requireUsefulPart(name, largestPngPart(bytes));
  const size = workingSize(width, height);
  const timeoutSeconds = Math.max(1, Math.ceil(timeLimitMs / 1000));
  const decode = (encoded: Buffer, failOn: 'none' | 'error' | 'warning') => {
    const input = sharp(encoded, { failOn, limitInputPixels: MAXIMUM_STREAMED_PIXELS })
      .timeout({ seconds: timeoutSeconds })
      .autoOrient();
    // sharp works on 16-bit colours in Display P3; only asking for a profile brings them to sRGB.
    const isWide = metadata.depth === 'ushort' && metadata.hasProfile && metadata.channels >= 3;
    return toPixels(isWide ? input.withIccProfile('srgb') : input, size);
  };
  const isJpeg = metadata.format === 'jpeg';
  // libjpeg reports bit rot as a warning only; other decoders warn about unknown metadata as well.
  const decodeStrictly = (encoded: Buffer) => decode(encoded, isJpeg ? 'warning' : 'error');
  const decodeWhole = async () => {
    const picture = await orNull(decodeStrictly(bytes));
    const mended = picture === null && isJpeg ? withoutStrayBytes(bytes) : null;
    return mended ? orNull(decodeStrictly(mended)) : picture;
  };
  const rest = { width, height, exif: metadata.exif ?? null };
  // What is wrong is found out from the bytes and by decoding again, never from a message: libvips collects the messages
  // of all photos that are being decoded in one place, so that one may speak of another photo.
  const isEndMissing = isJpeg && lacksEnd(bytes);
  const wholePicture = isEndMissing ? null : await decodeWhole();
  if (wholePicture) return { picture: wholePicture, ...rest, warning: null };
  const picture = await decode(bytes, 'none').catch((failure: unknown) => {
    throw explainSharpFailure(name, failure);
  });
  return { picture, ...rest, warning: describeDamage(name, picture, isEndMissing) };
}

function orNull<Value>(promise: Promise<Value>): Promise<Value | null> {
  return promise.catch(() => null);
}

/**
 * Turns any sharp input into a working picture. ICC profiles are applied, CMYK, CIELAB, grey and 16-bit become
 * 8-bit sRGB, alpha is flattened on mid-grey.
 */
export async function toPixels(
  input: Sharp,
  size: { width: number; height: number },
): Promise<WorkingPicture> {
  const { data, info } = await input
    .flatten({ background: TRANSPARENT_BACKGROUND })
    .resize(size.width, size.height, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`expected 3 channels, got ${info.channels}`);
  return { pixels: data, width: info.width, height: info.height };
}

/**
 * The size to decode to: long side 512, or as large as the short side needs to reach 224 (panoramas), never enlarged.
 *
 * width, height  of the whole picture, in pixels, at least 1
 */
export function workingSize(width: number, height: number): { width: number; height: number } {
  const longSide = Math.max(width, height);
  const wanted = Math.max(THUMBNAIL_LONG_SIDE / longSide, NETWORK_INPUT_SIDE / Math.min(width, height));
  const scale = Math.min(1, wanted, Math.max(MAXIMUM_WORKING_SIDE, THUMBNAIL_LONG_SIDE) / longSide);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The refusal of a picture of too many pixels. */
export function pixelLimitError(width: number, height: number, limit: number, name: string): AppError {
  return new AppError(
    'too-large',
    say('images.tooManyPixels', { name, width, height, megapixels: limit / 1_000_000 }),
  );
}

function checkPixels(metadata: Metadata, name: string): void {
  const isStreamed = ['jpeg', 'png', 'tiff'].includes(metadata.format) && metadata.isProgressive !== true;
  const limit = isStreamed ? MAXIMUM_STREAMED_PIXELS : MAXIMUM_WHOLE_PIXELS;
  const height = metadata.pageHeight ?? metadata.height;
  if (metadata.width * height > limit) throw pixelLimitError(metadata.width, height, limit, name);
}

async function readMetadata(bytes: Buffer, name: string): Promise<Metadata> {
  try {
    return await sharp(bytes, { failOn: 'none', limitInputPixels: false }).metadata();
  } catch (error) {
    throw explainSharpFailure(name, error);
  }
}
