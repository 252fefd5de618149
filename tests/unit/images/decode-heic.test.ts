import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodePhoto } from '../../../src/main/images/decode-photo.ts';
import {
  blue,
  green,
  largestDifference,
  opened,
  quarterColours,
  quartersPicture,
  red,
  yellow,
} from './sample-pictures.ts';
import { box, heicOf, HEIGHT, slice, WIDTH } from './sample-heic.ts';

const colours = [red, green, blue, yellow];

/** What a Display P3 colour is in sRGB; both have the transfer curve of IEC 61966-2-1. 0..255, clipped. */
function displayP3ToSrgb(colour: readonly number[]): number[] {
  const toLinear = (value: number) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  const fromLinear = (light: number) =>
    255 * (light <= 0.0031308 ? 12.92 * Math.max(0, light) : 1.055 * Math.min(1, light) ** (1 / 2.4) - 0.055);
  const [r, g, b] = colour.map(toLinear) as [number, number, number];
  // Linear Display P3 to linear sRGB: both have the white point D65.
  return [1.2249 * r - 0.2247 * g, -0.0421 * r + 1.0421 * g, -0.0197 * r - 0.0786 * g + 1.0979 * b].map(
    fromLinear,
  );
}

describe('a HEIC picture', () => {
  test('is decoded', async () => {
    const photo = await decodePhoto(opened(heicOf()));
    expect(photo).toMatchObject({ format: 'heic', width: WIDTH, height: HEIGHT, warning: null });
    expect(largestDifference(quarterColours(photo.networkInput), colours)).toBeLessThanOrEqual(6);
  });

  test('is turned once, as its container says', async () => {
    const quarterTurnAnticlockwise = box('irot', Buffer.from([1]));
    const photo = await decodePhoto(opened(heicOf([quarterTurnAnticlockwise])));
    expect(photo).toMatchObject({ width: HEIGHT, height: WIDTH });
    const turned = [green, yellow, red, blue];
    expect(largestDifference(quarterColours(photo.networkInput), turned)).toBeLessThanOrEqual(6);
  });

  test('in Display P3 becomes sRGB', async () => {
    const { icc } = await sharp(await quartersPicture(8, 8).withIccProfile('p3').png().toBuffer()).metadata();
    const profile = box('colr', Buffer.from('prof'), icc!);
    const { networkInput } = await decodePhoto(opened(heicOf([profile])));
    const converted = colours.map(displayP3ToSrgb);
    expect(largestDifference(converted, colours)).toBeGreaterThan(15);
    expect(largestDifference(quarterColours(networkInput), converted)).toBeLessThanOrEqual(8);
  });

  test('with a profile of rubbish is still decoded', async () => {
    const profile = box('colr', Buffer.from('prof'), Buffer.alloc(200, 0x5a));
    const { networkInput } = await decodePhoto(opened(heicOf([profile])));
    expect(largestDifference(quarterColours(networkInput), colours)).toBeLessThanOrEqual(6);
  });

  test('that claims too many pixels is refused before they are allocated', async () => {
    const lie = heicOf([], { width: 12_000, height: 12_000 });
    await expect(decodePhoto(opened(lie))).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('12000 × 12000 pixels'),
    });
  });

  test('that ends early is refused', async () => {
    const whole = heicOf();
    for (const part of [40, 200, whole.length - slice.length])
      await expect(decodePhoto(opened(whole.subarray(0, part)))).rejects.toMatchObject({
        code: 'unreadable-photo',
      });
  });

  test('that takes too long is ended', async () => {
    const decoding = decodePhoto(opened(heicOf()), { timeLimitMs: 1 });
    await expect(decoding).rejects.toMatchObject({ code: 'unreadable-photo' });
  });

  test('among many is decoded like the others', async () => {
    const photos = await Promise.all(Array.from({ length: 6 }, () => decodePhoto(opened(heicOf()))));
    for (const photo of photos) expect(photo).toEqual(photos[0]);
  });
});
