/** How much room a library takes on the disk. */

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of all files in a folder, at any depth. Files that vanish meanwhile count as nothing. */
export async function folderSizeBytes(folder: string): Promise<number> {
  let sizeBytes = 0;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const status = await stat(join(entry.parentPath, entry.name)).catch(() => null);
    sizeBytes += status?.size ?? 0;
  }
  return sizeBytes;
}
