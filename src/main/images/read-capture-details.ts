/** When and with what a photo was taken, from its EXIF block. */

import ExifReader from 'exifreader';

export interface CaptureDetails {
  /** milliseconds since 1970; null when the file does not say */
  takenAt: number | null;
  /** make and model; null when the file does not say */
  camera: string | null;
}

const nothingKnown: CaptureDetails = { takenAt: null, camera: null };
const wantedTags = [
  'Make',
  'Model',
  'DateTime',
  'DateTimeOriginal',
  'DateTimeDigitized',
  'SubSecTime',
  'SubSecTimeOriginal',
  'SubSecTimeDigitized',
  'OffsetTime',
  'OffsetTimeOriginal',
  'OffsetTimeDigitized',
];

/**
 * Reads EXIF. Damaged blocks count as absent: a photo is worth more than its date.
 *
 * bytes    an EXIF block (“Exif\0\0” or a TIFF header first), or a whole TIFF, HEIC or JPEG file; null without any
 * returns  never throws
 */
export function readCaptureDetails(bytes: Buffer | null): CaptureDetails {
  if (!bytes) return nothingKnown;
  try {
    const block = bytes.toString('latin1', 0, 6) === 'Exif\0\0' ? bytes.subarray(6) : bytes;
    const { exif } = ExifReader.load(block, {
      expanded: true,
      includeTags: { exif: wantedTags },
    });
    const text = (tag: string) => textOf(exif?.[tag as keyof typeof exif]);
    return {
      takenAt:
        parseExifTime(text('DateTimeOriginal'), text('SubSecTimeOriginal'), text('OffsetTimeOriginal')) ??
        parseExifTime(text('DateTimeDigitized'), text('SubSecTimeDigitized'), text('OffsetTimeDigitized')) ??
        parseExifTime(text('DateTime'), text('SubSecTime'), text('OffsetTime')),
      camera: nameCamera(text('Make'), text('Model')),
    };
  } catch {
    return nothingKnown;
  }
}

/**
 * Reads an EXIF time. Without an offset it is taken as UTC, so that photos of one camera keep their order.
 *
 * time        “2024:05:17 18:03:59”
 * subseconds  digits behind the decimal point, may be null
 * offset      “+02:00”, may be null
 * returns     milliseconds since 1970; null for anything that is not a time (blank, all zero, 31 February)
 */
export function parseExifTime(
  time: string | null,
  subseconds: string | null,
  offset: string | null,
): number | null {
  const parts = /^(\d{4})[:/-](\d{2})[:/-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})/.exec(time ?? '');
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60;
  if (!isReal || year < 1826) return null;
  const milliseconds = /^\d+$/.test(subseconds?.trim() ?? '')
    ? Math.trunc(Number(`0.${subseconds!.trim()}`) * 1000)
    : 0;
  return date.getTime() + milliseconds - parseOffset(offset);
}

function parseOffset(offset: string | null): number {
  const parts = /^([+-])(\d{2}):(\d{2})$/.exec(offset?.trim() ?? '');
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return minutes > 14 * 60 ? 0 : (parts[1] === '-' ? -minutes : minutes) * 60_000;
}

/**
 * Joins make and model as a person says it: “Canon EOS 40D”, not “Canon Canon EOS 40D”.
 *
 * returns  null when both are missing or blank
 */
export function nameCamera(make: string | null, model: string | null): string | null {
  const cleanMake = clean(make);
  const cleanModel = clean(model);
  const firstWord = cleanMake.split(' ')[0]!.toLowerCase();
  const repeatsMake = firstWord !== '' && cleanModel.toLowerCase().split(' ')[0] === firstWord;
  const name = repeatsMake ? cleanModel : `${cleanMake} ${cleanModel}`.trim();
  return name === '' ? null : name.slice(0, 200);
}

function clean(text: string | null): string {
  return (text ?? '')
    .replace(/[\p{Cc}\ufffd]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function textOf(tag: unknown): string | null {
  if (typeof tag !== 'object' || tag === null || !('value' in tag)) return null;
  const { value } = tag;
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((part) => typeof part === 'string').join('') : null;
}
