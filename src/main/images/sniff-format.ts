/** Tells what a file is by its first bytes; its name plays no part. */

import type { PhotoFormat } from '../../shared/photo.ts';
import type { fileKinds } from '../../shared/sentences/en/images.ts';
import { looksLikeRaw } from './read-raw-structure.ts';

/** What decodePhoto can do something with. */
export type DecodableFormat = Exclude<PhotoFormat, 'svg'>;

/** What Tagwright recognises but cannot read. */
export type FileKind = keyof typeof fileKinds;

export type SniffedFormat =
  | { kind: 'decodable'; format: DecodableFormat }
  | { kind: 'recognised'; fileKind: FileKind }
  | { kind: 'unknown' };

interface Signature {
  offset?: number;
  /** each character is one byte */
  bytes: string;
}

const decodableSignatures: (Signature & { format: DecodableFormat })[] = [
  { bytes: '\xff\xd8', format: 'jpeg' },
  { bytes: '\x89PNG\r\n\x1a\n', format: 'png' },
  { bytes: 'GIF87a', format: 'gif' },
  { bytes: 'GIF89a', format: 'gif' },
  { bytes: 'FUJIFILMCCD-RAW', format: 'raw' },
  { bytes: 'FOVb', format: 'raw' },
  { bytes: '\0MRM', format: 'raw' },
  { bytes: 'HEAPCCDR', offset: 6, format: 'raw' },
  { bytes: 'IIRO', format: 'raw' },
  { bytes: 'IIRS', format: 'raw' },
  { bytes: 'MMOR', format: 'raw' },
  { bytes: 'IIU\0', format: 'raw' },
];

const recognisedSignatures: (Signature & { fileKind: FileKind })[] = [
  { bytes: '8BPS', fileKind: 'psd' },
  { bytes: '\0\0\0\x0cjP  \r\n\x87\n', fileKind: 'jpeg2000' },
  { bytes: '\xff\x4f\xff\x51', fileKind: 'jpeg2000' },
  { bytes: '\0\0\0\x0cJXL \r\n\x87\n', fileKind: 'jpegXl' },
  { bytes: '\xff\x0a', fileKind: 'jpegXl' },
  { bytes: 'BM', fileKind: 'bmp' },
  { bytes: '\0\0\x01\0', fileKind: 'ico' },
  { bytes: '\0\0\x02\0', fileKind: 'cur' },
  { bytes: 'qoif', fileKind: 'qoi' },
  { bytes: 'PCD_', offset: 2048, fileKind: 'photoCd' },
  { bytes: 'PCD_OPA', fileKind: 'photoCdOverview' },
  { bytes: 'gimp xcf', fileKind: 'xcf' },
  { bytes: 'v/1\x01', fileKind: 'openExr' },
  { bytes: '#?RADIANCE', fileKind: 'radiance' },
  { bytes: '%PDF', fileKind: 'pdf' },
  { bytes: '%!PS', fileKind: 'postScript' },
  { bytes: 'PK\x03\x04', fileKind: 'zip' },
  { bytes: '\0\x05\x16\x07', fileKind: 'resourceFork' },
  { bytes: '\x1aE\xdf\xa3', fileKind: 'matroska' },
  { bytes: '\0\0\x01\xba', fileKind: 'mpeg' },
  { bytes: '\0\0\x01\xb3', fileKind: 'mpeg' },
  { bytes: 'version https://git-lfs', fileKind: 'gitLfs' },
];

/**
 * Recognises a file by its content.
 *
 * bytes    the file's bytes, at least the first few hundred; camera RAW in a TIFF container is told from a plain
 *          TIFF by its directories, so the whole file is best
 */
export function sniffFormat(bytes: Buffer): SniffedFormat {
  const decodable = decodableSignatures.find((signature) => matches(bytes, signature));
  if (decodable) return { kind: 'decodable', format: decodable.format };
  if (matches(bytes, { bytes: 'RIFF' })) return sniffRiff(bytes);
  if (matches(bytes, { bytes: 'ftyp', offset: 4 })) return sniffIsoMedia(bytes);
  if (isTiff(bytes)) return { kind: 'decodable', format: looksLikeRaw(bytes) ? 'raw' : 'tiff' };
  const recognised = recognisedSignatures.find((signature) => matches(bytes, signature));
  if (recognised) return { kind: 'recognised', fileKind: recognised.fileKind };
  return sniffText(bytes);
}

function matches(bytes: Buffer, { bytes: expected, offset = 0 }: Signature): boolean {
  return (
    bytes.length >= offset + expected.length &&
    bytes.toString('latin1', offset, offset + expected.length) === expected
  );
}

function isTiff(bytes: Buffer): boolean {
  return ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((magic) => matches(bytes, { bytes: magic }));
}

function sniffRiff(bytes: Buffer): SniffedFormat {
  const kind = bytes.toString('latin1', 8, 12);
  if (kind === 'WEBP') return { kind: 'decodable', format: 'webp' };
  if (kind === 'AVI ') return { kind: 'recognised', fileKind: 'avi' };
  return { kind: 'recognised', fileKind: kind === 'WAVE' ? 'wav' : 'riff' };
}

const avifBrands = ['avif', 'avis'];
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1', 'mif2'];

/** ISO base media: the brands in the ftyp box say which of the many formats in this container it is. */
function sniffIsoMedia(bytes: Buffer): SniffedFormat {
  const boxEnd = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
  const brands = [bytes.toString('latin1', 8, 12)];
  for (let offset = 16; offset + 4 <= boxEnd; offset += 4)
    brands.push(bytes.toString('latin1', offset, offset + 4));
  const major = brands[0]!;
  if (major === 'crx ') return { kind: 'decodable', format: 'raw' };
  if (avifBrands.includes(major)) return { kind: 'decodable', format: 'avif' };
  if (heicBrands.includes(major)) {
    const isAvif = brands.some((brand) => avifBrands.includes(brand)) && !brands.includes('heic');
    return { kind: 'decodable', format: isAvif ? 'avif' : 'heic' };
  }
  return {
    kind: 'recognised',
    fileKind: major === 'jxl ' ? 'jpegXl' : 'isoMedia',
  };
}

function sniffText(bytes: Buffer): SniffedFormat {
  const start = bytes
    .toString('latin1', 0, 1024)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (/<svg[\s>]/.test(start)) return { kind: 'recognised', fileKind: 'svg' };
  if (start.startsWith('<!doctype html') || start.startsWith('<html'))
    return { kind: 'recognised', fileKind: 'html' };
  if (start.startsWith('<?xpacket') || start.startsWith('<x:xmpmeta'))
    return { kind: 'recognised', fileKind: 'xmp' };
  if (/^p[1-7]\s/.test(start)) return { kind: 'recognised', fileKind: 'netpbm' };
  return { kind: 'unknown' };
}
