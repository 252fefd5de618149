/** What is seen of photos that the pointer carries. */

import { nativeImage, type NativeImage } from 'electron';

/** longer side of the picture under the pointer, px */
const LONGER_SIDE = 128;

/** The thumbnail in small; a grey square where there is none, because a drag without a picture is refused. */
export function dragIcon(thumbnail: string | null): NativeImage {
  const picture = thumbnail === null ? nativeImage.createEmpty() : nativeImage.createFromPath(thumbnail);
  if (picture.isEmpty()) {
    const side = LONGER_SIDE / 2;
    return nativeImage.createFromBitmap(Buffer.alloc(side * side * 4, 0x90), { width: side, height: side });
  }
  const { width, height } = picture.getSize();
  return picture.resize(width > height ? { width: LONGER_SIDE } : { height: LONGER_SIDE });
}
