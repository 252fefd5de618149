/** Which files leave the window when photos are dragged off it. */

import { existsSync } from 'node:fs';
import type { PhotoId } from '../../shared/ids.ts';
import type { Library } from './library.ts';
import { noFileOf } from './photo-details.ts';
import { thumbnailPath } from './thumbnail-path.ts';

export interface PhotosToDrag {
  /** absolute, one per photo, in the order asked for, without those that are not there; at least one */
  files: string[];
  /** of the first photo, a JPEG file; null when there is none */
  thumbnail: string | null;
}

/**
 * Finds the originals of photos of this library.
 *
 * photoIds  at least one
 * Throws AppError 'not-found' when the library does not have one of them, or when no file of any is there.
 */
export function photosToDrag(library: Library, photoIds: readonly PhotoId[]): PhotosToDrag {
  const states = library.photos.fileStates(photoIds);
  const unknown = photoIds.find((id) => !states.has(id));
  if (unknown !== undefined) throw noFileOf(unknown, undefined);
  const paths = photoIds.map((id) => states.get(id)!.path);
  const files = paths.filter((path) => existsSync(path));
  if (files.length === 0) throw noFileOf(photoIds[0]!, paths[0]);
  const first = library.photos.get([photoIds[0]!])[0]!;
  const thumbnail = thumbnailPath(library.paths, first.contentHash);
  return { files, thumbnail: existsSync(thumbnail) ? thumbnail : null };
}
