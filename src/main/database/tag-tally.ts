import type { SelectionTally } from '../../shared/edits.ts';
import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { LibraryDatabase } from './library-database.ts';

/**
 * Counts what people said of some photos.
 *
 * photoIds  without repeats; ids that do not exist are not counted
 * returns   labels that are present or absent somewhere among them, by id; what nobody said is unknown, in photos
 *           that are fully tagged as well
 */
export function tallyTags(db: LibraryDatabase, photoIds: readonly PhotoId[]): SelectionTally {
  const wanted = JSON.stringify(photoIds);
  const [photos, fullyTagged] = db
    .prepare<[string], [number, number]>(
      `SELECT count(*), coalesce(sum(is_fully_tagged), 0)
       FROM json_each(?) AS wanted JOIN photo ON photo.id = wanted.value`,
    )
    .raw()
    .get(wanted)!;
  const labels = db
    .prepare<[string], [LabelId, number, number]>(
      `SELECT label_id, sum(annotation.value = 'present'), sum(annotation.value = 'absent')
       FROM json_each(?) AS wanted JOIN annotation ON photo_id = wanted.value GROUP BY label_id ORDER BY label_id`,
    )
    .raw()
    .all(wanted);
  return {
    photos,
    fullyTagged,
    labels: labels.map(([labelId, present, absent]) => ({
      labelId,
      present,
      absent,
      unknown: photos - present - absent,
    })),
  };
}
