import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodePhoto } from '../../../src/main/images/decode-photo.ts';
import { findRawPreviews } from '../../../src/main/images/find-raw-preview.ts';
import { sniffFormat } from '../../../src/main/images/sniff-format.ts';
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

const SHORT = 3;
const LONG = 4;
const colours = [red, green, blue, yellow];

interface Entry {
  tag: number;
  type: number;
  value: number;
}

/** A little-endian TIFF structure with one directory, followed by the given pieces; '@0' values point to them. */
function tiffContainer(entries: Entry[], pieces: Buffer[], magic = 'II*\0'): Buffer {
  const head = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  head.write(magic, 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(entries.length, 8);
  entries.forEach(({ tag, type, value }, index) => {
    const offset = 10 + index * 12;
    head.writeUInt16LE(tag, offset);
    head.writeUInt16LE(type, offset + 2);
    head.writeUInt32LE(1, offset + 4);
    head.writeUInt32LE(value, offset + 8);
  });
  return Buffer.concat([head, ...pieces]);
}

const sensorPicture: Entry = { tag: 262, type: SHORT, value: 32803 };
const orientation = (value: number): Entry => ({ tag: 274, type: SHORT, value });
const sensorData = Buffer.alloc(5000, 0x5a);

/** A JPEG header as a lossless compressor would write it: SOF3, larger than any preview. */
const losslessStream = Buffer.from('ffd8ffc3000e0e100018000203001100021100ffda', 'hex');

const jpegOf = (width: number, height: number) => quartersPicture(width, height).jpeg().toBuffer();

describe('a camera RAW', () => {
  test('shows its largest preview', async () => {
    const raw = tiffContainer(
      [sensorPicture],
      [await jpegOf(160, 120), sensorData, await jpegOf(1200, 800), sensorData, losslessStream],
    );
    const photo = await decodePhoto(opened(raw));
    expect(photo).toMatchObject({ format: 'raw', width: 1200, height: 800, warning: null });
    expect(largestDifference(quarterColours(photo.networkInput), colours)).toBeLessThanOrEqual(4);
  });

  test('turns a preview as its own orientation says', async () => {
    const lying = await quartersPicture(600, 400).rotate(270).jpeg().toBuffer();
    // On its side the stored preview is wider than high, as sensors are.
    const wide = await sharp(lying).resize(600, 400, { fit: 'fill' }).jpeg().toBuffer();
    const photo = await decodePhoto(opened(tiffContainer([sensorPicture, orientation(6)], [wide])));
    expect(photo).toMatchObject({ width: 400, height: 600 });
    expect(largestDifference(quarterColours(photo.networkInput), colours)).toBeLessThanOrEqual(4);
  });

  test('trusts the orientation in the preview more than its own', async () => {
    const preview = await sharp(await quartersPicture().rotate(180).png().toBuffer())
      .withMetadata({ orientation: 3 })
      .jpeg()
      .toBuffer();
    const photo = await decodePhoto(opened(tiffContainer([sensorPicture, orientation(6)], [preview])));
    expect(photo).toMatchObject({ width: 600, height: 400 });
    expect(largestDifference(quarterColours(photo.networkInput), colours)).toBeLessThanOrEqual(4);
  });

  test('leaves a preview that is upright already', async () => {
    const raw = tiffContainer([sensorPicture, orientation(8)], [await jpegOf(400, 600)]);
    expect(await decodePhoto(opened(raw))).toMatchObject({ width: 400, height: 600 });
  });

  test('does not take tiles of the sensor picture for previews', async () => {
    const preview = await jpegOf(300, 200);
    const entries = [sensorPicture, { tag: 324, type: LONG, value: 0 }];
    entries[1]!.value = tiffContainer(entries, [preview]).length;
    const raw = tiffContainer(entries, [preview, await jpegOf(512, 512)]);
    expect(findRawPreviews(raw)).toMatchObject([{ width: 300, height: 200 }]);
  });

  test('says when the preview is small', async () => {
    const raw = tiffContainer([sensorPicture], [await jpegOf(160, 120), sensorData]);
    expect((await decodePhoto(opened(raw))).warning?.english).toBe(
      'The camera RAW holds only a small preview (160 × 120).',
    );
  });

  test('takes the next preview when the largest is damaged', async () => {
    const damaged = (await jpegOf(1200, 800)).subarray(0, 700);
    const raw = tiffContainer([sensorPicture], [damaged, sensorData, await jpegOf(600, 400)]);
    expect(await decodePhoto(opened(raw))).toMatchObject({ format: 'raw', width: 600, height: 400 });
  });

  test('without a preview is refused in a clear sentence', async () => {
    const raw = tiffContainer([sensorPicture], [sensorData, losslessStream]);
    await expect(decodePhoto(opened(raw, '/photos/a.nef'))).rejects.toMatchObject({
      code: 'unreadable-photo',
      message: '“a.nef” is a camera RAW without a preview that can be shown; save it as JPEG to use it.',
    });
  });

  test('of other makers is read as well', async () => {
    const preview = await jpegOf(600, 400);
    const files = [
      tiffContainer([], [preview], 'IIRO'),
      tiffContainer([], [preview], 'IIU\0'),
      Buffer.concat([Buffer.from('FUJIFILMCCD-RAW 0201'), preview]),
      Buffer.concat([Buffer.from('FOVb'), preview]),
      Buffer.concat([Buffer.from('\0\0\0\x18ftypcrx \0\0\0\x01crx isom', 'latin1'), preview]),
    ];
    for (const file of files)
      expect(await decodePhoto(opened(file))).toMatchObject({ format: 'raw', width: 600, height: 400 });
  });

  test('CR3 keeps its orientation in a box', async () => {
    const directory = tiffContainer([orientation(3)], []);
    const preview = await quartersPicture().rotate(180).jpeg().toBuffer();
    const raw = Buffer.concat([
      Buffer.from('\0\0\0\x18ftypcrx \0\0\0\x01crx isom\0\0\0\x22CMT1', 'latin1'),
      directory,
      preview,
    ]);
    const photo = await decodePhoto(opened(raw));
    expect(largestDifference(quarterColours(photo.networkInput), colours)).toBeLessThanOrEqual(4);
  });
});

test('a TIFF photograph is no camera RAW', async () => {
  const tiff = await quartersPicture().withMetadata({ orientation: 6 }).tiff().toBuffer();
  expect(sniffFormat(tiff)).toEqual({ kind: 'decodable', format: 'tiff' });
});

test('directories that point in circles come to an end', () => {
  const circle = tiffContainer([{ tag: 330, type: LONG, value: 8 }], []);
  circle.writeUInt32LE(8, circle.length - 4);
  expect(findRawPreviews(circle)).toEqual([]);
});
