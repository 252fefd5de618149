/** Wraps pixels and their colour profile in an uncompressed TIFF. */

interface TiffContent {
  width: number;
  height: number;
  channels: 3 | 4;
  /** ICC */
  profile: Uint8Array;
}

const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;
const ENTRY_BYTES = 12;
const HEADER_BYTES = 8;

/**
 * Encodes 8-bit pixels with an ICC profile as a baseline TIFF (TIFF 6.0, one strip; profile in tag 34675).
 *
 * pixels  row-major, height × width × channels; a fourth channel is unassociated alpha
 */
export function encodeTiff(pixels: Uint8Array, { width, height, channels, profile }: TiffContent): Buffer {
  const entryCount = channels === 4 ? 12 : 11;
  const bitsOffset = HEADER_BYTES + 2 + entryCount * ENTRY_BYTES + 4;
  const pixelsOffset = bitsOffset + channels * 2;
  const profileOffset = pixelsOffset + pixels.length;
  const head = Buffer.alloc(pixelsOffset);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(HEADER_BYTES, 4);
  head.writeUInt16LE(entryCount, HEADER_BYTES);
  let offset = HEADER_BYTES + 2;
  // Little-endian: a SHORT lies in the first two bytes of the value field, so both types are written alike.
  const writeEntry = (tag: number, type: number, count: number, value: number) => {
    head.writeUInt16LE(tag, offset);
    head.writeUInt16LE(type, offset + 2);
    head.writeUInt32LE(count, offset + 4);
    head.writeUInt32LE(value, offset + 8);
    offset += ENTRY_BYTES;
  };
  writeEntry(256, LONG, 1, width);
  writeEntry(257, LONG, 1, height);
  writeEntry(258, SHORT, channels, bitsOffset);
  writeEntry(259, SHORT, 1, 1); // no compression
  writeEntry(262, SHORT, 1, 2); // RGB
  writeEntry(273, LONG, 1, pixelsOffset);
  writeEntry(277, SHORT, 1, channels);
  writeEntry(278, LONG, 1, height);
  writeEntry(279, LONG, 1, pixels.length);
  writeEntry(284, SHORT, 1, 1); // channels interleaved
  if (channels === 4) writeEntry(338, SHORT, 1, 2); // unassociated alpha
  writeEntry(34675, UNDEFINED, profile.length, profileOffset);
  for (let channel = 0; channel < channels; channel++) head.writeUInt16LE(8, bitsOffset + channel * 2);
  return Buffer.concat([head, pixels, profile]);
}
