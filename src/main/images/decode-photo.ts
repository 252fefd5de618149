/** Decodes an opened photo once, whatever its format, and makes of it all that Tagwright needs. */

import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { decodeHeic } from './decode-heic.ts';
import { decodeRaw } from './decode-raw.ts';
import { decodeWithSharp } from './decode-with-sharp.ts';
import type { SharpDecoding } from './decode-with-sharp.ts';
import type { DecodedPhoto, DecodeOptions, OpenedPhoto } from './decoded-photo.ts';
import { makeNetworkInput, makeThumbnail } from './derive-outputs.ts';
import { readCaptureDetails } from './read-capture-details.ts';
import { sniffFormat } from './sniff-format.ts';
import type { DecodableFormat } from './sniff-format.ts';
import { asStillAvif } from './still-avif.ts';
import { withinTime } from './within-time.ts';

const DEFAULT_TIME_LIMIT_MS = 60_000;

/** The formats decodePhoto reads. */
export const readableFormats: readonly DecodableFormat[] = [
  'jpeg',
  'png',
  'webp',
  'avif',
  'tiff',
  'gif',
  'heic',
  'raw',
];

/**
 * Decodes a photo; its format is found by content.
 *
 * opened   from openPhotoFile
 * returns  see DecodedPhoto
 * throws   AppError 'unsupported-format', 'unreadable-photo', 'too-large'
 */
export async function decodePhoto(opened: OpenedPhoto, options: DecodeOptions = {}): Promise<DecodedPhoto> {
  const timeLimitMs = options.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS;
  const name = basename(opened.path);
  const format = requireDecodable(opened.bytes, name);
  const decoding = await decodePicture(format, opened.bytes, name, timeLimitMs);
  const [thumbnail, networkInput] = await Promise.all([
    makeThumbnail(decoding.picture),
    makeNetworkInput(decoding.picture),
  ]);
  return {
    contentHash: opened.contentHash,
    sizeBytes: opened.sizeBytes,
    modifiedAt: opened.modifiedAt,
    width: decoding.width,
    height: decoding.height,
    format,
    ...readCaptureDetails(decoding.exif),
    networkInput,
    thumbnail,
    warning: decoding.warning,
  };
}

function requireDecodable(bytes: Buffer, name: string): DecodableFormat {
  const sniffed = sniffFormat(bytes);
  switch (sniffed.kind) {
    case 'decodable':
      return sniffed.format;
    case 'recognised':
      throw new AppError(
        'unsupported-format',
        say('images.isKind', { name, kind: say(`fileKinds.${sniffed.fileKind}`) }),
      );
    case 'unknown':
      throw new AppError('unsupported-format', say('images.notAPicture', { name }));
  }
}

async function decodePicture(
  format: DecodableFormat,
  bytes: Buffer,
  name: string,
  timeLimitMs: number,
): Promise<SharpDecoding> {
  if (format === 'heic') return { ...(await decodeHeic(bytes, name, timeLimitMs)), exif: bytes };
  return withinTime(
    decodeThroughSharp(format, bytes, name, timeLimitMs),
    timeLimitMs,
    () =>
      new AppError('unreadable-photo', say('images.tookLongerThan', { name, seconds: timeLimitMs / 1000 })),
  );
}

async function decodeThroughSharp(
  format: Exclude<DecodableFormat, 'heic'>,
  bytes: Buffer,
  name: string,
  timeLimitMs: number,
): Promise<SharpDecoding> {
  switch (format) {
    case 'raw':
      return decodeRaw(bytes, name, timeLimitMs);
    case 'tiff':
      return { ...(await decodeWithSharp(bytes, name, timeLimitMs)), exif: bytes };
    case 'avif':
      return decodeWithSharp(asStillAvif(bytes), name, timeLimitMs);
    default:
      return decodeWithSharp(bytes, name, timeLimitMs);
  }
}
