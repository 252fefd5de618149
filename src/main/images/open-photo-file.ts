/** Reads a photo file once: its bytes and their hash. */

import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
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
    if (!status.isFile())
      throw new AppError('unreadable-photo', `“${name}” is not a file; choose a photo instead.`);
    if (status.size === 0)
      throw new AppError('unreadable-photo', `“${name}” is empty; copy it again from where it came from.`);
    if (status.size > maximumBytes)
      throw new AppError(
        'too-large',
        `“${name}” has ${formatMegabytes(status.size)} MB; Tagwright reads photos of up to ${formatMegabytes(maximumBytes)} MB.`,
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

function formatMegabytes(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(bytes < 10 * 1024 ** 2 ? 1 : 0);
}

function explainReadFailure(name: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('not-found', `“${name}” is not there any more.`, { cause: error });
    case 'EACCES':
    case 'EPERM':
      return new AppError(
        'no-access',
        `“${name}” may not be read; allow reading it in the file's permissions.`,
        { cause: error },
      );
    case 'EISDIR':
      return new AppError('unreadable-photo', `“${name}” is a folder; choose a photo instead.`, {
        cause: error,
      });
    default:
      return new AppError(
        'unreadable-photo',
        `“${name}” could not be read (${error instanceof Error ? error.message : String(error)}); check the disk it lies on.`,
        { cause: error },
      );
  }
}
