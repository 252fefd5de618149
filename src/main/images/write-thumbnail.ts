/** Keeps thumbnails as files named by content. */

import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';

/**
 * Where the thumbnail of a content lies.
 *
 * folder       the library's thumbnails folder
 * contentHash  64 hex digits
 * returns      <folder>/<first two hex digits>/<hash>.jpg
 * throws       AppError 'invalid-input' for anything but a sha256 in hex: the hash becomes part of a path
 */
export function thumbnailFile(folder: string, contentHash: string): string {
  if (!/^[0-9a-f]{64}$/.test(contentHash))
    throw new AppError('invalid-input', say('images.notAContentHash', { hash: contentHash }));
  return join(folder, contentHash.slice(0, 2), `${contentHash}.jpg`);
}

/**
 * Writes a thumbnail so that no half-written file is ever seen; an existing one is kept, as equal hashes mean
 * equal pictures.
 *
 * bytes    JPEG
 * returns  the file's path
 * throws   AppError 'disk-full', 'no-access', 'invalid-input'; other file system errors as they are
 */
export async function writeThumbnail(
  folder: string,
  contentHash: string,
  bytes: Uint8Array,
): Promise<string> {
  const file = thumbnailFile(folder, contentHash);
  if (await exists(file)) return file;
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, bytes);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw explainWriteFailure(folder, error);
  }
  return file;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function explainWriteFailure(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('disk-full', say('images.thumbnailDiskFull', { folder }), {
      cause: error,
    });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new AppError('no-access', say('images.thumbnailNotAllowed', { folder }), { cause: error });
  return error;
}
