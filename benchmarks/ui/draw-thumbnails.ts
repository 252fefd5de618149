/** A few hundred distinct thumbnails that a large library is made to look like. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { drawScene } from '../../src/main/samples/draw-scene.ts';

export interface DrawnThumbnail {
  file: string;
  width: number;
  height: number;
  /** what can be seen in it */
  labels: string[];
}

const SCENES = 100;
const LONG_SIDE = 512;

/** Each scene is drawn once and developed four ways: as it is, mirrored, warmer, and dim. */
const developments: ((picture: Sharp) => Sharp)[] = [
  (picture) => picture,
  (picture) => picture.flop(),
  (picture) => picture.modulate({ hue: 25, saturation: 1.2 }),
  (picture) => picture.modulate({ brightness: 0.7 }).flop(),
];

/** Draws them into the folder, as JPEG files of the size that Tagwright keeps. */
export async function drawThumbnails(folder: string): Promise<DrawnThumbnail[]> {
  mkdirSync(folder, { recursive: true });
  const drawn: DrawnThumbnail[] = [];
  for (let index = 0; index < SCENES; index++) {
    const scene = drawScene(index, 11);
    for (const [way, develop] of developments.entries()) {
      const picture = sharp(scene.pixels, {
        raw: { width: scene.width, height: scene.height, channels: 3 },
      }).resize(LONG_SIDE, LONG_SIDE, { fit: 'inside' });
      const { data, info } = await develop(picture)
        .jpeg({ quality: 80 })
        .toBuffer({ resolveWithObject: true });
      const file = join(folder, `${index}-${way}.jpg`);
      writeFileSync(file, data);
      drawn.push({ file, width: info.width, height: info.height, labels: scene.labels });
    }
  }
  return drawn;
}
