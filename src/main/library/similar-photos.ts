/** The photos most like some photos. */

import type { PhotoId } from '../../shared/ids.ts';
import type { ComparisonGaps } from '../../shared/photo-set.ts';
import type { LibraryPhotos, SimilarPhotos } from '../engine/engine.ts';
import type { TaskContext } from '../task-context.ts';
import { networkInUse } from './network-in-use.ts';
import type { Library } from './library.ts';
import type { PhotoFact } from './photo-index.ts';
import { photoSearchOf } from './photo-search.ts';

export interface SimilarQuery {
  /** at least one */
  photoIds: readonly PhotoId[];
  /** only these are found; null: all of the library */
  among: Int32Array | null;
  /** how many at most */
  limit: number;
}

/**
 * Finds the photos most similar to the mean of some photos, those themselves included. The first question of a
 * session reads the library's embeddings, which takes some seconds for 100,000 photos.
 *
 * returns  the most similar first, with their cosines; nothing when none of the photos has an embedding
 */
export function findSimilar(
  library: Library,
  { photoIds, among, limit }: SimilarQuery,
  context: TaskContext,
): Promise<SimilarPhotos> {
  const queryIds = [...photoIds];
  return library.engine.findSimilar({ ...comparedPhotos(library), queryIds, among, limit }, context);
}

/**
 * What a comparison had to do without: a search that was kept may name photos that are gone since, or that the network
 * in use has never seen, as after training with another backbone while their files lay elsewhere.
 */
export function comparisonGaps(
  library: Library,
  photoIds: readonly PhotoId[],
  { compared }: SimilarPhotos,
): ComparisonGaps {
  const { backbone } = networkInUse(library);
  const there = library.photos.get([...new Set(photoIds)]);
  return {
    gone: new Set(photoIds).size - there.length,
    unseen: there.filter(({ id }) => !library.embeddings.has(id, backbone)).length,
    notCompared: comparedPhotos(library).photoIds.length - compared,
  };
}

interface Kept {
  /** the very array the photo index gave: it gives another one when a photo changed */
  facts: readonly PhotoFact[];
  photoIds: Int32Array;
  stamps: Float64Array;
}

const kept = new WeakMap<Library, Kept>();

/** All photos of the library, oldest first, as the engine is to compare them. */
export function comparedPhotos(library: Library): LibraryPhotos {
  const { index, queries } = photoSearchOf(library);
  const facts = index.inOrder('oldest');
  let photos = kept.get(library);
  if (photos?.facts !== facts) {
    const stampOf = queries.contentStamps();
    photos = {
      facts,
      photoIds: Int32Array.from(facts, ({ id }) => id),
      stamps: Float64Array.from(facts, ({ id }) => stampOf.get(id) ?? 0),
    };
    kept.set(library, photos);
  }
  const { photoIds, stamps } = photos;
  return {
    databaseFile: library.paths.databaseFile,
    backbone: networkInUse(library).backbone,
    photoIds,
    stamps,
  };
}
