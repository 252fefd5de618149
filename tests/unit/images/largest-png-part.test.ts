import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodePhoto } from '../../../src/main/images/decode-photo.ts';
import { largestPngPart } from '../../../src/main/images/largest-png-part.ts';
import { opened } from './sample-pictures.ts';

/** As small as a PNG of its size can be: one colour. */
const plain = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 7, g: 7, b: 7, alpha: 1 } } });

test('a sound PNG can be whole, however well it is compressed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1500 }),
      fc.integer({ min: 1, max: 1500 }),
      fc.record({ palette: fc.boolean(), progressive: fc.boolean() }),
      fc.constantFrom<3 | 4>(3, 4),
      async (width, height, options, channels) => {
        const bytes = await plain(width, height, channels)
          .png({ ...options, compressionLevel: 9 })
          .toBuffer();
        expect(largestPngPart(bytes)).toBe(1);
      },
    ),
    { numRuns: 30 },
  );
});

test('a header that asks for more lines than the file can hold is told from the length', async () => {
  const bytes = await plain(64, 48).png().toBuffer();
  bytes.writeUInt32BE(1_441_840, 20);
  const most = 1032 * bytes.length;
  expect(largestPngPart(bytes)).toBeCloseTo(most / (1_441_840 * 64 * 3), 10);
  expect(largestPngPart(bytes.subarray(0, 20))).toBe(1);
});

test('such a photo is refused as cut off', async () => {
  const bytes = await plain(64, 48).png().toBuffer();
  bytes.writeUInt32BE(1_441_840, 20);
  const refused = expect(decodePhoto(opened(bytes))).rejects;
  await refused.toMatchObject({ code: 'unreadable-photo' });
  await refused.toThrow(/only 0% of the picture is there/);
});
