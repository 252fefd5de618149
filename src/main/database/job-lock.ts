/** One heavy job per library, whichever process asks: a lock that the system itself frees when its holder dies. */

import Database from 'better-sqlite3';
import type { LibraryDatabase } from './library-database.ts';
import { explainSqliteError } from './sqlite-failure.ts';

export interface JobLock {
  /** True when this lock is held now, by this call or an earlier one; false when someone else holds it. */
  acquire(): boolean;
  /** Harmless when it is not held. */
  release(): void;
}

/**
 * The lock of a library's jobs: an exclusive transaction on an empty database `library.sqlite-jobs`. A process id in
 * a table would outlive a crash and could be given to another program; file locks do not.
 *
 * db       the library; one in memory has nobody to share it with and is always free
 * returns  a lock, not held; two locks of one process exclude each other, too
 */
export function createJobLock(db: LibraryDatabase): JobLock {
  const file = `${db.name}-jobs`;
  let held: Database.Database | null = null;

  return {
    acquire(): boolean {
      if (held !== null || db.memory) return true;
      const connection = new Database(file, { timeout: 0 });
      try {
        connection.exec('BEGIN EXCLUSIVE');
      } catch (error) {
        connection.close();
        if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false;
        throw explainSqliteError(error, file);
      }
      held = connection;
      return true;
    },

    release(): void {
      held?.close();
      held = null;
    },
  };
}
