/** Where camera RAW files keep their directories: the TIFF structure with orientation, camera and time. */

const TIFF_MAGIC = 42;
/** Directories lie at the beginning; what lies further behind are pixels. */
const DIRECTORIES_BYTES = 1024 ** 2;

/**
 * Most RAW files are TIFF from the first byte; CR3 and MRW keep the first directory in a box of their own.
 *
 * returns  the offset of the header (II or MM); null when there is none
 */
export function findTiffStart(bytes: Buffer): number | null {
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return behind(bytes, 'CMT1', 4);
  if (bytes.toString('latin1', 0, 4) === '\0MRM') return behind(bytes, '\0TTW', 8);
  return isByteOrder(bytes, 0) ? 0 : null;
}

/**
 * The directories of a camera RAW as a TIFF that any EXIF reader takes: ORF and RW2 have magic numbers of their own,
 * which become the usual one in a copy.
 */
export function rawDirectories(bytes: Buffer): Buffer | null {
  const start = findTiffStart(bytes);
  if (start === null) return null;
  const copy = Buffer.from(bytes.subarray(start, start + DIRECTORIES_BYTES));
  if (copy.length < 8) return null;
  if (copy[0] === 0x49) copy.writeUInt16LE(TIFF_MAGIC, 2);
  else copy.writeUInt16BE(TIFF_MAGIC, 2);
  return copy;
}

function behind(bytes: Buffer, box: string, headerBytes: number): number | null {
  const found = bytes.indexOf(box, 0, 'latin1');
  const start = found + headerBytes;
  return found >= 0 && isByteOrder(bytes, start) ? start : null;
}

function isByteOrder(bytes: Buffer, offset: number): boolean {
  return ['II', 'MM'].includes(bytes.toString('latin1', offset, offset + 2));
}
