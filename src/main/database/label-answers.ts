/** What is known of one label, over all photos: two lists instead of a row per photo, which would cost ten times as much. */

import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { LibraryDatabase } from './library-database.ts';

export interface LabelAnswers {
  present: PhotoId[];
  /** said to be absent; the unanswered of fully tagged photos are not listed */
  absent: PhotoId[];
}

/** The photos that somebody said have the label, and have it not. */
export function answersOfLabel(db: LibraryDatabase, labelId: LabelId): LabelAnswers {
  const list = db
    .prepare<[LabelId, string], string>(
      'SELECT json_group_array(photo_id) FROM annotation WHERE label_id = ? AND value = ?',
    )
    .pluck();
  const idsOf = (value: keyof LabelAnswers) => JSON.parse(list.get(labelId, value)!) as PhotoId[];
  return { present: idsOf('present'), absent: idsOf('absent') };
}

/** Photos whose unanswered labels count as absent. */
export function fullyTaggedPhotos(db: LibraryDatabase): PhotoId[] {
  const list = db
    .prepare<[], string>('SELECT json_group_array(id) FROM photo WHERE is_fully_tagged = 1')
    .pluck();
  return JSON.parse(list.get()!) as PhotoId[];
}
