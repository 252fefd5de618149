/** Camera RAW through its embedded preview: what the camera showed is what people tag. */

import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { decodeWithSharp } from './decode-with-sharp.ts';
import type { SharpDecoding } from './decode-with-sharp.ts';
import { findRawPreviews } from './find-raw-preview.ts';
import { rawDirectories } from './find-tiff-start.ts';

/** A damaged file may list many previews; those of real cameras are fewer. */
const MAXIMUM_ATTEMPTS = 4;
/** Below this, small things in the photo cannot be recognised. */
const GOOD_LONG_SIDE = 400;

/**
 * Decodes the largest embedded preview that can be decoded.
 *
 * returns  as decodeWithSharp, with the preview's size and the RAW's own EXIF, or else the preview's
 * throws   AppError 'unreadable-photo' when there is no preview
 */
export async function decodeRaw(bytes: Buffer, name: string, timeLimitMs: number): Promise<SharpDecoding> {
  let lastFailure: unknown;
  for (const preview of findRawPreviews(bytes).slice(0, MAXIMUM_ATTEMPTS)) {
    try {
      const decoding = await decodeWithSharp(preview.jpeg, name, timeLimitMs);
      const isSmall = Math.max(decoding.width, decoding.height) < GOOD_LONG_SIDE;
      const warning = isSmall
        ? say('images.warnsSmallPreview', { width: decoding.width, height: decoding.height })
        : null;
      return {
        ...decoding,
        exif: rawDirectories(bytes) ?? decoding.exif,
        warning: decoding.warning ?? warning,
      };
    } catch (error) {
      lastFailure = error;
    }
  }
  throw new AppError('unreadable-photo', say('images.rawWithoutPreview', { name }), { cause: lastFailure });
}
