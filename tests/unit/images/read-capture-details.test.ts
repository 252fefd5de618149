import { describe, expect, test } from 'vitest';
import { decodePhoto } from '../../../src/main/images/decode-photo.ts';
import { nameCamera, parseExifTime } from '../../../src/main/images/read-capture-details.ts';
import { opened, quartersPicture } from './sample-pictures.ts';

const exif = {
  IFD0: { Make: 'Canon', Model: 'Canon EOS 40D' },
  IFD2: {
    DateTimeOriginal: '2024:05:17 18:03:59',
    SubSecTimeOriginal: '25',
    OffsetTimeOriginal: '+02:00',
  },
};

test.each(['jpeg', 'png', 'webp', 'avif'] as const)('time and camera are read from %s', async (format) => {
  const bytes = await quartersPicture(64, 48).withExif(exif).toFormat(format).toBuffer();
  expect(await decodePhoto(opened(bytes))).toMatchObject({
    takenAt: Date.parse('2024-05-17T16:03:59.250Z'),
    camera: 'Canon EOS 40D',
  });
});

test('a photo without EXIF says nothing', async () => {
  const bytes = await quartersPicture(64, 48).jpeg().toBuffer();
  expect(await decodePhoto(opened(bytes))).toMatchObject({ takenAt: null, camera: null });
});

describe('parseExifTime', () => {
  test.each([
    ['without an offset it counts as UTC', '2024:05:17 18:03:59', null, null, '2024-05-17T18:03:59.000Z'],
    ['subseconds are digits behind the point', '2024:05:17 18:03:59', '5', null, '2024-05-17T18:03:59.500Z'],
    ['a western offset', '2024:05:17 18:03:59', null, '-07:30', '2024-05-18T01:33:59.000Z'],
    ['an impossible offset is ignored', '2024:05:17 18:03:59', null, '+99:00', '2024-05-17T18:03:59.000Z'],
    ['dashes', '2024-05-17 18:03:59', null, null, '2024-05-17T18:03:59.000Z'],
  ])('%s', (_, time, subseconds, offset, expected) => {
    expect(new Date(parseExifTime(time, subseconds, offset)!).toISOString()).toBe(expected);
  });

  test.each([
    [null],
    [''],
    ['    :  :     :  :  '],
    ['0000:00:00 00:00:00'],
    ['2024:02:31 10:00:00'],
    ['2024:05:17 25:00:00'],
    ['yesterday'],
  ])('%j is no time', (time) => {
    expect(parseExifTime(time, null, null)).toBeNull();
  });
});

describe('nameCamera', () => {
  test.each([
    ['Canon', 'Canon EOS 40D', 'Canon EOS 40D'],
    ['NIKON CORPORATION', 'NIKON D70', 'NIKON D70'],
    ['Apple', 'iPhone 11 Pro', 'Apple iPhone 11 Pro'],
    ['Apple\0\0', ' iPhone ', 'Apple iPhone'],
    ['Google', null, 'Google'],
    [null, 'D5803', 'D5803'],
    [null, null, null],
    [' ', '\0', null],
  ])('%j and %j', (make, model, expected) => {
    expect(nameCamera(make, model)).toBe(expected);
  });
});
