import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DecodedPhoto } from '../../../src/main/images/decoded-photo.ts';
import { readPhotoFile } from '../../../src/main/images/read-photo-file.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { readOddFiles } from './odd-files-manifest.ts';
import type { OddFiles } from './odd-files-manifest.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/data/odd-files');
const isThere = existsSync(join(folder, 'MANIFEST.csv'));
const oddFiles: OddFiles = isThere ? readOddFiles(folder) : { described: [], undescribed: [], missing: [] };

/** Where Tagwright does something else than the table asks, and why. */
const explainedDifferences: Record<string, string> = {
  'formats/hopper.bmp: wanted decode, got unsupported-format':
    'Cameras and phones write no BMP; the sentence names the format and what is read instead.',
  'formats/hopper_rle8.bmp: wanted decode, got unsupported-format': 'As above.',
  'camera/header_only_FujiFilm.raf: wanted reject, got 160 × 120':
    "The camera's own small preview is still in the file; it is shown, with a warning about its size.",
};

type Outcome = { photo: DecodedPhoto; error: null } | { photo: null; error: unknown };

async function attempt(path: string): Promise<Outcome> {
  try {
    return { photo: await readPhotoFile(path), error: null };
  } catch (error) {
    return { photo: null, error };
  }
}

function tell({ photo, error }: Outcome): string {
  if (photo) return `${photo.width} × ${photo.height}`;
  return error instanceof AppError ? error.code : `a crash: ${String(error)}`;
}

/** Mean absolute difference per channel of two network inputs, 32 × 32 pixels each; 0..255. */
async function difference(first: DecodedPhoto, second: DecodedPhoto): Promise<number> {
  const small = (photo: DecodedPhoto) =>
    sharp(photo.networkInput, { raw: { width: 224, height: 224, channels: 3 } })
      .resize(32, 32)
      .raw()
      .toBuffer();
  const [a, b] = await Promise.all([small(first), small(second)]);
  return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;
}

function brightness({ networkInput }: DecodedPhoto): number {
  return networkInput.reduce((sum, value) => sum + value, 0) / networkInput.length;
}

const title = isThere
  ? `odd files: ${oddFiles.described.length} with an expectation, ${oddFiles.undescribed.length} that only have to be answered, ${oddFiles.missing.length} missing`
  : 'odd files (left out: ../shared/data/odd-files is not there)';

describe.skipIf(!isThere)(title, () => {
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    const files = [...oddFiles.described.map(({ file }) => file), ...oddFiles.undescribed];
    const reader = async () => {
      for (let file = files.pop(); file !== undefined; file = files.pop())
        outcomes.set(file, await attempt(join(folder, file)));
    };
    await Promise.all([reader(), reader(), reader()]);
  }, 240_000);

  const photoOf = (file: string): DecodedPhoto => {
    const outcome = outcomes.get(file);
    if (!outcome?.photo) throw new Error(`${file} gave ${outcome ? tell(outcome) : 'nothing'}`);
    return outcome.photo;
  };
  const photosLike = (pattern: RegExp) =>
    [...outcomes.keys()].filter((file) => pattern.test(file)).map((file) => photoOf(file));
  const codeOf = (file: string) => tell(outcomes.get(file)!);

  test('every difference to what a decoder should do is explained', () => {
    const differences = oddFiles.described.flatMap(({ file, expectation, size }) => {
      const outcome = outcomes.get(file)!;
      const isDecoded = outcome.photo !== null;
      const isAsWanted = expectation === 'either' || (expectation === 'decode') === isDecoded;
      if (!isAsWanted) return [`${file}: wanted ${expectation}, got ${tell(outcome)}`];
      const isWrongSize =
        size && outcome.photo && (outcome.photo.width !== size.width || outcome.photo.height !== size.height);
      return isWrongSize ? [`${file}: wanted ${size.width} × ${size.height}, got ${tell(outcome)}`] : [];
    });
    expect(differences.sort()).toEqual(Object.keys(explainedDifferences).sort());
  });

  test('the table is understood: most files have an expectation, of every kind', () => {
    expect(oddFiles.described.length).toBeGreaterThan(220);
    const count = (wanted: string) =>
      oddFiles.described.filter(({ expectation }) => expectation === wanted).length;
    expect(count('decode')).toBeGreaterThan(120);
    expect(count('reject')).toBeGreaterThan(20);
    expect(oddFiles.described.filter(({ size }) => size !== null)).toHaveLength(25);
  });

  test('whatever is refused is refused with a sentence that names the file', () => {
    const unclear = [...outcomes].filter(([file, { error }]) => {
      if (error === null) return false;
      const isExpected =
        error instanceof AppError &&
        ['unreadable-photo', 'unsupported-format', 'too-large'].includes(error.code);
      return !isExpected || !error.message.startsWith(`“${file.slice(file.indexOf('/') + 1)}” `);
    });
    expect(unclear.map(([file, outcome]) => `${file}: ${tell(outcome)}`)).toEqual([]);
  });

  test('whatever is decoded has all its parts', () => {
    for (const { photo } of outcomes.values()) {
      if (!photo) continue;
      expect(photo.networkInput).toHaveLength(224 * 224 * 3);
      expect(photo.thumbnail.bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
      expect(Math.max(photo.thumbnail.width, photo.thumbnail.height)).toBeLessThanOrEqual(512);
      expect(photo.contentHash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  test('every photo with keywords is decoded, whatever its metadata is like', () => {
    expect(photosLike(/^keywords\/.*\.(jpe?g|png|webp|tif)$/i).length).toBeGreaterThan(20);
  });

  describe('upright', () => {
    test.each([
      ['landscapes', /Landscape_\d\.jpg$/, 9],
      ['portraits', /Portrait_\d\.jpg$/, 9],
      ['letters F', /f\dt\.jpg$/, 7],
      ['WebP portraits', /hopper_orientation_\d\.webp$/, 3],
    ])('all %s look alike', async (_, pattern, count) => {
      const [first, ...others] = photosLike(pattern);
      expect(others).toHaveLength(count - 1);
      // Each file carries its orientation as a small number in the picture; the rest is the same.
      for (const other of others) expect(await difference(first!, other)).toBeLessThan(4);
    });

    test('a landscape and a portrait do not look alike', async () => {
      const [landscape, portrait] = [
        photoOf('orientation/Landscape_1.jpg'),
        photoOf('orientation/Portrait_1.jpg'),
      ];
      expect(await difference(landscape, portrait)).toBeGreaterThan(20);
    });

    test('the letter F has its stem left and its bar on top', () => {
      const { networkInput } = photoOf('orientation/f6t.jpg');
      const at = (x: number, y: number) => networkInput[(y * 224 + x) * 3]!;
      expect([at(20, 200), at(200, 10), at(200, 200)].map((value) => value > 128)).toEqual([
        false,
        false,
        true,
      ]);
    });

    test('containers that rotate are followed once', () => {
      expect(photoOf('orientation/abc_color_irot_alpha_irot.avif')).toMatchObject({
        width: 256,
        height: 512,
      });
      expect(photoOf('camera/iphone11pro_exif_at_eof.heic')).toMatchObject({
        format: 'heic',
        width: 3024,
        height: 4032,
        camera: 'Apple iPhone 11 Pro',
        takenAt: Date.parse('2020-05-04T22:39:11.644Z'),
      });
    });
  });

  describe('colour', () => {
    test('CMYK with and without a profile show the same photo, the sky brighter than the ground', async () => {
      const withProfile = photoOf('formats/Channel_digital_image_CMYK_color.jpg');
      const without = photoOf('formats/Channel_digital_image_CMYK_color_no_profile.jpg');
      expect(await difference(withProfile, without)).toBeLessThan(25);
    });

    test.each(['formats/pil_sample_cmyk.jpg', 'formats/rgb.jpg', 'formats/tiff_strip_cmyk_jpeg.tif'])(
      '%s has its dark background',
      (file) => {
        expect(brightness(photoOf(file))).toBeLessThan(70);
      },
    );

    test('red in Display P3 becomes the red of sRGB', () => {
      const [r, g, b] = photoOf('formats/p3.png').networkInput;
      expect(r).toBeGreaterThan(245);
      expect(Math.max(g!, b!)).toBeLessThan(10);
    });

    test('the flag in 16 bits is red, white and blue', () => {
      const { networkInput } = photoOf('formats/Flag_of_the_Netherlands-16bit.png');
      const stripe = (y: number) => [...networkInput.subarray((y * 224 + 112) * 3, (y * 224 + 112) * 3 + 3)];
      expect(stripe(30)[0]).toBeGreaterThan(stripe(30)[2]! + 80);
      expect(Math.min(...stripe(112))).toBeGreaterThan(245);
      expect(stripe(200)[2]).toBeGreaterThan(stripe(200)[0]! + 60);
    });
  });

  test('a HEIC that takes too long is ended and reported', async () => {
    const opening = readPhotoFile(join(folder, 'camera/heic-single.heic'), { timeLimitMs: 1 });
    await expect(opening).rejects.toMatchObject({ code: 'unreadable-photo' });
  });

  describe('damage and size', () => {
    test('a photo without its end is the whole photo, with a warning', async () => {
      const cut = photoOf('hostile/cut-last-2-bytes.jpg');
      expect(cut.warning?.english).toMatch(/end of the file is missing/);
      expect(await difference(cut, photoOf('hostile/jpeg-named.png'))).toBe(0);
    });

    test('half a photo says how much of it is there; a tenth is refused', () => {
      expect(photoOf('hostile/cut-50percent.jpg').warning?.english).toMatch(/about 5\d% of the picture/);
      expect(codeOf('hostile/cut-10percent.jpg')).toBe('unreadable-photo');
    });

    test('whole photos come without a warning', () => {
      const warned = [...outcomes]
        .filter(([file, { photo }]) => /^(orientation|camera|keywords)\//.test(file) && photo?.warning)
        .map(([file]) => file);
      expect(warned).toEqual(['camera/header_only_FujiFilm.raf']);
    });

    test.each([
      'formats/65536-uint32-limit.png',
      'hostile/bomb-20000x20000-rgb.png',
      'hostile/bomb-30000x30000-grey1.png',
      'hostile/header-lies-65500x65500.jpg',
    ])('%s is refused for its size', (file) => {
      expect(codeOf(file)).toBe('too-large');
    });

    test('very large, thin and small photos are decoded', () => {
      expect(photoOf('hostile/giant-image.jpg')).toMatchObject({ width: 20_000, height: 14_000 });
      expect(photoOf('hostile/strip-40000x1.png').thumbnail).toMatchObject({ width: 512, height: 1 });
      expect(photoOf('hostile/strip-1x40000.png').thumbnail).toMatchObject({ width: 1, height: 512 });
      expect(photoOf('formats/tRNS_null_1x1.png')).toMatchObject({ width: 1, height: 1 });
    });
  });

  test('content decides, not the name', () => {
    expect(photoOf('hostile/png-named.jpg').format).toBe('png');
    expect(photoOf('hostile/jpeg-named.png').format).toBe('jpeg');
    expect(photoOf('camera/nikon_cropped_1.nef').format).toBe('jpeg');
  });

  test('time and camera are read from a TIFF', () => {
    expect(photoOf('keywords/exiftool_ExifTool.tif')).toMatchObject({ camera: 'Canon EOS DIGITAL REBEL' });
  });

  test('equal content has one hash under every name', () => {
    const hashes = [
      'jpeg-named.png',
      'UPPER CASE.JPG',
      '日本語 🐱 写真.jpg',
      '=cmd+calc.jpg',
      'jpeg-without-extension',
    ].map((name) => photoOf(`hostile/${name}`).contentHash);
    expect(new Set(hashes).size).toBe(1);
  });

  describe('names that a checkout may refuse', () => {
    let temporary: string;
    beforeAll(async () => {
      temporary = await mkdtemp(join(tmpdir(), 'tagwright-names-'));
    });
    afterAll(() => rm(temporary, { recursive: true }));

    test.each([
      ['a pipe', 'a|b.jpg'],
      ['249 characters', `${'n'.repeat(245)}.jpg`],
      ['a leading dash', '-delete.jpg'],
      ['composed letters', 'café.jpg'.normalize('NFC')],
      ['decomposed letters', 'café.jpg'.normalize('NFD')],
    ])('%s', async (_, name) => {
      const file = join(temporary, name);
      const isRefused = await copyFile(join(folder, 'hostile/UPPER CASE.JPG'), file).then(
        () => false,
        () => true,
      );
      // Only Windows may refuse them.
      expect(isRefused && process.platform !== 'win32').toBe(false);
      if (!isRefused) expect(await readPhotoFile(file)).toMatchObject({ width: 1800, height: 1200 });
    });
  });
});
