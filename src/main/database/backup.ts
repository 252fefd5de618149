/** Copies of a library's database that are whole or absent, never half. */

import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import type { LibraryDatabase } from './library-database.ts';
import { explainSqliteError } from './sqlite-failure.ts';

/** About 4 MB per step: other work of this process gets its turn every few milliseconds. */
const PAGES_PER_STEP = 500;

/**
 * Copies a library's database while it stays in use. The copy appears under its name only when it is complete,
 * and then replaces a file of that name.
 *
 * targetFile  path of the copy; its folder is created when missing
 * throws      AppError 'invalid-input' when the target is the library itself, 'disk-full', 'no-access'
 */
export async function backupDatabase(db: LibraryDatabase, targetFile: string): Promise<void> {
  refuseOwnFile(db, targetFile);
  const unfinished = unfinishedName(targetFile);
  try {
    mkdirSync(dirname(targetFile), { recursive: true });
    await db.backup(unfinished, { progress: () => PAGES_PER_STEP });
    publish(unfinished, targetFile);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw explainSqliteError(error, targetFile);
  }
}

/**
 * The same at once, compacted, for the moment before a migration: nothing else may happen in between.
 *
 * targetFile  path of the copy; its folder is created when missing
 * throws      as backupDatabase
 */
export function copyDatabaseNow(db: LibraryDatabase, targetFile: string): void {
  refuseOwnFile(db, targetFile);
  const unfinished = unfinishedName(targetFile);
  try {
    mkdirSync(dirname(targetFile), { recursive: true });
    db.prepare('VACUUM INTO ?').run(unfinished);
    publish(unfinished, targetFile);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw explainSqliteError(error, targetFile);
  }
}

function unfinishedName(targetFile: string): string {
  return `${targetFile}.${process.pid}.unfinished`;
}

function refuseOwnFile(db: LibraryDatabase, targetFile: string): void {
  if (!db.memory && resolve(db.name) === resolve(targetFile))
    throw new AppError('invalid-input', say('database.backupOverItself', { file: targetFile }));
}

/** The bytes must be on the disk before the name is: after a power cut a file with this name is whole. */
function publish(unfinished: string, targetFile: string): void {
  const handle = openSync(unfinished, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, targetFile);
}
