/** Opens library.sqlite: settings of the connection, identity of the file, migrations. */

import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { APPLICATION_ID, latestVersion, migrate } from './migrate.ts';
import { explainSqliteError } from './sqlite-failure.ts';

export type LibraryDatabase = Database.Database;

export interface OpenOptions {
  /** for the engine: never writes, never creates, never migrates */
  readonly?: boolean;
}

/** How long a statement waits for another process's write before it fails. */
const BUSY_TIMEOUT_MS = 5_000;

/** An embedding of 1280 float16 values takes 2.5 KB: three fit here, only one in the default 4 KB page. */
const PAGE_SIZE_BYTES = 8_192;

/**
 * Opens a library file, creating and migrating it as needed. Before an existing file is migrated, a copy of it
 * is left in `backups/` beside it.
 *
 * file     path of library.sqlite; its folder exists
 * returns  a connection with WAL, foreign keys and synchronous NORMAL; the caller closes it
 * throws   AppError 'not-found' (no folder; read-only: no file), 'damaged' (not SQLite, not a Tagwright library, or
 *          broken), 'newer-library', 'conflict' (read-only and not migrated yet), 'no-access', 'disk-full'
 */
export function openLibraryDatabase(file: string, options: OpenOptions = {}): LibraryDatabase {
  const readonly = options.readonly ?? false;
  if (!existsSync(readonly ? file : dirname(file)))
    throw new AppError('not-found', say('database.notThere', { file }));
  let db: LibraryDatabase | undefined;
  try {
    db = new Database(file, { readonly, timeout: BUSY_TIMEOUT_MS });
    checkIdentity(db);
    if (readonly) refuseUnmigrated(db);
    else prepareForWriting(db);
    return db;
  } catch (error) {
    const explained = explainOpenFailure(error, file, db);
    db?.close();
    throw explained;
  }
}

function prepareForWriting(db: LibraryDatabase): void {
  db.pragma(`page_size = ${PAGE_SIZE_BYTES}`);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  migrate(db);
}

/** A new, empty file has neither tables nor an application id; anything else must carry ours. */
function checkIdentity(db: LibraryDatabase): void {
  const applicationId = db.pragma('application_id', { simple: true });
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (applicationId === APPLICATION_ID) return;
  if (applicationId === 0 && tables === 0) return;
  throw new AppError('damaged', say('database.notOurs', { file: db.name }));
}

function refuseUnmigrated(db: LibraryDatabase): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > latestVersion) migrate(db);
  if (version < latestVersion) throw new AppError('conflict', say('database.fromOlder', { file: db.name }));
}

/** Errors without a meaning of their own (say, I/O) may come from a damaged file: then SQLite's own check tells. */
function explainOpenFailure(error: unknown, file: string, db: LibraryDatabase | undefined): unknown {
  const explained = explainSqliteError(error, file);
  if (explained !== error || !(error instanceof Database.SqliteError) || db === undefined) return explained;
  try {
    if (db.pragma('quick_check(1)', { simple: true }) === 'ok') return error;
  } catch {
    // the check itself stumbled: the file is no better than its answer would say
  }
  return new AppError('damaged', say('database.damagedBecause', { file, reason: error.message }), {
    cause: error,
  });
}
