import type { SelectionTally } from '../../shared/edits.ts';
import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { LibraryDatabase } from './library-database.ts';

interface Counts {
  photos: number;
  fullyTagged: number;
  labels: Map<LabelId, { present: number; absent: number }>;
}

type LabelRow = [LabelId, present: number, absent: number];

/** Of so few photos the answers are counted one by one, whatever share of the library they are. */
const FEW_PHOTOS = 1000;

/**
 * Counts what people said of some photos. Of more than half the library, the others are counted and taken off the
 * whole, which an index tells: so that selecting everything takes no longer than selecting little.
 *
 * photoIds   without repeats; ids that do not exist are not counted
 * fewPhotos  so many are counted one by one in any case
 * returns    labels that are present or absent somewhere among them, by id; what nobody said is unknown, in photos
 *            that are fully tagged as well
 */
export function tallyTags(
  db: LibraryDatabase,
  photoIds: readonly PhotoId[],
  fewPhotos: number = FEW_PHOTOS,
): SelectionTally {
  if (photoIds.length <= fewPhotos) return toTally(countOf(db, photoIds));
  const all = db.prepare<[], PhotoId>('SELECT id FROM photo').pluck().all();
  if (photoIds.length * 2 <= all.length) return toTally(countOf(db, photoIds));
  const wanted = new Set(photoIds);
  return toTally(
    without(
      countWhole(db),
      countOf(
        db,
        all.filter((id) => !wanted.has(id)),
      ),
    ),
  );
}

function countOf(db: LibraryDatabase, photoIds: readonly PhotoId[]): Counts {
  const wanted = JSON.stringify(photoIds);
  const [photos, fullyTagged] = db
    .prepare<[string], [number, number]>(
      `SELECT count(*), coalesce(sum(is_fully_tagged), 0)
       FROM json_each(?) AS wanted JOIN photo ON photo.id = wanted.value`,
    )
    .raw()
    .get(wanted)!;
  const rows = db
    .prepare<[string], LabelRow>(
      `SELECT label_id, sum(annotation.value = 'present'), sum(annotation.value = 'absent')
       FROM json_each(?) AS wanted JOIN annotation ON photo_id = wanted.value GROUP BY label_id`,
    )
    .raw()
    .all(wanted);
  return { photos, fullyTagged, labels: byLabel(rows) };
}

function countWhole(db: LibraryDatabase): Counts {
  const count = (sql: string) => db.prepare<[], number>(sql).pluck().get()!;
  const rows = db
    .prepare<[], LabelRow>(
      `SELECT label_id, sum(value = 'present'), sum(value = 'absent') FROM annotation GROUP BY label_id`,
    )
    .raw()
    .all();
  return {
    photos: count('SELECT count(*) FROM photo'),
    fullyTagged: count('SELECT count(*) FROM photo WHERE is_fully_tagged = 1'),
    labels: byLabel(rows),
  };
}

function byLabel(rows: LabelRow[]): Counts['labels'] {
  return new Map(rows.map(([labelId, present, absent]) => [labelId, { present, absent }]));
}

function without(whole: Counts, others: Counts): Counts {
  return {
    photos: whole.photos - others.photos,
    fullyTagged: whole.fullyTagged - others.fullyTagged,
    labels: new Map(
      [...whole.labels].map(([labelId, { present, absent }]) => {
        const other = others.labels.get(labelId);
        return [labelId, { present: present - (other?.present ?? 0), absent: absent - (other?.absent ?? 0) }];
      }),
    ),
  };
}

function toTally({ photos, fullyTagged, labels }: Counts): SelectionTally {
  return {
    photos,
    fullyTagged,
    labels: [...labels]
      .filter(([, { present, absent }]) => present + absent > 0)
      .sort(([a], [b]) => a - b)
      .map(([labelId, { present, absent }]) => ({
        labelId,
        present,
        absent,
        unknown: photos - present - absent,
      })),
  };
}
