/** Whether what models say of photos is still what it was: tells those who keep it in memory to read again. */

import type { LibraryDatabase } from './library-database.ts';

/** Triggers of a table that says something of models. */
function countChanges(table: string): string {
  const trigger = (event: string) => `
  CREATE TEMP TRIGGER IF NOT EXISTS ${table}_${event} AFTER ${event} ON main.${table}
    BEGIN UPDATE model_changes SET count = count + 1; END;`;
  return ['INSERT', 'UPDATE', 'DELETE'].map(trigger).join('');
}

// Temporary: the file is not touched, and what other connections wrote is told by data_version.
const watch = `
  CREATE TEMP TABLE IF NOT EXISTS model_changes (count INTEGER NOT NULL);
  INSERT INTO model_changes SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM model_changes);
${['score', 'prediction', 'newest_run'].map(countChanges).join('')}`;

/**
 * Watches the scores, the predictions and which run counts from now on.
 *
 * returns  a function whose answer differs from the one before when any of them may have changed in between: through
 *          this connection, or when another one wrote anything at all
 */
export function createModelChanges(db: LibraryDatabase): () => string {
  db.exec(watch);
  const ours = db.prepare<[], number>('SELECT count FROM model_changes').pluck();
  return () => `${ours.get()!} ${Number(db.pragma('data_version', { simple: true }))}`;
}
