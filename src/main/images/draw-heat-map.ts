/** A photo with a heat map over it, as a picture file. */

import sharp from 'sharp';
import { outlineOf, type Heat } from '../../shared/heat-map.ts';
import type { Thumbnail } from './decoded-photo.ts';

/** What speaks for the label shines through; the rest is darkened by so much. */
const SHADE = 0.72;

/**
 * Draws the heat over a photo: bright where the model looks, dark elsewhere, with a line around the hot part.
 *
 * photo    upright
 * returns  PNG, as large as the photo
 */
export async function drawHeatMap(photo: Thumbnail, heat: Heat): Promise<Buffer> {
  const { size, values } = heat;
  const shade = new Uint8Array(size * size * 4);
  for (const [place, value] of values.entries()) shade[4 * place + 3] = Math.round(255 * SHADE * (1 - value));
  const { width, height } = photo;
  const overlay = await sharp(shade, { raw: { width: size, height: size, channels: 4 } })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .png()
    .toBuffer();
  const line = outlineOf(heat);
  const stroke = (color: string, strokeWidth: number): string =>
    `<path d="${line}" fill="none" stroke="${color}" stroke-width="${strokeWidth}" vector-effect="non-scaling-stroke"/>`;
  // drawn in two tones, to be seen on light and dark photos alike
  const outline = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1 1" preserveAspectRatio="none">${stroke('#000', 4)}${stroke('#ffd84d', 2)}</svg>`;
  return sharp(photo.bytes)
    .composite([{ input: overlay }, { input: Buffer.from(outline) }])
    .png()
    .toBuffer();
}
