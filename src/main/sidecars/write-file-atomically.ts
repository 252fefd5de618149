/** Files that are either as before or complete, whatever happens meanwhile. */

import { randomUUID } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';

/**
 * Replaces a file, or makes it: a temporary file beside it is written, synced to the disk and renamed over it.
 * The permissions of an existing file are kept; behind a link, the file it leads to is replaced, not the link.
 *
 * throws  AppError 'no-access', 'not-found', 'disk-full' or, for a folder, 'invalid-input'; the file is then as it was
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  await writeStreamAtomically(path, [bytes]);
}

/** The same for content that comes in pieces; text is written as UTF-8. What the pieces throw is passed on. */
export async function writeStreamAtomically(
  path: string,
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  let target = path;
  let temporary: string | null = null;
  try {
    target = await followLink(path);
    const mode = await modeOf(target);
    const name = join(dirname(target), `.tagwright-${randomUUID()}.tmp`);
    const file = await open(name, 'wx', mode ?? 0o666);
    temporary = name;
    try {
      for await (const piece of pieces) await file.appendFile(piece);
      // The mode of open is cut by the process's mask; an existing file's is not.
      if (mode !== null) await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
    await syncFolder(dirname(target));
  } catch (error) {
    if (temporary !== null) await rm(temporary, { force: true });
    throw explain(target, error);
  }
}

/**
 * Looks whether a file could be written, before long work that ends with writing it. Nothing is changed.
 *
 * throws  as writeFileAtomically
 */
export async function refuseUnwritable(path: string): Promise<void> {
  try {
    if ((await stat(path).catch(() => null))?.isDirectory())
      throw new AppError('invalid-input', say('sidecars.isFolder', { path }));
    await access(dirname(path), constants.W_OK);
  } catch (error) {
    throw explain(path, error);
  }
}

async function followLink(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return path;
    throw error;
  }
}

async function modeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mode & 0o7777;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Makes the rename itself last; systems that cannot open folders (Windows) need not. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    return;
  }
}

function explain(path: string, error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('no-access', say('sidecars.mayNotBeWritten', { path }), {
        cause: error,
      });
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full', say('sidecars.diskFull', { path }), {
        cause: error,
      });
    case 'EISDIR':
      return new AppError('invalid-input', say('sidecars.isFolder', { path }), { cause: error });
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('not-found', say('sidecars.folderGone', { path }), { cause: error });
    default:
      return error;
  }
}
