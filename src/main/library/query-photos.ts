/** Answers which photos the grid shows: the search, the order, the groups. */

import type { PhotoId } from '../../shared/ids.ts';
import type { PhotoGroup, PhotoGrouping, PhotoOrder, PhotoQuery, PhotoSet } from '../../shared/photo-set.ts';
import { parseSearch } from '../../shared/search-query.ts';
import type { Library } from './library.ts';
import { keptDuplicates } from './near-duplicates.ts';
import { compareNames, type PhotoFact } from './photo-index.ts';
import { photoSearchOf } from './photo-search.ts';
import { testOf } from './query-conditions.ts';

/**
 * Finds the photos of a query. Parts of the search that cannot be understood are left out, so that the grid does not
 * empty while somebody types; the window shows what is wrong with them.
 */
export function queryPhotos(library: Library, { search, order, grouping }: PhotoQuery): PhotoSet {
  const tests = parseSearch(search).terms.map(({ term }) => testOf(library, term));
  const all = photoSearchOf(library).index.inOrder(order);
  const found = tests.length === 0 ? all : all.filter((photo) => tests.every((test) => test(photo)));
  const { photos, groups } =
    grouping === 'duplicates' ? groupDuplicates(library, found) : group(found, grouping, order);
  const ids = new Int32Array(photos.length);
  const aspects = new Float32Array(photos.length);
  for (let index = 0; index < photos.length; index++) {
    ids[index] = photos[index]!.id;
    aspects[index] = photos[index]!.aspect;
  }
  return { ids, aspects, groups, similarities: null, gaps: null, total: all.length };
}

/** The first photo after this one, newest first, of which nobody said anything; from the top again at the end. */
export function nextUntagged(library: Library, after: PhotoId | null): PhotoId | null {
  const { queries, index } = photoSearchOf(library);
  const tagged = new Set([...queries.annotated(), ...queries.fullyTagged()]);
  const photos = index.inOrder('newest');
  const start = after === null ? 0 : photos.findIndex((photo) => photo.id === after) + 1;
  for (let step = 0; step < photos.length; step++) {
    const { id } = photos[(start + step) % photos.length]!;
    if (id !== after && !tagged.has(id)) return id;
  }
  return null;
}

interface Grouped {
  photos: readonly PhotoFact[];
  groups: PhotoGroup[];
}

/** Groups in the order of their first photo found; photos of which no near-duplicate was found are left out. */
function groupDuplicates(library: Library, found: readonly PhotoFact[]): Grouped {
  const groupOf = new Map<PhotoId, number>();
  for (const [group, photoIds] of (keptDuplicates(library)?.groups ?? []).entries())
    for (const photoId of photoIds) groupOf.set(photoId, group);
  const byGroup = Map.groupBy(
    found.filter(({ id }) => groupOf.has(id)),
    ({ id }) => groupOf.get(id)!,
  );
  const gathered = [...byGroup.values()].filter((members) => members.length > 1);
  let start = 0;
  const groups = gathered.map((members, place) => {
    const group = { key: String(place + 1), start };
    start += members.length;
    return group;
  });
  return { photos: gathered.flat(), groups };
}

function group(
  photos: readonly PhotoFact[],
  grouping: Exclude<PhotoGrouping, 'duplicates'>,
  order: PhotoOrder,
): Grouped {
  if (photos.length === 0) return { photos, groups: [] };
  if (grouping === 'none') return { photos, groups: [{ key: '', start: 0 }] };
  if (grouping === 'folder')
    return gather(
      photos,
      (photo) => photo.folder,
      compareFolders,
      (key) => key,
    );
  const direction = order === 'oldest' ? 1 : -1;
  return gather(
    photos,
    (photo) => photo.month,
    (a, b) => direction * (a - b),
    monthKey,
  );
}

/** Photos of one key side by side, in the order they had among themselves. */
function gather<Key>(
  photos: readonly PhotoFact[],
  keyOf: (photo: PhotoFact) => Key,
  compareKeys: (a: Key, b: Key) => number,
  print: (key: Key) => string,
): Grouped {
  const byKey = Map.groupBy(photos, keyOf);
  const groups: PhotoGroup[] = [];
  const gathered: PhotoFact[][] = [];
  let start = 0;
  for (const [key, members] of [...byKey].sort(([a], [b]) => compareKeys(a, b))) {
    groups.push({ key: print(key), start });
    gathered.push(members);
    start += members.length;
  }
  return { photos: gathered.flat(), groups };
}

const compareFolders = (a: string, b: string): number => compareNames(a, b);

/** ISO month of a count of months since year 0. */
export function monthKey(month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
}
