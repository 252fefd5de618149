/** The segments of a JPEG in front of its first scan. Segments and markers: ITU-T T.81, annex B. */

const START_MARKER_BYTES = 2;
const START_OF_SCAN = 0xda;
/** TEM and the restart markers: a marker without a length behind it. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

export interface JpegHeader {
  /** the start marker and the segments, without what may lie between them */
  segments: Buffer[];
  /** where the first scan begins, in bytes */
  scanStart: number;
  /** something lies between the segments */
  hasStrayBytes: boolean;
}

/**
 * Walks from segment to segment.
 *
 * jpeg     a JPEG file
 * returns  null when no scan follows. Never throws.
 */
export function readJpegHeader(jpeg: Buffer): JpegHeader | null {
  const segments = [jpeg.subarray(0, START_MARKER_BYTES)];
  let hasStrayBytes = false;
  let position = START_MARKER_BYTES;
  for (;;) {
    const start = findMarker(jpeg, position);
    if (start < 0) return null;
    hasStrayBytes ||= start > position;
    const marker = jpeg[start + 1]!;
    if (marker === START_OF_SCAN) return { segments, scanStart: start, hasStrayBytes };
    if (start + 4 > jpeg.length) return null;
    position = start + 2 + (isBare(marker) ? 0 : Math.max(2, jpeg.readUInt16BE(start + 2)));
    segments.push(jpeg.subarray(start, position));
  }
}

/** Where the next marker begins: 0xFF and a byte that is neither 0 nor 0xFF; -1 without one. */
function findMarker(jpeg: Buffer, from: number): number {
  for (let at = jpeg.indexOf(0xff, from); at >= 0 && at + 1 < jpeg.length; at = jpeg.indexOf(0xff, at + 1))
    if (jpeg[at + 1] !== 0 && jpeg[at + 1] !== 0xff) return at;
  return -1;
}
