import { join } from 'node:path';
import type { LibraryFolder } from './library-folder.ts';

/**
 * Where the engine keeps the thumbnail of a content.
 *
 * contentHash  64 hex digits, as the library has it
 * returns      <thumbnails>/<first two digits>/<hash>.jpg
 */
export function thumbnailPath({ thumbnailsFolder }: LibraryFolder, contentHash: string): string {
  return join(thumbnailsFolder, contentHash.slice(0, 2), `${contentHash}.jpg`);
}
