/** Tells a JPEG that was cut off, without decoding it. */

import { readJpegHeader } from './jpeg-header.ts';

const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/**
 * True when no end marker follows the first scan: the file ends too early. Within a scan 0xFF is followed by 0 or a
 * restart marker, so what looks like the end is the end (ITU-T T.81, B.1.1.5); what lies behind it does not matter.
 *
 * jpeg     a JPEG file
 * returns  false for one without a scan, of which nothing can be shown. Never throws.
 */
export function lacksEnd(jpeg: Buffer): boolean {
  // Most files end with it: only of the others the header is read.
  if (jpeg.subarray(-END_OF_IMAGE.length).equals(END_OF_IMAGE)) return false;
  const header = readJpegHeader(jpeg);
  return header !== null && jpeg.lastIndexOf(END_OF_IMAGE) < header.scanStart;
}
