/** How much of a PNG its file can hold, told without decoding. */

/** Deflate makes at most so many bytes of one (zlib.net/zlib_tech.html). */
const LARGEST_EXPANSION = 1032;

const LENGTH_OF_HEADER = 29;
const samplesPerPixel: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * The largest part of a PNG's lines that so short a file can hold, 0..1: 1 for every sound one. A damaged header may
 * ask for millions of lines, which would be decoded, all of them empty.
 *
 * bytes  the file, or the beginning of it that is there; its header chunk comes first
 */
export function largestPngPart(bytes: Buffer): number {
  if (bytes.length < LENGTH_OF_HEADER) return 1;
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const bitsPerPixel = bytes[24]! * (samplesPerPixel[bytes[25]!] ?? 1);
  const wantedBytes = height * Math.ceil((width * bitsPerPixel) / 8);
  return Math.min(1, (LARGEST_EXPANSION * bytes.length) / Math.max(1, wantedBytes));
}
