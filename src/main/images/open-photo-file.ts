/** Reads a photo file once: its bytes and their hash. */

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import type { OpenedPhoto, OpenOptions } from './decoded-photo.ts';

const DEFAULT_MAXIMUM_BYTES = 1024 ** 3;

/**
 * Reads the whole file and hashes it; nothing is decoded, so a caller that knows the content can stop here.
 *
 * path     absolute
 * options  maximumBytes: a larger file is refused without being read
 * returns  bytes, sha256 of them (64 hex digits), size in bytes, time of the last change in ms
 * throws   AppError 'not-found', 'no-access', 'too-large', 'unreadable-photo' (empty, not a file, read error)
 */
export async function openPhotoFile(path: string, options: OpenOptions = {}): Promise<OpenedPhoto> {
  const maximumBytes = options.maximumBytes ?? DEFAULT_MAXIMUM_BYTES;
  const name = basename(path);
  try {
    await using file = await open(path, 'r');
    const status = await file.stat();
    if (!status.isFile()) throw new AppError('unreadable-photo', say('images.notAFile', { name }));
    if (status.size === 0) throw new AppError('unreadable-photo', say('images.empty', { name }));
    if (status.size > maximumBytes)
      throw new AppError(
        'too-large',
        say('images.tooLarge', { name, sizeBytes: status.size, limitBytes: maximumBytes }),
      );
    const bytes = await file.readFile();
    return {
      path,
      bytes,
      contentHash: createHash('sha256').update(bytes).digest('hex'),
      sizeBytes: bytes.length,
      modifiedAt: Math.trunc(status.mtimeMs),
    };
  } catch (error) {
    throw explainReadFailure(name, error);
  }
}

function explainReadFailure(name: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('not-found', say('images.gone', { name }), { cause: error });
    case 'EACCES':
    case 'EPERM':
      return new AppError('no-access', say('images.mayNotBeRead', { name }), { cause: error });
    case 'EISDIR':
      return new AppError('unreadable-photo', say('images.isFolder', { name }), {
        cause: error,
      });
    default:
      return new AppError(
        'unreadable-photo',
        say('images.readFailed', { name, reason: error instanceof Error ? error.message : String(error) }),
        { cause: error },
      );
  }
}
