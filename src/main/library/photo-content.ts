/** Which file a picture in the window is read from: the only way from an address to the disk. */

import { existsSync } from 'node:fs';
import type { PhotoId } from '../../shared/ids.ts';
import type { Photo, PhotoFormat } from '../../shared/photo.ts';
import type { Library } from './library.ts';
import { thumbnailPath } from './thumbnail-path.ts';

export type PictureKind = 'thumbnail' | 'original';

export interface Picture {
  /** absolute */
  file: string;
  /** of the format that was found in the bytes when the photo was read; a file's name plays no part */
  contentType: string;
  /** true: these bytes never change under their address */
  isImmutable: boolean;
}

/** What the window can draw itself; of everything else it is shown the thumbnail. */
const drawableTypes: Partial<Record<PhotoFormat, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
};

/**
 * Understands the address of a picture: photo://thumbnail/ID or photo://original/ID, with any query.
 *
 * returns  null for everything else: no path, no name and no dot is ever taken from an address
 */
export function parsePictureAddress(address: string): { kind: PictureKind; photoId: PhotoId } | null {
  const match = /^photo:\/\/(thumbnail|original)\/([1-9][0-9]{0,14})(?:\?[^#]*)?$/.exec(address);
  if (match === null) return null;
  return { kind: match[1] as PictureKind, photoId: Number(match[2]) as PhotoId };
}

/**
 * Finds the file of a picture of this library.
 *
 * returns  null when the library has no such photo, or no file of it is there
 */
export function findPicture(library: Library, kind: PictureKind, photoId: PhotoId): Picture | null {
  const photo = library.photos.get([photoId])[0];
  if (photo === undefined) return null;
  return (kind === 'original' ? findOriginal(photo) : null) ?? findThumbnail(library, photo);
}

function findOriginal(photo: Photo): Picture | null {
  const contentType = drawableTypes[photo.format];
  if (contentType === undefined) return null;
  const file = photo.files.find((path) => existsSync(path));
  return file === undefined ? null : { file, contentType, isImmutable: false };
}

function findThumbnail(library: Library, { contentHash }: Photo): Picture | null {
  if (!/^[0-9a-f]{64}$/.test(contentHash)) return null;
  const file = thumbnailPath(library.paths, contentHash);
  return existsSync(file) ? { file, contentType: 'image/jpeg', isImmutable: true } : null;
}
