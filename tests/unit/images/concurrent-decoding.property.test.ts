/** Photos that are decoded at the same time, whole and damaged, of all kinds: each gets its own outcome. */

import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { decodePhoto } from '../../../src/main/images/decode-photo.ts';
import { toFailure } from '../../../src/shared/errors.ts';
import { heicOf } from './sample-heic.ts';
import { noisy, noisyJpeg, opened, withRot, withStrayBytes } from './sample-pictures.ts';

const WIDTH = 96;
const HEIGHT = 72;

interface Sample {
  name: string;
  bytes: Buffer;
  /** what comes of it when nothing else is decoded */
  alone: string;
}
const samples: Sample[] = [];

async function outcomeOf({ name, bytes }: Pick<Sample, 'name' | 'bytes'>): Promise<string> {
  try {
    const { warning } = await decodePhoto(opened(bytes, `/photos/${name}`));
    return warning === null ? 'sound' : `warning: ${warning.english}`;
  } catch (error) {
    const { code, message } = toFailure(error);
    return `${code}: ${message.english}`;
  }
}

/** What is left after a share of the bytes. */
const cut = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));

/** Some bytes in the middle became others. */
function rotten(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0x5a, Math.floor(bytes.length * 0.6), Math.floor(bytes.length * 0.6) + 12);
  return copy;
}

beforeAll(async () => {
  const jpeg = await noisyJpeg(WIDTH, HEIGHT);
  const picture = () => sharp(noisy(WIDTH, HEIGHT), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
  const raw = (preview: Buffer) => Buffer.concat([Buffer.from('FUJIFILMCCD-RAW '.padEnd(84, '\0')), preview]);
  const files: [string, Buffer][] = [
    ['stray.jpg', withStrayBytes(jpeg)],
    ['rot.jpg', withRot(jpeg)],
    ['no-end.jpg', jpeg.subarray(0, -2)],
    ['tenth.jpg', cut(jpeg, 0.1)],
    ['header.jpg', jpeg.subarray(0, 100)],
    ['small.raf', raw(jpeg)],
    ['cut.raf', raw(cut(jpeg, 0.8))],
    ['whole.heic', heicOf()],
    ['cut.heic', cut(heicOf(), 0.7)],
  ];
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const) {
    const whole = await picture()
      .toFormat(format, format === 'tiff' ? { compression: 'deflate' } : {})
      .toBuffer();
    files.push([`whole.${format}`, whole], [`half.${format}`, cut(whole, 0.5)]);
    files.push([`most.${format}`, cut(whole, 0.95)], [`rotten.${format}`, rotten(whole)]);
  }
  for (const [name, bytes] of files) samples.push({ name, bytes, alone: await outcomeOf({ name, bytes }) });
});

test('alone, whole photos are sound and damaged ones are told or refused', () => {
  const sound = samples.filter(({ alone }) => alone === 'sound').map(({ name }) => name);
  expect(sound).toEqual(
    expect.arrayContaining(samples.map(({ name }) => name).filter((name) => name.startsWith('whole'))),
  );
  expect(sound).toContain('stray.jpg');
  for (const name of ['rot.jpg', 'no-end.jpg', 'cut.raf', 'half.png', 'half.gif', 'most.jpeg'])
    expect(sound).not.toContain(name);
  for (const { name, alone } of samples)
    if (alone !== 'sound' && !alone.startsWith('warning')) expect(alone).toContain(`“${name}”`);
});

test('together, in any order, each has the same outcome as alone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(samples.length - 1), { minLength: 12, maxLength: 24 }),
      async (chosen) => {
        const together = chosen.map((index) => samples[index]!);
        expect(await Promise.all(together.map(outcomeOf))).toEqual(together.map(({ alone }) => alone));
      },
    ),
    { numRuns: 8 },
  );
});
