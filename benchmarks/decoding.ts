/** How fast photos become hash, thumbnail and network input, beside a bare sharp resize of the same files. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { readPhotoFile } from '../src/main/images/read-photo-file.ts';
import type { BenchmarkResult } from './benchmark-result.ts';

const WIDTH = 4000;
const HEIGHT = 3000;
const PHOTOS_PER_ROUND = 24;
const ROUNDS = 3;

/** Reads a 12-megapixel JPEG again and again, one more in flight than there are cores. */
export async function run(): Promise<BenchmarkResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tagwright-decoding-'));
  const inFlight = availableParallelism() + 1;
  try {
    const file = join(folder, 'photo.jpg');
    const bytes = await drawPhoto();
    await writeFile(file, bytes);
    const rates = await measureInTurn(inFlight, {
      ours: () => readPhotoFile(file),
      to512: () => sharp(file).resize(512, 384, { fit: 'fill' }).raw().toBuffer(),
      to224: () => sharp(file).resize(224, 224, { fit: 'fill' }).raw().toBuffer(),
    });
    const detail = `12 megapixels, ${(bytes.length / 1e6).toFixed(1)} MB, ${inFlight} in flight`;
    const common = { unit: 'photos/s', ours: rates.ours, detail };
    return [
      {
        ...common,
        name: 'Decoding, both outputs',
        reference: rates.to512,
        referenceName: 'sharp to 512 pixels',
        ratio: rates.ours / rates.to512,
        target: 0.7,
      },
      {
        ...common,
        name: 'Decoding, both outputs',
        reference: rates.to224,
        referenceName: 'sharp to 224 pixels, no thumbnail',
        ratio: rates.ours / rates.to224,
        target: 0.5,
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Soft shapes under fine grain: about as hard to decode as a photograph. */
async function drawPhoto(): Promise<Buffer> {
  const small = Buffer.alloc(40 * 30 * 3);
  for (let index = 0; index < small.length; index++) small[index] = ((index * 2654435761) >>> 24) & 0xff;
  const shapes = await sharp(small, { raw: { width: 40, height: 30, channels: 3 } })
    .resize(WIDTH, HEIGHT, { kernel: 'cubic' })
    .raw()
    .toBuffer();
  for (let index = 0; index < shapes.length; index++) {
    const grain = (Math.imul(index ^ (index >>> 15), 0x2c1b3c6d) >>> 27) - 16;
    shapes[index] = Math.max(0, Math.min(255, shapes[index]! + grain));
  }
  return sharp(shapes, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .blur(0.8)
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** The best rate of each task over several rounds, in turn, so that a busy moment does not hit one alone. */
async function measureInTurn<Name extends string>(
  inFlight: number,
  tasks: Record<Name, () => Promise<unknown>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(tasks) as Name[];
  const best = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
  for (let round = 0; round < ROUNDS; round++)
    for (const name of names) best[name] = Math.max(best[name], await rateOf(inFlight, tasks[name]));
  return best;
}

async function rateOf(inFlight: number, task: () => Promise<unknown>): Promise<number> {
  let remaining = PHOTOS_PER_ROUND;
  const start = performance.now();
  const worker = async () => {
    while (remaining-- > 0) await task();
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return PHOTOS_PER_ROUND / ((performance.now() - start) / 1000);
}
