/** Small photos of two kinds that any backbone tells apart. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { createSeededRandom } from '../../../src/shared/seeded-random.ts';

const SIZE = 96;

export type Kind = 'stripes' | 'dots';

/** Draws `count` JPEG files, stripes and dots by turns: stripes-00.jpg, dots-01.jpg, … Returns their names. */
export async function drawPhotos(folder: string, count: number, seed = 1): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const names: string[] = [];
  for (let index = 0; index < count; index++) {
    const kind = kindOf(index);
    const name = `${kind}-${String(index).padStart(2, '0')}.jpg`;
    await writeFile(join(folder, name), await drawPhoto(kind, seed * 1000 + index));
    names.push(name);
  }
  return names;
}

export function kindOf(index: number): Kind {
  return index % 2 === 0 ? 'stripes' : 'dots';
}

/** Every photo has its own colours, scale and clutter: near-identical ones would count as one burst. */
async function drawPhoto(kind: Kind, seed: number): Promise<Buffer> {
  const random = createSeededRandom(seed);
  const color = (): number[] => [random.integer(256), random.integer(256), random.integer(256)];
  const [ink, ground, clutter] = [color(), color(), color()];
  const width = 4 + random.integer(12);
  const slant = random.next() * 2 - 1;
  const [left, top, extent] = [random.integer(SIZE), random.integer(SIZE), 10 + random.integer(40)];
  const pixels = Buffer.alloc(SIZE * SIZE * 3);
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const isInk =
        kind === 'stripes'
          ? Math.floor((x + slant * y + SIZE) / width) % 2 === 0
          : ((x % (2 * width)) - width) ** 2 + ((y % (2 * width)) - width) ** 2 < (width * 0.7) ** 2;
      const isClutter = x > left && x < left + extent && y > top && y < top + extent;
      const base = isClutter ? clutter : isInk ? ink : ground;
      for (let channel = 0; channel < 3; channel++)
        pixels[(y * SIZE + x) * 3 + channel] = Math.min(255, base[channel]! + random.integer(30));
    }
  return sharp(pixels, { raw: { width: SIZE, height: SIZE, channels: 3 } })
    .jpeg()
    .toBuffer();
}
