/** Takes out of a JPEG's header what lies between its segments. */

import { readJpegHeader } from './jpeg-header.ts';

/**
 * Leaves out bytes that some cameras and editors leave between the segments in front of the first scan. Decoders step
 * over them and complain, though nothing of the picture is lost; without them, a complaint is about the picture.
 *
 * jpeg     a JPEG file
 * returns  a copy without them; null when there are none, or no scan follows. Never throws.
 */
export function withoutStrayBytes(jpeg: Buffer): Buffer | null {
  const header = readJpegHeader(jpeg);
  if (!header?.hasStrayBytes) return null;
  return Buffer.concat([...header.segments, jpeg.subarray(header.scanStart)]);
}
