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

const colours = [red, green, blue, yellow];

/** The four quarters, 96 × 64, as HEVC (x265, full range, BT.601): decoder configuration box, and the slice. */
const WIDTH = 96;
const HEIGHT = 64;
const configuration = Buffer.from(
  'AAAAeGh2Y0MBA3AAAACQAAAAAAAe8AD8/fj4AAAPA2AAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAYQABACtCAQEDcAAAAwCQAAADAAADAB6g' +
    'MIEFlupJKa5uAhoMCAAAAwDIAAADAAhAYgABAAdEAcFysCJA',
  'base64',
);
const slice = Buffer.from(
  'AAAAzCgBrwY4Wvz9N/iWB///sox6H+ifuLvlabr3u0b6WX//n2ICcP+GuVuIppyXMZ3rfZLQRe/2xAotx6Zkxsce4AcQKujYM3rXl3BVWdaikAToFFu0' +
    'aQP9dNxAaslIl2Mp+7eEiORv4Lv5D+gJg//z7oYzygZ+H4ROGAiTril8ZHH/tvzq7VmnLYX8PsSu85vgmVgTOaj1pYK3mBjAMJBQXt/GRT//SZ5Y' +
    '9o3X//+2Ern5UzH6FyxBr9ZpGp235ZnWhwtsD6q6Q/lw5/BdWQ==',
  'base64',
);

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16BE(value, index * 2));
  return bytes;
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
  return bytes;
}

function box(type: string, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([u32(content.length + 8), Buffer.from(type, 'latin1'), content]);
}

const fullBox = (type: string, version: number, ...contents: Buffer[]) =>
  box(type, u32(version << 24), ...contents);

/**
 * A HEIC file with that picture.
 *
 * properties  further boxes of the picture: rotation, colour profile
 * claimed     the size in the header
 */
function heicOf(properties: Buffer[] = [], claimed = { width: WIDTH, height: HEIGHT }): Buffer {
  const ftyp = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'));
  const associations = [1, 2, ...properties.map((_, index) => index + 3)];
  const metaWith = (sliceOffset: number) =>
    fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, u32(0), Buffer.from('pict'), u32(0, 0, 0), Buffer.from('\0')),
      fullBox('pitm', 0, u16(1)),
      fullBox('iinf', 0, u16(1), fullBox('infe', 2, u16(1, 0), Buffer.from('hvc1\0'))),
      fullBox('iloc', 0, u16(0x4400, 1, 1, 0, 1), u32(sliceOffset, slice.length)),
      box(
        'iprp',
        box('ipco', configuration, fullBox('ispe', 0, u32(claimed.width, claimed.height)), ...properties),
        fullBox('ipma', 0, u32(1), u16(1), Buffer.from([associations.length, ...associations])),
      ),
    );
  const sliceOffset = ftyp.length + metaWith(0).length + 8;
  return Buffer.concat([ftyp, metaWith(sliceOffset), box('mdat', slice)]);
}

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
