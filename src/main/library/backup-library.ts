/** A copy of a library that is whole or absent: the database and the models. Thumbnails can be made again. */

import { cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { backupDatabase } from '../database/backup.ts';
import { quietContext, type TaskContext } from '../task-context.ts';
import { LIBRARY_EXTENSION, libraryFolderAt } from './library-folder.ts';
import type { Library } from './library.ts';

export interface BackupReport {
  /** the NAME.tagwright folder that was made, absolute */
  folder: string;
  models: number;
  sizeBytes: number;
}

/**
 * Copies the library while it stays in use. The copy is a library itself: opening it restores everything.
 *
 * target   a folder that is there: NAME DATE.tagwright is made in it; else the name of the copy, whose ending is added
 *          when missing
 * Throws AppError 'already-exists' rather than overwrite anything, 'invalid-input' for a target inside the library,
 * 'no-access', 'disk-full', 'cancelled'.
 */
export async function backupLibrary(
  library: Library,
  target: string,
  context: TaskContext = quietContext(),
): Promise<BackupReport> {
  const folder = await folderFor(library, target);
  const unfinished = join(dirname(folder), `.${basename(folder)}.${process.pid}.unfinished`);
  const copy = {
    databaseFile: join(unfinished, 'library.sqlite'),
    modelsFolder: join(unfinished, 'models'),
  };
  try {
    await mkdir(unfinished, { recursive: true });
    context.report({ done: 0, total: null, note: say('notes.copyingDatabase') });
    await backupDatabase(library.database, copy.databaseFile);
    const models = await copyModels(library, copy.modelsFolder, context);
    context.signal.throwIfAborted();
    const sizeBytes = await sizeOf(unfinished);
    await publish(unfinished, folder);
    return { folder, models, sizeBytes };
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw explain(error, folder);
  }
}

async function folderFor(library: Library, target: string): Promise<string> {
  const absolute = resolve(target);
  const isPlace = !absolute.endsWith(LIBRARY_EXTENSION) && ((await statOf(absolute))?.isDirectory() ?? false);
  const day = new Date().toISOString().slice(0, 10);
  const { folder } = libraryFolderAt(isPlace ? join(absolute, `${library.paths.name} ${day}`) : absolute);
  if (`${folder}/`.startsWith(`${library.paths.folder}/`))
    throw new AppError('invalid-input', say('library.backupInside', { folder }));
  if (await statOf(folder)) throw new AppError('already-exists', say('library.backupExists', { folder }));
  return folder;
}

/** Models of the copied database; one that is trained or deleted meanwhile is not half copied. */
async function copyModels(library: Library, modelsFolder: string, context: TaskContext): Promise<number> {
  await mkdir(modelsFolder, { recursive: true });
  const models = library.models.list();
  for (const [index, { id }] of models.entries()) {
    context.signal.throwIfAborted();
    const name = library.models.folderOf(id);
    await cp(join(library.paths.modelsFolder, name), join(modelsFolder, name), { recursive: true });
    context.report({ done: index + 1, total: models.length, note: say('notes.copyingModels') });
  }
  return models.length;
}

/** A folder cannot be renamed over another that holds something, so nothing is overwritten here either. */
async function publish(unfinished: string, folder: string): Promise<void> {
  if (await statOf(folder)) throw new AppError('already-exists', say('library.backupAppeared', { folder }));
  await rename(unfinished, folder);
}

async function sizeOf(folder: string): Promise<number> {
  let sizeBytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) sizeBytes += (await stat(join(entry.parentPath, entry.name))).size;
  return sizeBytes;
}

async function statOf(path: string) {
  return stat(path).catch(() => null);
}

function explain(error: unknown, folder: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
      return new AppError('disk-full', say('library.backupDiskFull', { folder }), { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('no-access', say('library.backupNotAllowed', { folder }), {
        cause: error,
      });
    case 'ENOTDIR':
      return new AppError('not-found', say('library.notAFolder', { path: dirname(folder) }), {
        cause: error,
      });
    default:
      return error;
  }
}
