/** Is the database sound? */

import type { LibraryDatabase } from './library-database.ts';
import { explainSqliteError } from './sqlite-failure.ts';

/**
 * SQLite's full check of pages, indexes and constraints, then of every reference between tables.
 *
 * returns  one sentence per finding; empty when the database is sound
 */
export function checkDatabase(db: LibraryDatabase): string[] {
  return [...integrityFindings(db), ...referenceFindings(db)];
}

function integrityFindings(db: LibraryDatabase): string[] {
  return findings(db, () =>
    (db.pragma('integrity_check') as { integrity_check: string }[])
      .map((row) => row.integrity_check)
      .filter((message) => message !== 'ok'),
  );
}

function referenceFindings(db: LibraryDatabase): string[] {
  return findings(db, () =>
    (db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[]).map(
      (row) =>
        `A row of ${row.table} (${row.rowid ?? 'no row number'}) points to a ${row.parent} that is gone.`,
    ),
  );
}

/** A damaged file can make the check itself fail: that is a finding, too. */
function findings(db: LibraryDatabase, check: () => string[]): string[] {
  try {
    return check();
  } catch (error) {
    const explained = explainSqliteError(error, db.name);
    return [explained instanceof Error ? explained.message : String(explained)];
  }
}
