import { createAutoTagRuns } from './auto-tag-runs.ts';
import { createFileWrites } from './file-writes.ts';
import type { LibraryDatabase } from './library-database.ts';
import { createPredictions } from './predictions.ts';

/** Auto-tag runs, what they predicted, and the files they wrote. */
export function createRunStore(db: LibraryDatabase) {
  return { ...createAutoTagRuns(db), ...createPredictions(db), ...createFileWrites(db) };
}

export type RunStore = ReturnType<typeof createRunStore>;
