/** Files that could not be read, and why; remembered so that an unchanged one is not tried again. */

import type { ErrorCode } from '../../shared/errors.ts';
import type { Timestamp } from '../../shared/ids.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';
import type { LibraryDatabase } from './library-database.ts';
import { fromSentenceColumn, toSentenceColumn } from './sentence-column.ts';

export interface FileProblem {
  /** absolute */
  path: string;
  code: ErrorCode;
  message: Sentence;
  sizeBytes: number;
  modifiedAt: number;
}

interface ProblemRow {
  path: string;
  code: ErrorCode;
  message: string;
  size_bytes: number;
  modified_at: number;
}

const toProblem = (row: ProblemRow): FileProblem => ({
  path: row.path,
  code: row.code,
  message: fromSentenceColumn(row.message),
  sizeBytes: row.size_bytes,
  modifiedAt: row.modified_at,
});

/** The part of the photo store that reads and writes the table `file_problem`. */
export function createFileProblems(db: LibraryDatabase) {
  const put = db.prepare<[string, string, string, number, number, Timestamp]>(
    `INSERT INTO file_problem (path, code, message, size_bytes, modified_at, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET code = excluded.code, message = excluded.message,
       size_bytes = excluded.size_bytes, modified_at = excluded.modified_at, at = excluded.at`,
  );
  const clear = db.prepare<[string]>('DELETE FROM file_problem WHERE path = ?');
  const byPath = db.prepare<[string], ProblemRow>('SELECT * FROM file_problem WHERE path = ?');
  const every = db.prepare<[], ProblemRow>('SELECT * FROM file_problem ORDER BY path');

  return {
    putProblem(problem: FileProblem, at: Timestamp = Date.now()): void {
      const { path, code, message, sizeBytes, modifiedAt } = problem;
      put.run(path, code, toSentenceColumn(message), sizeBytes, modifiedAt, at);
    },

    clearProblem(path: string): void {
      clear.run(path);
    },

    findProblem(path: string): FileProblem | null {
      const row = byPath.get(path);
      return row ? toProblem(row) : null;
    },

    listProblems(): FileProblem[] {
      return every.all().map(toProblem);
    },
  };
}
