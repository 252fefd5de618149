/** Is the database sound? */

import { toFailure } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { verbatim, type Sentence } from '../../shared/sentences/sentence.ts';
import type { LibraryDatabase } from './library-database.ts';
import { explainSqliteError } from './sqlite-failure.ts';

/**
 * SQLite's full check of pages, indexes and constraints, then of every reference between tables.
 *
 * returns  one sentence per finding; empty when the database is sound
 */
export function checkDatabase(db: LibraryDatabase): Sentence[] {
  return [...integrityFindings(db), ...referenceFindings(db)];
}

function integrityFindings(db: LibraryDatabase): Sentence[] {
  return findings(db, () =>
    (db.pragma('integrity_check') as { integrity_check: string }[])
      .map((row) => row.integrity_check)
      .filter((message) => message !== 'ok')
      .map(verbatim),
  );
}

function referenceFindings(db: LibraryDatabase): Sentence[] {
  return findings(db, () =>
    (db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[]).map((row) =>
      say('database.danglingRow', { table: row.table, row: row.rowid, parent: row.parent }),
    ),
  );
}

/** A damaged file can make the check itself fail: that is a finding, too. */
function findings(db: LibraryDatabase, check: () => Sentence[]): Sentence[] {
  try {
    return check();
  } catch (error) {
    return [toFailure(explainSqliteError(error, db.name)).message];
  }
}
