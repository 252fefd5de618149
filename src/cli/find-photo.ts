/** Photos by their number or their file. */

import { resolve } from 'node:path';
import { AppError } from '../shared/errors.ts';
import type { PhotoId } from '../shared/ids.ts';
import { say } from '../shared/sentences/say.ts';
import type { App } from '../main/app.ts';

/**
 * A photo of the library: "12" and "#12" are its number, everything else (so also "./12") is a file.
 *
 * Throws AppError 'not-found'.
 */
export function findPhoto({ library }: App, text: string): PhotoId {
  const number = /^#?(\d{1,15})$/.exec(text)?.[1];
  if (number !== undefined) {
    const [photo] = library.photos.get([Number(number) as PhotoId]);
    if (photo) return photo.id;
    throw new AppError('not-found', say('library.noSuchPhoto', { id: Number(number) }));
  }
  const path = resolve(text);
  const photoId = library.photos.idsByPaths([path]).get(path);
  if (photoId !== undefined) return photoId;
  throw new AppError('not-found', say('tagging.notInLibrary', { path }));
}
