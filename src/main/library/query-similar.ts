/** Answers queries of the grid that need the engine: the photos most like others, in the order of their likeness. */

import type { PhotoId } from '../../shared/ids.ts';
import type { PhotoQuery, PhotoSet } from '../../shared/photo-set.ts';
import { parseSearch, printSearch } from '../../shared/search-query.ts';
import { quietContext } from '../task-context.ts';
import type { Library } from './library.ts';
import { queryPhotos } from './query-photos.ts';
import { comparisonGaps, findSimilar } from './similar-photos.ts';

/** More are not looked through; the slider over them narrows down, never widens. */
const MOST_SIMILAR = 1000;

/**
 * Finds the photos of a query. Where its search has `similar:12`, they are the most similar of those that its other
 * terms find, ungrouped, the most similar first; the query's own order and grouping are then passed over.
 */
export async function answerQuery(library: Library, query: PhotoQuery): Promise<PhotoSet> {
  const terms = parseSearch(query.search).terms.map(({ term }) => term);
  const photoIds = terms.flatMap((term) => (term.kind === 'similar' ? (term.photoIds as PhotoId[]) : []));
  if (photoIds.length === 0) return queryPhotos(library, query);
  const others = terms.filter((term) => term.kind !== 'similar');
  const all = queryPhotos(library, { search: printSearch(others), order: 'newest', grouping: 'none' });
  const among = others.length === 0 ? null : all.ids;
  const found = await findSimilar(library, { photoIds, among, limit: MOST_SIMILAR }, quietContext());
  const aspectOf = new Map<number, number>([...found.photoIds].map((id) => [id, 1]));
  for (let place = 0; place < all.ids.length; place++)
    if (aspectOf.has(all.ids[place]!)) aspectOf.set(all.ids[place]!, all.aspects[place]!);
  return {
    ids: found.photoIds,
    aspects: Float32Array.from(found.photoIds, (id) => aspectOf.get(id)!),
    groups: found.photoIds.length === 0 ? [] : [{ key: '', start: 0 }],
    similarities: found.similarities,
    gaps: comparisonGaps(library, photoIds, found),
    total: all.total,
  };
}
