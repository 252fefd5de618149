import { createFileProblems } from './file-problems.ts';
import { createLibraryCounts } from './library-counts.ts';
import type { LibraryDatabase } from './library-database.ts';
import { createPhotoFiles } from './photo-files.ts';
import { createPhotoRows } from './photo-rows.ts';

/** Photos, the files they lie in, the files that could not be read, and the counts of the library. */
export function createPhotoStore(db: LibraryDatabase) {
  return {
    ...createPhotoRows(db),
    ...createPhotoFiles(db),
    ...createFileProblems(db),
    ...createLibraryCounts(db),
  };
}

export type PhotoStore = ReturnType<typeof createPhotoStore>;
