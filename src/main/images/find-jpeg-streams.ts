/** Finds JPEG pictures inside other files. */

export interface JpegStream {
  /** where the start marker lies */
  offset: number;
  width: number;
  height: number;
  /** EXIF is inside, and with it the picture's own orientation */
  hasExif: boolean;
}

const START_OF_STREAM = Buffer.from([0xff, 0xd8, 0xff]);
const EXIF_HEADER = 'Exif\0\0';
/** Baseline, extended and progressive; not lossless (SOF3), which holds sensor values in camera RAW. */
const pictureFrames = [0xc0, 0xc1, 0xc2];
const otherFrames = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

// A camera's file holds fewer than ten; a hostile one may consist of start markers.
const MAXIMUM_CANDIDATES = 10_000;
const MAXIMUM_SEGMENTS = 200;

/**
 * Looks through a file for JPEG streams that can be shown: 8 bits, one or three channels, lossy.
 *
 * bytes    any file
 * returns  in the order of the file; streams inside others (EXIF thumbnails) are listed as well. Never throws.
 */
export function findJpegStreams(bytes: Buffer): JpegStream[] {
  const streams: JpegStream[] = [];
  let offset = bytes.indexOf(START_OF_STREAM);
  for (let candidates = 0; offset >= 0 && candidates < MAXIMUM_CANDIDATES; candidates++) {
    const stream = readJpegHeader(bytes, offset);
    if (stream) streams.push(stream);
    offset = bytes.indexOf(START_OF_STREAM, offset + START_OF_STREAM.length);
  }
  return streams;
}

function readJpegHeader(bytes: Buffer, offset: number): JpegStream | null {
  let position = offset + 2;
  let hasExif = false;
  for (let segments = 0; segments < MAXIMUM_SEGMENTS && position + 10 <= bytes.length; segments++) {
    if (bytes[position] !== 0xff) return null;
    const marker = bytes[position + 1]!;
    if (marker === 0xff) {
      position += 1;
      continue;
    }
    if (pictureFrames.includes(marker)) return readFrame(bytes, position, offset, hasExif);
    const endsHeader = marker === 0xd9 || marker === 0xda || marker < 0xc0;
    if (endsHeader || otherFrames.includes(marker)) return null;
    if (marker === 0xe1 && bytes.toString('latin1', position + 4, position + 10) === EXIF_HEADER)
      hasExif = true;
    position += 2 + Math.max(2, bytes.readUInt16BE(position + 2));
  }
  return null;
}

function readFrame(bytes: Buffer, position: number, offset: number, hasExif: boolean): JpegStream | null {
  const bits = bytes[position + 4];
  const height = bytes.readUInt16BE(position + 5);
  const width = bytes.readUInt16BE(position + 7);
  const channels = bytes[position + 9];
  const isPicture = bits === 8 && width > 0 && height > 0 && (channels === 1 || channels === 3);
  return isPicture ? { offset, width, height, hasExif } : null;
}
