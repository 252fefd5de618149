/** Walks the directories of TIFF files just far enough to know camera RAW when it sees it. */

const TAG_COMPRESSION = 259;
const TAG_PHOTOMETRIC = 262;
const TAG_ORIENTATION = 274;
const TAG_TILE_OFFSETS = 324;
const TAG_SUB_DIRECTORIES = 330;
const TAG_DNG_VERSION = 50706;

/** Colour filter array, and its linear variant: pixels straight from a sensor. */
const sensorPhotometrics = [32803, 34892];
/** Of Sony ARW, Nikon NEF, Samsung SRW, Pentax PEF. */
const cameraCompressions = [32767, 32769, 32770, 34713, 65535];

// Real files have fewer than ten directories; a hostile one may point in circles.
const MAXIMUM_DIRECTORIES = 32;
const MAXIMUM_ENTRIES = 1024;
const MAXIMUM_VALUES = 65536;

export interface RawStructure {
  isRaw: boolean;
  /** EXIF orientation 1..8 of the first directory; null when absent or illegal */
  orientation: number | null;
  /** where picture tiles begin: JPEG streams there are pieces of the sensor image, not previews */
  tileOffsets: Set<number>;
}

/** True when a TIFF file holds a sensor image and not a finished picture. Never throws. */
export function looksLikeRaw(bytes: Buffer): boolean {
  return readRawStructure(bytes, 0).isRaw;
}

/**
 * Reads what a TIFF structure says about a camera RAW.
 *
 * bytes    the file
 * start    where the TIFF header (II or MM) lies; its magic number is not checked, as ORF and RW2 have their own
 * returns  what could be read; damaged directories count as absent. Never throws.
 */
export function readRawStructure(bytes: Buffer, start: number): RawStructure {
  const structure: RawStructure = { isRaw: false, orientation: null, tileOffsets: new Set() };
  const order = bytes.toString('latin1', start, start + 2);
  if (order !== 'II' && order !== 'MM') return structure;
  const reader = createReader(bytes.subarray(start), order === 'II');
  if (reader.short(8) === 0x5243 && order === 'II') structure.isRaw = true; // “CR” of Canon's CR2
  const pending = [reader.long(4)];
  const visited = new Set<number>();
  while (pending.length > 0 && visited.size < MAXIMUM_DIRECTORIES) {
    const offset = pending.shift()!;
    if (offset === 0 || visited.has(offset)) continue;
    visited.add(offset);
    readDirectory(reader, offset, visited.size === 1, structure, pending);
  }
  return structure;
}

interface Reader {
  /** reads past the end give 0 */
  short(offset: number): number;
  long(offset: number): number;
}

function createReader(bytes: Buffer, isLittleEndian: boolean): Reader {
  return {
    short: (offset) =>
      offset + 2 > bytes.length
        ? 0
        : isLittleEndian
          ? bytes.readUInt16LE(offset)
          : bytes.readUInt16BE(offset),
    long: (offset) =>
      offset + 4 > bytes.length
        ? 0
        : isLittleEndian
          ? bytes.readUInt32LE(offset)
          : bytes.readUInt32BE(offset),
  };
}

function readDirectory(
  reader: Reader,
  offset: number,
  isFirst: boolean,
  structure: RawStructure,
  pending: number[],
): void {
  const entries = Math.min(reader.short(offset), MAXIMUM_ENTRIES);
  for (let index = 0; index < entries; index++) {
    const entry = offset + 2 + index * 12;
    const tag = reader.short(entry);
    switch (tag) {
      case TAG_DNG_VERSION:
        structure.isRaw = true;
        break;
      case TAG_PHOTOMETRIC:
        if (sensorPhotometrics.includes(reader.short(entry + 8))) structure.isRaw = true;
        break;
      case TAG_COMPRESSION:
        if (cameraCompressions.includes(reader.short(entry + 8))) structure.isRaw = true;
        break;
      case TAG_ORIENTATION: {
        const orientation = reader.short(entry + 8);
        if (isFirst && orientation >= 1 && orientation <= 8) structure.orientation = orientation;
        break;
      }
      case TAG_SUB_DIRECTORIES:
        pending.push(...readLongs(reader, entry).slice(0, MAXIMUM_DIRECTORIES));
        break;
      case TAG_TILE_OFFSETS:
        for (const tile of readLongs(reader, entry)) structure.tileOffsets.add(tile);
        break;
    }
  }
  pending.push(reader.long(offset + 2 + entries * 12));
}

function readLongs(reader: Reader, entry: number): number[] {
  const count = Math.min(reader.long(entry + 4), MAXIMUM_VALUES);
  if (count === 1) return [reader.long(entry + 8)];
  const offset = reader.long(entry + 8);
  return Array.from({ length: count }, (_, index) => reader.long(offset + index * 4));
}
