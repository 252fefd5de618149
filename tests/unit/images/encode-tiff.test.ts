import sharp from 'sharp';
import { expect, test } from 'vitest';
import { encodeTiff } from '../../../src/main/images/encode-tiff.ts';
import { quarters, quartersPicture } from './sample-pictures.ts';

async function displayP3(): Promise<Buffer> {
  const bytes = await quartersPicture(20, 10).withIccProfile('p3').png().toBuffer();
  return (await sharp(bytes).metadata()).icc!;
}

test('pixels come back as they were, and the profile with them', async () => {
  const profile = await displayP3();
  const pixels = quarters(20, 10);
  const tiff = encodeTiff(pixels, { width: 20, height: 10, channels: 3, profile });
  expect((await sharp(tiff).metadata()).icc).toEqual(profile);
  expect(await sharp(tiff, { ignoreIcc: true }).raw().toBuffer()).toEqual(pixels);
});

test('a fourth channel is alpha', async () => {
  const pixels = Buffer.from([10, 20, 30, 0, 40, 50, 60, 255]);
  const tiff = encodeTiff(pixels, { width: 2, height: 1, channels: 4, profile: await displayP3() });
  expect(await sharp(tiff).metadata()).toMatchObject({ width: 2, height: 1, hasAlpha: true });
  expect(await sharp(tiff, { ignoreIcc: true }).raw().toBuffer()).toEqual(pixels);
});
