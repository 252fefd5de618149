/** Which sidecar belongs to a photo. */

import { stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

/**
 * Finds a photo's sidecar: `IMG_1.jpg.xmp` (digiKam, darktable, Immich) before `IMG_1.xmp` (Lightroom); the endings
 * in any usual case.
 *
 * A RAW and a JPEG that share one `IMG_1.xmp` both find that one, as the programs that wrote it mean it.
 *
 * photoPath  absolute
 * returns    absolute path, or null when there is none
 */
export async function findSidecar(photoPath: string): Promise<string | null> {
  const folder = dirname(photoPath);
  const ending = extname(photoPath);
  const stem = basename(photoPath, ending);
  const otherCases = [ending.toLowerCase(), ending.toUpperCase()].filter((other) => other !== ending);
  const names = [stem + ending];
  for (const other of otherCases)
    // A photo of that very name keeps its sidecar to itself.
    if (!(await isFile(join(folder, stem + other)))) names.push(stem + other);
  for (const name of [...names, stem])
    for (const suffix of ['.xmp', '.XMP', '.Xmp']) {
      const candidate = join(folder, name + suffix);
      if (await isFile(candidate)) return candidate;
    }
  return null;
}

/** The sidecar to write: the one that is there, else `IMG_1.jpg.xmp`, which no RAW of the same name can claim. */
export async function sidecarPathFor(photoPath: string): Promise<string> {
  return (await findSidecar(photoPath)) ?? `${photoPath}.xmp`;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
