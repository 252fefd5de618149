/** The journal of files that a run wrote: what was there before, so that it can be put back. */

import { AppError } from '../../shared/errors.ts';
import type { RunId, Timestamp } from '../../shared/ids.ts';
import { say } from '../../shared/sentences/say.ts';
import type { LibraryDatabase } from './library-database.ts';

/** `conflict`: the file was changed by someone else since, so it was left alone. */
export type FileWriteState = 'planned' | 'written' | 'undone' | 'conflict';

export type FileWriteId = number & { readonly __brand: 'FileWriteId' };

export interface FileWrite {
  id: FileWriteId;
  runId: RunId;
  /** absolute */
  path: string;
  /** sha256 of the bytes written, 64 hex digits */
  afterHash: string;
  state: FileWriteState;
  at: Timestamp;
}

interface WriteRow {
  id: FileWriteId;
  run_id: RunId;
  path: string;
  after_hash: string;
  state: FileWriteState;
  at: Timestamp;
}

/** The part of the run store that reads and writes the table `file_write`. */
export function createFileWrites(db: LibraryDatabase) {
  // a second plan for one path comes from a resumed run: the bytes before the run are the first ones
  const plan = db
    .prepare<[RunId, string, Uint8Array | null, string, Timestamp], FileWriteId>(
      `INSERT INTO file_write (run_id, path, before_bytes, after_hash, state, at)
       VALUES (?, ?, ?, ?, 'planned', ?)
       ON CONFLICT (run_id, path) DO UPDATE SET after_hash = excluded.after_hash, state = 'planned',
         at = excluded.at
       RETURNING id`,
    )
    .pluck();
  const mark = db.prepare<[FileWriteState, Timestamp, FileWriteId]>(
    'UPDATE file_write SET state = ?, at = ? WHERE id = ?',
  );
  const byRun = db.prepare<[RunId], WriteRow>(
    'SELECT id, run_id, path, after_hash, state, at FROM file_write WHERE run_id = ? ORDER BY id DESC',
  );
  const before = db
    .prepare<[FileWriteId], Uint8Array | null>('SELECT before_bytes FROM file_write WHERE id = ?')
    .pluck();

  function markAs(state: FileWriteState) {
    return (id: FileWriteId, at: Timestamp = Date.now()): void => {
      if (mark.run(state, at, id).changes === 0)
        throw new AppError('not-found', say('database.noSuchFileWrite', { id }));
    };
  }

  return {
    /** Before a file is touched. before: its bytes, null when it does not exist; afterHash: sha256 of the new bytes */
    planWrite(
      write: Pick<FileWrite, 'runId' | 'path' | 'afterHash'> & { before: Uint8Array | null },
      at: Timestamp = Date.now(),
    ): FileWriteId {
      return plan.get(write.runId, write.path, write.before, write.afterHash, at)!;
    },

    markWritten: markAs('written'),
    markUndone: markAs('undone'),
    markConflict: markAs('conflict'),

    /** The bytes before the run; null: there was no file. Apart from the journal, which need not hold all at once. */
    bytesBefore(id: FileWriteId): Uint8Array | null {
      return before.get(id) ?? null;
    },

    /** Newest first: the order to undo them in. */
    writesOf(runId: RunId): FileWrite[] {
      return byRun.all(runId).map((row) => ({
        id: row.id,
        runId: row.run_id,
        path: row.path,
        afterHash: row.after_hash,
        state: row.state,
        at: row.at,
      }));
    },
  };
}
