/** Chooses photos for auto-tag by a search. */

import { AppError } from '../../shared/errors.ts';
import type { ChosenPhotos } from '../../shared/chosen-photos.ts';
import type { PhotoId } from '../../shared/ids.ts';
import { parseSearch } from '../../shared/search-query.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Library } from '../library/library.ts';
import { queryPhotos } from '../library/query-photos.ts';
import { activeModel } from '../training/manage-models.ts';
import type { AutoTagInput } from './auto-tag-input.ts';
import { photosOfBrokenOffRun } from './open-auto-tag-run.ts';

/**
 * The photos that a search finds; those that it found before when a run of the same input was broken off.
 *
 * Throws AppError 'invalid-input' where any of the search is not understood (in the window, where it shows, it is passed
 * over) or asks for similar photos, which it would put in an order and not choose; 'not-found' when it finds nothing,
 * or without a model.
 */
export function photosFoundBy(library: Library, search: string, input: AutoTagInput): ChosenPhotos {
  const { terms, errors } = parseSearch(search);
  const [error] = errors;
  if (error) throw new AppError('invalid-input', say('tagging.searchNotUnderstood', { written: error.text }));
  if (terms.length === 0) throw new AppError('invalid-input', say('tagging.searchEmpty'));
  if (terms.some(({ term }) => term.kind === 'similar'))
    throw new AppError('invalid-input', say('tagging.searchBySimilarity'));
  const before = photosOfBrokenOffRun(library, activeModel(library), search, input);
  if (before !== null) return before;
  const { ids } = queryPhotos(library, { search, order: 'newest', grouping: 'none' });
  if (ids.length === 0) throw new AppError('not-found', say('tagging.searchFindsNothing', { search }));
  return { photoIds: [...ids] as PhotoId[], search };
}
