import type { LibraryDatabase } from './library-database.ts';
import { explainSqliteError } from './sqlite-failure.ts';

/**
 * Runs an action as one transaction: all of its writes happen, or none.
 * Inside another transaction it becomes a part of that one, undone alone when it throws.
 *
 * db       an open library
 * action   synchronous: a promise cannot be waited for inside a transaction
 * returns  what the action returns
 * throws   whatever the action throws, after undoing its writes; AppError for SQLite's own failures
 */
export function inTransaction<Result>(db: LibraryDatabase, action: () => Result): Result {
  try {
    // immediate: the write lock is waited for at the start, not found taken half way
    return db.transaction(action).immediate();
  } catch (error) {
    throw explainSqliteError(error, db.name);
  }
}
