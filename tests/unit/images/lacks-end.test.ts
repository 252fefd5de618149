import sharp from 'sharp';
import { expect, test } from 'vitest';
import { lacksEnd } from '../../../src/main/images/lacks-end.ts';
import { noisyJpeg, quartersPicture } from './sample-pictures.ts';

test('a whole JPEG has its end, also with bytes behind it', async () => {
  const whole = await noisyJpeg();
  expect(lacksEnd(whole)).toBe(false);
  expect(lacksEnd(Buffer.concat([whole, Buffer.alloc(1000)]))).toBe(false);
  expect(lacksEnd(await quartersPicture().jpeg({ progressive: true }).toBuffer())).toBe(false);
});

test('a JPEG that is cut off within its picture lacks it, however much is missing', async () => {
  const whole = await noisyJpeg();
  for (const share of [0.3, 0.5, 0.9]) expect(lacksEnd(whole.subarray(0, whole.length * share))).toBe(true);
  expect(lacksEnd(whole.subarray(0, -1))).toBe(true);
  expect(lacksEnd(Buffer.concat([whole.subarray(0, whole.length / 2), Buffer.alloc(5000)]))).toBe(true);
});

test('the end of a small picture inside the header does not count', async () => {
  const preview = await noisyJpeg(40, 30);
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xffe5);
  segment.writeUInt16BE(preview.length + 2, 2);
  const whole = await noisyJpeg();
  const withPreview = Buffer.concat([whole.subarray(0, 2), segment, preview, whole.subarray(2)]);
  expect((await sharp(withPreview).metadata()).width).toBe(600);
  expect(lacksEnd(withPreview)).toBe(false);
  expect(lacksEnd(withPreview.subarray(0, -2))).toBe(true);
});

test('without a scan there is nothing to miss', () => {
  expect(lacksEnd(Buffer.from('ffd8ffdb0004abcd', 'hex'))).toBe(false);
  expect(lacksEnd(Buffer.alloc(0))).toBe(false);
});
