/** What is kept between queries of one open library: its photos in memory, and what the active model says of them. */

import { createPhotoQueries, type PhotoQueries } from '../database/photo-query.ts';
import { createModelViews, type ModelViews } from './model-view.ts';
import type { Library } from './library.ts';
import { createPhotoIndex, type PhotoIndex } from './photo-index.ts';

export interface PhotoSearch {
  queries: PhotoQueries;
  index: PhotoIndex;
  models: ModelViews;
}

const searches = new WeakMap<Library, PhotoSearch>();

/** The search of a library, made at the first question: most commands never ask. */
export function photoSearchOf(library: Library): PhotoSearch {
  const known = searches.get(library);
  if (known) return known;
  const queries = createPhotoQueries(library.database);
  const search = {
    queries,
    index: createPhotoIndex(queries),
    models: createModelViews(library, queries),
  };
  searches.set(library, search);
  return search;
}
