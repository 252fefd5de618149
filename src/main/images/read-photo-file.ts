/** Reads and decodes one photo file. */

import { decodePhoto } from './decode-photo.ts';
import type { DecodedPhoto, DecodeOptions, OpenOptions } from './decoded-photo.ts';
import { openPhotoFile } from './open-photo-file.ts';

/**
 * Reads a file once, decodes it once: hash, size, time, camera, thumbnail and network input.
 * To skip decoding when the content is known, call openPhotoFile, look at the hash, then decodePhoto.
 *
 * path     absolute
 * throws   AppError 'not-found', 'no-access', 'too-large', 'unreadable-photo', 'unsupported-format'
 */
export async function readPhotoFile(
  path: string,
  options: OpenOptions & DecodeOptions = {},
): Promise<DecodedPhoto> {
  return decodePhoto(await openPhotoFile(path, options), options);
}
