/** What SQLite's error codes mean to a person. */

import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';

/**
 * Translates an error of SQLite into one a person can act on.
 *
 * error    whatever was caught
 * file     the database file it came from
 * returns  an AppError ('damaged', 'disk-full', 'no-access', 'conflict', 'not-found') or, when the code
 *          is none of these, the error itself
 */
export function explainSqliteError(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const family = error.code.split('_').slice(0, 2).join('_');
  const options = { cause: error };
  switch (family) {
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return new AppError('damaged', say('database.damaged', { file }), options);
    case 'SQLITE_FULL':
      return new AppError('disk-full', say('database.diskFull', { file }), options);
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'SQLITE_AUTH':
      return new AppError('no-access', say('database.notWritable', { file }), options);
    case 'SQLITE_CANTOPEN':
      return new AppError('no-access', say('database.notOpenable', { file }), options);
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return new AppError('conflict', say('database.busy', { file }), options);
    default:
      return error;
  }
}
