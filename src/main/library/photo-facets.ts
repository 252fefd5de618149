/** What the search box and the filters offer beside labels. */

import type { FacetCount, PhotoFacets } from '../../shared/photo-set.ts';
import type { Library } from './library.ts';
import { compareNames, type PhotoFact } from './photo-index.ts';
import { monthKey } from './query-photos.ts';
import { photoSearchOf } from './photo-search.ts';
import { latestStarterOpinion } from './starter-opinion.ts';

/** Folders, cameras and months that there are photos of, and what the pretrained network saw in them. */
export function photoFacets(library: Library): PhotoFacets {
  const photos = photoSearchOf(library).index.inOrder('newest');
  const month = (photo: PhotoFact | undefined) => (photo ? monthKey(photo.month) : null);
  return {
    folders: count(photos, (photo) => photo.folder),
    cameras: count(photos, (photo) => photo.camera).filter(({ name }) => name !== ''),
    firstMonth: month(photos.at(-1)),
    lastMonth: month(photos[0]),
    starterWords: (latestStarterOpinion(library)?.opinion.labels ?? []).map(({ en, de }) => ({ en, de })),
  };
}

function count(photos: readonly PhotoFact[], nameOf: (photo: PhotoFact) => string): FacetCount[] {
  const counts = new Map<string, number>();
  for (const photo of photos) counts.set(nameOf(photo), (counts.get(nameOf(photo)) ?? 0) + 1);
  return [...counts]
    .map(([name, photosOfName]) => ({ name, photos: photosOfName }))
    .sort((a, b) => compareNames(a.name, b.name));
}
