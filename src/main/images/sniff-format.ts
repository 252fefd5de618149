/** Tells what a file is by its first bytes; its name plays no part. */

import type { PhotoFormat } from '../../shared/photo.ts';
import { looksLikeRaw } from './read-raw-structure.ts';

/** What decodePhoto can do something with. */
export type DecodableFormat = Exclude<PhotoFormat, 'svg'>;

export type SniffedFormat =
  | { kind: 'decodable'; format: DecodableFormat }
  /** name: with its article, for a sentence: “a Photoshop file (PSD)” */
  | { kind: 'recognised'; name: string }
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

const recognisedSignatures: (Signature & { name: string })[] = [
  { bytes: '8BPS', name: 'a Photoshop file (PSD)' },
  { bytes: '\0\0\0\x0cjP  \r\n\x87\n', name: 'a JPEG 2000 picture' },
  { bytes: '\xff\x4f\xff\x51', name: 'a JPEG 2000 picture' },
  { bytes: '\0\0\0\x0cJXL \r\n\x87\n', name: 'a JPEG XL picture' },
  { bytes: '\xff\x0a', name: 'a JPEG XL picture' },
  { bytes: 'BM', name: 'a Windows bitmap (BMP)' },
  { bytes: '\0\0\x01\0', name: 'a Windows icon (ICO)' },
  { bytes: '\0\0\x02\0', name: 'a Windows cursor (CUR)' },
  { bytes: 'qoif', name: 'a QOI picture' },
  { bytes: 'PCD_', offset: 2048, name: 'a Kodak Photo CD picture (PCD)' },
  { bytes: 'PCD_OPA', name: 'a Kodak Photo CD overview' },
  { bytes: 'gimp xcf', name: 'a GIMP file (XCF)' },
  { bytes: 'v/1\x01', name: 'an OpenEXR picture' },
  { bytes: '#?RADIANCE', name: 'a Radiance HDR picture' },
  { bytes: '%PDF', name: 'a PDF document' },
  { bytes: '%!PS', name: 'a PostScript document' },
  { bytes: 'PK\x03\x04', name: 'a ZIP archive or office document' },
  { bytes: '\0\x05\x16\x07', name: 'a macOS resource fork, not the photo itself' },
  { bytes: '\x1aE\xdf\xa3', name: 'a video (Matroska or WebM)' },
  { bytes: '\0\0\x01\xba', name: 'a video (MPEG)' },
  { bytes: '\0\0\x01\xb3', name: 'a video (MPEG)' },
  { bytes: 'version https://git-lfs', name: 'a Git LFS pointer, not the photo itself' },
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
  if (recognised) return { kind: 'recognised', name: recognised.name };
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
  if (kind === 'AVI ') return { kind: 'recognised', name: 'a video (AVI)' };
  return { kind: 'recognised', name: kind === 'WAVE' ? 'a sound recording (WAV)' : 'a RIFF file' };
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
    name: major === 'jxl ' ? 'a JPEG XL picture' : 'a video or sound recording (MP4, MOV)',
  };
}

function sniffText(bytes: Buffer): SniffedFormat {
  const start = bytes
    .toString('latin1', 0, 1024)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (/<svg[\s>]/.test(start)) return { kind: 'recognised', name: 'a drawing (SVG)' };
  if (start.startsWith('<!doctype html') || start.startsWith('<html'))
    return { kind: 'recognised', name: 'a web page, perhaps a failed download' };
  if (start.startsWith('<?xpacket') || start.startsWith('<x:xmpmeta'))
    return { kind: 'recognised', name: 'an XMP sidecar file' };
  if (/^p[1-7]\s/.test(start)) return { kind: 'recognised', name: 'a Netpbm picture (PPM, PGM, PBM)' };
  return { kind: 'unknown' };
}
