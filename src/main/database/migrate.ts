/** Brings a library file to the schema of today, one numbered step at a time. */

import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { copyDatabaseNow } from './backup.ts';
import type { LibraryDatabase } from './library-database.ts';
import * as firstLibrary from './migrations/0001-first-library.ts';
import * as edits from './migrations/0002-edits.ts';
import * as scores from './migrations/0003-scores.ts';
import * as confirmations from './migrations/0004-confirmations.ts';
import * as followUps from './migrations/0005-follow-ups.ts';
import * as createdLabels from './migrations/0006-created-labels.ts';
import * as newestRun from './migrations/0007-newest-run.ts';

export interface Migration {
  version: number;
  sql: string;
}

/** In order, without gaps. Those that were released never change. */
export const migrations: readonly Migration[] = [
  firstLibrary,
  edits,
  scores,
  confirmations,
  followUps,
  createdLabels,
  newestRun,
];

export const latestVersion = migrations.at(-1)!.version;

/** In the file's header, so that tools and Tagwright itself know a library from any other SQLite file: "TgWr". */
export const APPLICATION_ID = 0x54_67_57_72;

/**
 * Runs the migrations that a file lacks, each all or nothing. An existing library is copied to
 * `backups/NAME-vVERSION-TIME.sqlite` beside it first.
 *
 * db     open for writing, not in a transaction
 * steps  for tests; the whole list by default
 * throws AppError 'newer-library' when the file has a version that `steps` does not reach
 */
export function migrate(db: LibraryDatabase, steps: readonly Migration[] = migrations): void {
  const current = versionOf(db);
  const latest = steps.at(-1)?.version ?? 0;
  if (current > latest)
    throw new AppError(
      'newer-library',
      say('database.fromNewer', { file: db.name, format: current, known: latest }),
    );
  if (current === latest) return;
  if (current > 0) backUpBeforeMigration(db, current);
  for (const step of steps) runStep(db, step);
}

function versionOf(db: LibraryDatabase): number {
  return Number(db.pragma('user_version', { simple: true }));
}

function runStep(db: LibraryDatabase, step: Migration): void {
  // rebuilding a table drops it; with foreign keys on, that would empty the tables that point to it.
  // The switch has no effect inside a transaction
  const foreignKeys = db.pragma('foreign_keys', { simple: true });
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(() => {
      // read again under the write lock: another process may have migrated meanwhile
      if (versionOf(db) >= step.version) return;
      db.exec(step.sql);
      const breaches = db.pragma('foreign_key_check') as unknown[];
      if (breaches.length > 0)
        throw new AppError(
          'damaged',
          say('database.cannotMigrate', { file: db.name, format: step.version, rows: breaches.length }),
        );
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${step.version}`);
    }).immediate();
  } finally {
    db.pragma(`foreign_keys = ${Number(foreignKeys)}`);
  }
}

function backUpBeforeMigration(db: LibraryDatabase, version: number): void {
  if (db.memory) return;
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const name = `${basename(db.name, '.sqlite')}-v${version}-${time}.sqlite`;
  copyDatabaseNow(db, join(dirname(db.name), 'backups', name));
}
