/** Lets the first frame of an animated AVIF be read as a still picture. */

const BRAND_OFFSET = 8;

/**
 * libvips turns away files whose major brand is 'avis', although those that also list 'avif' hold a still picture
 * (AV1 Image File Format, section 4: a sequence file with a primary item). Changing the brand in a copy is enough.
 *
 * bytes    an AVIF file
 * returns  the same bytes, or a copy with another major brand
 */
export function asStillAvif(bytes: Buffer): Buffer {
  if (bytes.toString('latin1', BRAND_OFFSET, BRAND_OFFSET + 4) !== 'avis') return bytes;
  const copy = Buffer.from(bytes);
  copy.write('avif', BRAND_OFFSET, 'latin1');
  return copy;
}
