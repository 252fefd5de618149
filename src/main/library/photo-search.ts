/** What is kept between queries of one open library: its photos in memory, and the active model's scores. */

import { createPhotoQueries, type AllScores, type PhotoQueries } from '../database/photo-query.ts';
import type { Model } from '../../shared/model.ts';
import type { Library } from './library.ts';
import { createPhotoIndex, type PhotoIndex } from './photo-index.ts';

export interface PhotoSearch {
  queries: PhotoQueries;
  index: PhotoIndex;
  /** the model's stored scores; read again only when they changed */
  scoresOf(model: Model): AllScores;
}

const searches = new WeakMap<Library, PhotoSearch>();

/** The search of a library, made at the first question: the command line never asks. */
export function photoSearchOf(library: Library): PhotoSearch {
  const known = searches.get(library);
  if (known) return known;
  const search = createPhotoSearch(library);
  searches.set(library, search);
  return search;
}

function createPhotoSearch(library: Library): PhotoSearch {
  const queries = createPhotoQueries(library.database);
  let kept: { key: string; scores: AllScores } | null = null;
  return {
    queries,
    index: createPhotoIndex(queries),
    scoresOf(model) {
      const key = `${model.id} ${queries.scoreChanges()} ${queries.foreignChanges()}`;
      if (kept?.key !== key) kept = { key, scores: queries.allScores(model.id, model.labels.length) };
      return kept.scores;
    },
  };
}
