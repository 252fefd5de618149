/** Gives a JPEG without EXIF an orientation. */

const START_MARKER_BYTES = 2;

/**
 * Puts a minimal EXIF segment behind the start marker; the pixels stay as they are.
 *
 * jpeg         a JPEG file without EXIF of its own
 * orientation  1..8, as in EXIF
 */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const segment = Buffer.from(
    'ffe10022' + // APP1, 34 bytes
      '457869660000' + // "Exif"
      '4d4d002a00000008' + // TIFF header, big-endian, directory at 8
      '0001' + // one entry:
      '0112000300000001' + // orientation, one SHORT
      '00000000' + // its value, set below
      '00000000', // no further directory
    'hex',
  );
  segment.writeUInt16BE(orientation, 28);
  return Buffer.concat([jpeg.subarray(0, START_MARKER_BYTES), segment, jpeg.subarray(START_MARKER_BYTES)]);
}
