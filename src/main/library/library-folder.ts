/** The library on disk: one NAME.tagwright folder. Photos themselves stay where they are. */

import { mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';

export const LIBRARY_EXTENSION = '.tagwright';

export interface LibraryFolder {
  name: string;
  folder: string;
  databaseFile: string;
  thumbnailsFolder: string;
  modelsFolder: string;
  backupsFolder: string;
  /** there while the backbone is fine-tuned: what it has seen and how far it is */
  fineTuningFolder: string;
}

const DATABASE_NAME = 'library.sqlite';

/**
 * Names the parts of a library folder; nothing is touched.
 *
 * folder   with or without the .tagwright ending, which is added when missing; or the library.sqlite in it, which is
 *          what a file manager can pass on
 */
export function libraryFolderAt(folder: string): LibraryFolder {
  const named = resolve(folder);
  const isDatabase = basename(named) === DATABASE_NAME && dirname(named).endsWith(LIBRARY_EXTENSION);
  const absolute = isDatabase ? dirname(named) : named;
  const withEnding = absolute.endsWith(LIBRARY_EXTENSION) ? absolute : absolute + LIBRARY_EXTENSION;
  return {
    name: basename(withEnding, LIBRARY_EXTENSION),
    folder: withEnding,
    databaseFile: join(withEnding, DATABASE_NAME),
    thumbnailsFolder: join(withEnding, 'thumbnails'),
    modelsFolder: join(withEnding, 'models'),
    backupsFolder: join(withEnding, 'backups'),
    fineTuningFolder: join(withEnding, 'fine-tuning'),
  };
}

/**
 * Makes the folders that are missing.
 *
 * Throws AppError 'not-found' when mayCreate is false and there is no library, 'no-access' when the system refuses.
 */
export function prepareLibraryFolder(paths: LibraryFolder, mayCreate: boolean): void {
  const exists = statSync(paths.databaseFile, { throwIfNoEntry: false })?.isFile() ?? false;
  if (!exists && !mayCreate)
    throw new AppError('not-found', say('library.noLibraryAt', { folder: paths.folder }));
  try {
    for (const folder of [paths.folder, paths.thumbnailsFolder, paths.modelsFolder]) makeFolder(folder);
  } catch (error) {
    throw new AppError(
      'no-access',
      say('library.folderNotWritable', { folder: paths.folder, reason: (error as Error).message }),
      { cause: error },
    );
  }
}

/** Folder by folder: where the system refuses with ENOENT, as below /proc, Node's own recursion never ends. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder);
}
