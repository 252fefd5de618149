import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodePhoto } from '../../../src/main/images/decode-photo.ts';
import { workingSize } from '../../../src/main/images/decode-with-sharp.ts';
import { findJpegStreams } from '../../../src/main/images/find-jpeg-streams.ts';
import { findRawPreviews } from '../../../src/main/images/find-raw-preview.ts';
import { rawDirectories } from '../../../src/main/images/find-tiff-start.ts';
import { largestFlatEdge } from '../../../src/main/images/flat-edge.ts';
import { readCaptureDetails } from '../../../src/main/images/read-capture-details.ts';
import { sniffFormat } from '../../../src/main/images/sniff-format.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { noisy, opened } from './sample-pictures.ts';

const beginnings = [
  '',
  'II*\0',
  'MM\0*',
  '\0\0\0\x18ftypcrx ',
  '\0MRM',
  '\xff\xd8\xff',
  'Exif\0\0II*\0',
  'RIFF',
];
const hostileBytes = fc
  .tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 600 }))
  .map(([beginning, rest]) => Buffer.concat([Buffer.from(beginning, 'latin1'), rest]));

test('parsers of foreign bytes never throw', () => {
  fc.assert(
    fc.property(hostileBytes, (bytes) => {
      sniffFormat(bytes);
      findJpegStreams(bytes);
      findRawPreviews(bytes);
      rawDirectories(bytes);
      readCaptureDetails(bytes);
    }),
    { numRuns: 500 },
  );
});

describe('a damaged photo gives pixels or an AppError, nothing else', () => {
  const picture = () =>
    sharp(noisy(64, 48), { raw: { width: 64, height: 48, channels: 3 } }).withExif({
      IFD0: { Make: 'Maker' },
    });

  test.each(['jpeg', 'png', 'webp', 'tiff', 'gif', 'avif'] as const)('%s', async (format) => {
    const bytes = await picture().toFormat(format).toBuffer();
    const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(flips, fc.integer({ min: 1, max: bytes.length }), async (changes, length) => {
        const damaged = Buffer.from(bytes);
        for (const [position, value] of changes) damaged[position] = value;
        const outcome = await decodePhoto(opened(damaged.subarray(0, length))).catch(
          (error: unknown) => error,
        );
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AppError);
        else expect(outcome).toMatchObject({ networkInput: { length: 224 * 224 * 3 } });
      }),
      { numRuns: 60 },
    );
  });
});

test('the working size keeps shape, is never enlarged, and serves both outputs', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65_535 }), fc.integer({ min: 1, max: 65_535 }), (width, height) => {
      const size = workingSize(width, height);
      expect(size.width).toBeLessThanOrEqual(width);
      expect(size.height).toBeLessThanOrEqual(height);
      expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(2048);
      expect(Math.max(size.width, size.height)).toBeGreaterThanOrEqual(
        Math.min(512, Math.max(width, height)),
      );
      const isWithinPanoramas = Math.max(width, height) / Math.min(width, height) < 9;
      if (isWithinPanoramas)
        expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(Math.min(224, width, height));
    }),
  );
});

test('a flat part is measured from whichever edge it lies at', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30 }), fc.constantFrom('top', 'bottom'), (missing, edge) => {
      const pixels = noisy(20, 40);
      const start = edge === 'top' ? 0 : (40 - missing) * 20 * 3;
      pixels.fill(128, start, start + missing * 20 * 3);
      expect(largestFlatEdge({ pixels, width: 20, height: 40 })).toBeCloseTo(missing / 40);
    }),
  );
});
