/** What is kept between queries of one open library: its photos in memory, and what the active model says of them. */

import { createPhotoQueries, type PhotoQueries } from '../database/photo-query.ts';
import { createModelView, type ModelView } from './model-view.ts';
import type { Library } from './library.ts';
import { createPhotoIndex, type PhotoIndex } from './photo-index.ts';

export interface PhotoSearch {
  queries: PhotoQueries;
  index: PhotoIndex;
  /** the active model as of now; null before the first training */
  activeModel(): ModelView | null;
}

const searches = new WeakMap<Library, PhotoSearch>();

/** The search of a library, made at the first question: the command line never asks. */
export function photoSearchOf(library: Library): PhotoSearch {
  const known = searches.get(library);
  if (known) return known;
  const queries = createPhotoQueries(library.database);
  const search = {
    queries,
    index: createPhotoIndex(queries),
    activeModel: createModelView(library, queries),
  };
  searches.set(library, search);
  return search;
}
