/** The counts of a library, for its summary. */

import type { LibrarySummary } from '../../shared/library-summary.ts';
import type { LibraryDatabase } from './library-database.ts';
import { createModelChanges } from './model-changes.ts';

export type LibraryCounts = Omit<LibrarySummary, 'name' | 'folder'>;

type QuickCounts = Omit<LibraryCounts, 'autoTaggedPhotos'>;

/** The part of the photo store that counts. */
export function createLibraryCounts(db: LibraryDatabase) {
  const count = db.prepare<[], QuickCounts>(
    `SELECT
       (SELECT count(DISTINCT photo_id) FROM photo_file) AS photos,
       (SELECT count(*) FROM photo_file) AS files,
       (SELECT count(*) FROM photo_file WHERE is_missing = 1) AS missingFiles,
       (SELECT count(*) FROM photo
        WHERE is_fully_tagged = 1 OR EXISTS (SELECT 1 FROM annotation WHERE photo_id = photo.id))
         AS taggedPhotos,
       (SELECT count(*) FROM photo WHERE is_fully_tagged = 1) AS fullyTaggedPhotos,
       (SELECT count(*) FROM label WHERE is_withdrawn = 0) AS labels,
       (SELECT count(*) FROM model) AS models,
       (SELECT id FROM model WHERE is_active = 1) AS activeModelId,
       (SELECT count(*) FROM file_problem) AS problems`,
  );
  const autoTagged = db
    .prepare<[], number>(
      `SELECT count(*) FROM newest_run AS newest
       WHERE EXISTS (
         SELECT 1 FROM prediction
         WHERE run_id = newest.run_id AND photo_id = newest.photo_id AND decision = 'apply')`,
    )
    .pluck();

  // Takes longer than all others together, and the summary is asked for after every answer of a person.
  let modelChanges: (() => string) | null = null;
  let countedAt: string | null = null;
  let counted = 0;
  const countAutoTagged = (): number => {
    modelChanges ??= createModelChanges(db);
    const now = modelChanges();
    if (now !== countedAt) counted = autoTagged.get()!;
    countedAt = now;
    return counted;
  };

  return {
    /** `photos` are those that have a file. Call it outside transactions: what is remembered is not rolled back. */
    counts(): LibraryCounts {
      return { ...count.get()!, autoTaggedPhotos: countAutoTagged() };
    },
  };
}
