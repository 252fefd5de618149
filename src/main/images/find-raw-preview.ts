/** Finds the picture that a camera put into its RAW file. */

import { findJpegStreams } from './find-jpeg-streams.ts';
import type { JpegStream } from './find-jpeg-streams.ts';
import { findTiffStart } from './find-tiff-start.ts';
import { readRawStructure } from './read-raw-structure.ts';
import { withOrientation } from './with-orientation.ts';

/** Smaller than this it is the picture of a menu, not of the photo. */
const SMALLEST_SIDE = 64;

export interface RawPreview {
  /** a JPEG file; its EXIF orientation turns it upright */
  jpeg: Buffer;
  width: number;
  height: number;
}

/**
 * All previews of a camera RAW, largest first. A preview without EXIF is turned as the RAW's own orientation says,
 * unless it is higher than wide although the RAW says that the camera was held on its side: then it is upright already.
 *
 * bytes    a CR2, CR3, NEF, ARW, DNG, RAF, ORF, RW2, PEF, SRW, MRW, X3F or the like
 * returns  empty when there is none. Never throws.
 */
export function findRawPreviews(bytes: Buffer): RawPreview[] {
  const structure = readRawStructure(bytes, findTiffStart(bytes) ?? 0);
  return findJpegStreams(bytes)
    .filter((stream) => Math.min(stream.width, stream.height) >= SMALLEST_SIDE)
    .filter((stream) => !structure.tileOffsets.has(stream.offset))
    .sort((first, second) => second.width * second.height - first.width * first.height)
    .map((stream) => ({
      jpeg: turned(bytes.subarray(stream.offset), stream, structure.orientation),
      width: stream.width,
      height: stream.height,
    }));
}

function turned(jpeg: Buffer, stream: JpegStream, orientation: number | null): Buffer {
  if (orientation === null || orientation === 1 || stream.hasExif) return jpeg;
  const isUprightAlready = orientation >= 5 && stream.height > stream.width;
  return isUprightAlready ? jpeg : withOrientation(jpeg, orientation);
}
