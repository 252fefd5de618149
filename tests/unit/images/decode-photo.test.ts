import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodePhoto } from '../../../src/main/images/decode-photo.ts';
import {
  blue,
  green,
  largestDifference,
  noisyJpeg,
  opened,
  quarterColours,
  quarters,
  quartersPicture,
  red,
  withRot,
  withStrayBytes,
  yellow,
} from './sample-pictures.ts';

const colours = [red, green, blue, yellow];

async function differenceOf(bytes: Buffer): Promise<number> {
  const photo = await decodePhoto(opened(bytes));
  return largestDifference(quarterColours(photo.networkInput), colours);
}

describe('outputs', () => {
  test('a photo gives an upright thumbnail of 512 and a square network input', async () => {
    const photo = await decodePhoto(opened(await quartersPicture(1200, 800).jpeg().toBuffer()));
    expect(photo).toMatchObject({ width: 1200, height: 800, format: 'jpeg', warning: null });
    expect(photo.networkInput).toHaveLength(224 * 224 * 3);
    expect(photo.thumbnail).toMatchObject({ width: 512, height: 341 });
    const thumbnail = await sharp(photo.thumbnail.bytes).metadata();
    expect(thumbnail).toMatchObject({ format: 'jpeg', width: 512, height: 341, space: 'srgb' });
    expect(largestDifference(quarterColours(photo.networkInput), colours)).toBeLessThanOrEqual(4);
  });

  test('a small photo is not enlarged for its thumbnail', async () => {
    const photo = await decodePhoto(opened(await quartersPicture(100, 60).png().toBuffer()));
    expect(photo.thumbnail).toMatchObject({ width: 100, height: 60 });
    expect(photo.networkInput).toHaveLength(224 * 224 * 3);
  });

  test('the network input of a panorama is as sharp as a direct decode', async () => {
    const stripes = Buffer.alloc(3200 * 400 * 3);
    for (let index = 0; index < stripes.length; index++)
      stripes[index] = Math.floor(index / (3200 * 3) / 4) % 2 === 0 ? 0 : 255;
    const bytes = await sharp(stripes, { raw: { width: 3200, height: 400, channels: 3 } })
      .png()
      .toBuffer();
    const { networkInput, thumbnail } = await decodePhoto(opened(bytes));
    const direct = await sharp(bytes).resize(224, 224, { fit: 'fill' }).raw().toBuffer();
    const differences = direct.map((value, index) => Math.abs(value - networkInput[index]!));
    expect(differences.reduce((sum, value) => sum + value, 0) / differences.length).toBeLessThan(3);
    expect(thumbnail).toMatchObject({ width: 512, height: 64 });
  });

  test('two decodes of the same bytes are equal', async () => {
    const bytes = await noisyJpeg();
    const [first, second] = await Promise.all([decodePhoto(opened(bytes)), decodePhoto(opened(bytes))]);
    expect(first).toEqual(second);
  });
});

describe('orientation', () => {
  // How a camera that was held so stores an upright picture: turned clockwise, then mirrored. Decoding undoes it.
  const stored: Record<number, { turn: number; mirror: boolean }> = {
    1: { turn: 0, mirror: false },
    2: { turn: 0, mirror: true },
    3: { turn: 180, mirror: false },
    4: { turn: 180, mirror: true },
    5: { turn: 90, mirror: true },
    6: { turn: 270, mirror: false },
    7: { turn: 270, mirror: true },
    8: { turn: 90, mirror: false },
  };

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i comes out upright', async (orientation) => {
    const { turn, mirror } = stored[orientation]!;
    const turned = await quartersPicture().rotate(turn).png().toBuffer();
    const bytes = await sharp(turned).flop(mirror).withMetadata({ orientation }).jpeg().toBuffer();
    expect((await sharp(bytes).metadata()).orientation).toBe(orientation);
    const photo = await decodePhoto(opened(bytes));
    expect(photo).toMatchObject({ width: 600, height: 400 });
    expect(largestDifference(quarterColours(photo.networkInput), colours)).toBeLessThanOrEqual(4);
  });
});

describe('colour', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)('%s keeps its colours', async (format) => {
    const bytes = await quartersPicture().toFormat(format, { quality: 95 }).toBuffer();
    const photo = await decodePhoto(opened(bytes));
    expect(photo.format).toBe(format);
    expect(largestDifference(quarterColours(photo.networkInput), colours)).toBeLessThanOrEqual(6);
  });

  test('GIF keeps its colours', async () => {
    expect(await differenceOf(await quartersPicture().gif().toBuffer())).toBeLessThanOrEqual(8);
  });

  test('a Display P3 profile is converted to sRGB', async () => {
    const bytes = await quartersPicture().withIccProfile('p3').png().toBuffer();
    const ignoringProfile = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer();
    expect(Math.abs(ignoringProfile[0]! - red[0])).toBeGreaterThan(8);
    expect(await differenceOf(bytes)).toBeLessThanOrEqual(3);
  });

  test('16 bits a channel become 8', async () => {
    const bytes = await quartersPicture().toColourspace('rgb16').png().toBuffer();
    expect((await sharp(bytes).metadata()).depth).toBe('ushort');
    expect(await differenceOf(bytes)).toBeLessThanOrEqual(2);
  });

  test('16 bits with a Display P3 profile become 8 bits of sRGB', async () => {
    const narrow = await quartersPicture().withIccProfile('p3').png().toBuffer();
    const bytes = await sharp(narrow).keepIccProfile().toColourspace('rgb16').png().toBuffer();
    expect(await sharp(bytes).metadata()).toMatchObject({ depth: 'ushort', hasProfile: true });
    expect(await differenceOf(bytes)).toBeLessThanOrEqual(3);
  });

  // Inks reach fewer colours; an inverted picture would be off by more than a hundred.
  test('CMYK with a profile is not inverted', async () => {
    const bytes = await quartersPicture().toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();
    expect((await sharp(bytes).metadata()).space).toBe('cmyk');
    expect(await differenceOf(bytes)).toBeLessThanOrEqual(80);
  });

  test('CMYK without a profile is not inverted', async () => {
    const bytes = await quartersPicture().toColourspace('cmyk').jpeg().toBuffer();
    expect(await sharp(bytes).metadata()).toMatchObject({ space: 'cmyk', hasProfile: false });
    expect(await differenceOf(bytes)).toBeLessThanOrEqual(80);
  });

  test('grey becomes three equal channels', async () => {
    const bytes = await quartersPicture().toColourspace('b-w').jpeg().toBuffer();
    expect((await sharp(bytes).metadata()).channels).toBe(1);
    const { networkInput } = await decodePhoto(opened(bytes));
    expect(networkInput.every((value, index) => value === networkInput[index - (index % 3)])).toBe(true);
  });

  test('grey with alpha: what is transparent shows mid-grey', async () => {
    const pixels = Buffer.from([0, 255, 0, 0, 255, 255, 255, 0]);
    const bytes = await sharp(pixels, { raw: { width: 2, height: 2, channels: 2 } })
      .resize(200, 200, { kernel: 'nearest' })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    expect((await sharp(bytes).metadata()).channels).toBe(2);
    const [opaqueBlack, clearBlack, opaqueWhite, clearWhite] = quarterColours(
      (await decodePhoto(opened(bytes))).networkInput,
    );
    expect([opaqueBlack, clearBlack, opaqueWhite, clearWhite]).toEqual([
      [0, 0, 0],
      [128, 128, 128],
      [255, 255, 255],
      [128, 128, 128],
    ]);
  });

  test('an animation gives its first frame', async () => {
    const frames = Buffer.concat([quarters(60, 40), Buffer.alloc(60 * 40 * 3)]);
    const bytes = await sharp(frames, { raw: { width: 60, height: 80, channels: 3, pageHeight: 40 } })
      .webp({ lossless: true })
      .toBuffer();
    expect((await sharp(bytes).metadata()).pages).toBe(2);
    const photo = await decodePhoto(opened(bytes));
    expect(photo).toMatchObject({ width: 60, height: 40 });
    expect(largestDifference(quarterColours(photo.networkInput), colours)).toBeLessThanOrEqual(2);
  });
});

describe('damage', () => {
  test('a photo without its last two bytes is taken, with a warning', async () => {
    const whole = await noisyJpeg();
    const cut = await decodePhoto(opened(whole.subarray(0, -2)));
    expect(cut.warning?.english).toMatch(/end of the file is missing/);
    expect(cut.networkInput).toEqual((await decodePhoto(opened(whole))).networkInput);
  });

  test('half a photo is taken, and the warning says how much is there', async () => {
    const whole = await noisyJpeg();
    const photo = await decodePhoto(opened(whole.subarray(0, whole.length / 2)));
    const percent = Number(/about (\d+)%/.exec(photo.warning!.english)![1]);
    expect(percent).toBeGreaterThan(40);
    expect(percent).toBeLessThan(60);
    expect(photo).toMatchObject({ width: 600, height: 400 });
  });

  test('a tenth of a photo is refused', async () => {
    const whole = await noisyJpeg();
    await expect(decodePhoto(opened(whole.subarray(0, whole.length / 10)))).rejects.toMatchObject({
      code: 'unreadable-photo',
      message: expect.stringContaining('“picture” is cut off'),
    });
  });

  test('a white photo without its last bytes is not taken for an empty one', async () => {
    const white = sharp({ create: { width: 300, height: 200, channels: 3, background: '#fff' } });
    const photo = await decodePhoto(opened((await white.jpeg().toBuffer()).subarray(0, -2)));
    expect(photo.warning?.english).toMatch(/end of the file is missing/);
  });

  test('half a PNG is taken with a warning', async () => {
    const whole = await sharp(await noisyJpeg())
      .png()
      .toBuffer();
    const photo = await decodePhoto(opened(whole.subarray(0, whole.length / 2)));
    expect(photo.warning?.english).toMatch(/Part of the photo is missing/);
  });

  test('bytes between the segments of the header are no damage', async () => {
    const whole = await noisyJpeg();
    expect(await decodePhoto(opened(withStrayBytes(whole)))).toEqual({
      ...(await decodePhoto(opened(whole))),
      contentHash: expect.anything(),
      sizeBytes: whole.length + 5,
    });
  });

  test('rot is told, though the end is there', async () => {
    const photo = await decodePhoto(opened(withRot(await noisyJpeg())));
    expect(photo.warning?.english).toMatch(/file is damaged/);
  });

  test('photos read at the same time are judged by themselves', async () => {
    const whole = await noisyJpeg(160, 120);
    const [stray, rotten, cut] = [withStrayBytes(whole), withRot(whole), whole.subarray(0, -2)];
    const warningOf = async (bytes: Buffer) => (await decodePhoto(opened(bytes))).warning?.english ?? 'none';
    const rounds = await Promise.all(
      Array.from({ length: 60 }, () => Promise.all([stray, rotten, cut, whole].map(warningOf))),
    );
    expect([...new Set(rounds.map((round) => round.join(' | ')))]).toEqual([
      'none | The file is damaged; parts of the picture may look wrong. | ' +
        'The end of the file is missing; the picture could be read nevertheless. | none',
    ]);
  });

  test('a photo that takes too long is reported', async () => {
    const bytes = await noisyJpeg(3000, 2000);
    await expect(decodePhoto(opened(bytes), { timeLimitMs: 1 })).rejects.toMatchObject({
      code: 'unreadable-photo',
      message: expect.stringContaining('took longer than'),
    });
  });
});

describe('refusals', () => {
  test('text named .jpg', async () => {
    await expect(decodePhoto(opened(Buffer.from('Dear diary'), '/photos/diary.jpg'))).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringMatching(/^“diary\.jpg” is not a picture\. Tagwright reads JPEG/),
    });
  });

  test('a format that is known but not read is named', async () => {
    await expect(decodePhoto(opened(Buffer.from('8BPS\0\x01'), '/photos/a.psd'))).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining('a Photoshop file (PSD)'),
    });
  });

  test('SVG is not drawn', async () => {
    const drawing = Buffer.from(
      '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    );
    await expect(decodePhoto(opened(drawing))).rejects.toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining('a drawing (SVG)'),
    });
  });

  test('a header that claims too many pixels is refused before decoding', async () => {
    const bytes = await noisyJpeg();
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
    bytes.writeUInt16BE(65_500, frame + 5);
    bytes.writeUInt16BE(65_500, frame + 7);
    await expect(decodePhoto(opened(bytes))).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('65500 × 65500 pixels'),
    });
  });

  test('a progressive JPEG, which must be held as a whole, has a lower limit', async () => {
    const bytes = await quartersPicture().jpeg({ progressive: true }).toBuffer();
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc2]));
    bytes.writeUInt16BE(12_000, frame + 5);
    bytes.writeUInt16BE(12_000, frame + 7);
    await expect(decodePhoto(opened(bytes))).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('120 megapixels'),
    });
  });
});
