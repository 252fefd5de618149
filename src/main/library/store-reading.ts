/** Puts what was read of a file into the library: new, changed, moved, duplicate or a problem. */

import { existsSync } from 'node:fs';
import type { PhotoId } from '../../shared/ids.ts';
import type { PhotoReading } from '../engine/engine.ts';
import type { Library } from './library.ts';
import type { NetworkInUse } from './network-in-use.ts';

export type StoredAs = 'added' | 'changed' | 'moved' | 'duplicate' | 'refreshed' | 'problem';

type PhotoRead = Extract<PhotoReading, { kind: 'photo' }>;
type FileRead = Exclude<PhotoReading, { kind: 'problem' }>;

/**
 * Stores one reading; the caller holds the transaction.
 *
 * Labels follow the content: a file whose content is known belongs to that photo, wherever it lies now. A file that was
 * changed in place keeps its labels as well, because it is still the same picture to its owner.
 * returns  what it turned out to be
 */
export function storeReading(library: Library, reading: PhotoReading, network: NetworkInUse): StoredAs {
  const { photos } = library;
  const { path } = reading;
  if (reading.kind === 'problem') {
    const { code, message, sizeBytes, modifiedAt } = reading;
    photos.putProblem({ path, code, message, sizeBytes, modifiedAt });
    return 'problem';
  }
  photos.clearProblem(path);
  const before = photos.findFile(path);
  const sameContent = photos.findByHash(reading.contentHash);
  const { photoId, storedAs } =
    sameContent !== null
      ? placeKnownContent(library, reading, sameContent, before?.photoId ?? null)
      : placeNewContent(library, reading as PhotoRead, before?.photoId ?? null);
  if (reading.kind === 'photo') {
    library.embeddings.put(photoId, network.backbone, reading.embedding);
    if (reading.tunedEmbedding !== null) library.embeddings.put(photoId, network.key, reading.tunedEmbedding);
  }
  photos.putFile({
    path,
    photoId,
    sizeBytes: reading.sizeBytes,
    modifiedAt: reading.modifiedAt,
    warning: reading.kind === 'photo' ? reading.warning : null,
  });
  return storedAs;
}

interface Placement {
  photoId: PhotoId;
  storedAs: StoredAs;
}

function placeKnownContent(
  library: Library,
  reading: FileRead,
  photoId: PhotoId,
  photoIdBefore: PhotoId | null,
): Placement {
  if (photoIdBefore === photoId) return { photoId, storedAs: 'refreshed' };
  const others = filesOf(library, photoId).filter((file) => file !== reading.path);
  const gone = others.filter((file) => !existsSync(file));
  for (const file of gone) library.photos.removeFile(file);
  const isMoved = gone.length > 0 && gone.length === others.length;
  return { photoId, storedAs: isMoved ? 'moved' : photoIdBefore === null ? 'duplicate' : 'changed' };
}

function placeNewContent(library: Library, reading: PhotoRead, photoIdBefore: PhotoId | null): Placement {
  const { contentHash, width, height, format, takenAt, camera } = reading;
  const content = { contentHash, width, height, format, takenAt, camera };
  if (photoIdBefore === null) return { photoId: library.photos.insertPhoto(content), storedAs: 'added' };
  if (filesOf(library, photoIdBefore).length <= 1) {
    library.photos.updateContent(photoIdBefore, content);
    return { photoId: photoIdBefore, storedAs: 'changed' };
  }
  const photoId = library.photos.insertPhoto(content);
  library.annotations.copy(photoIdBefore, photoId);
  return { photoId, storedAs: 'changed' };
}

function filesOf(library: Library, photoId: PhotoId): string[] {
  return library.photos.get([photoId])[0]?.files ?? [];
}
