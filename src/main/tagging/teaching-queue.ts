/** The questions whose answers teach the model most: of photos it is unsure about, unlike what is known and each other. */

import type { PhotoId } from '../../shared/ids.ts';
import { openPairs, orderForReview, type ScoredPairs } from '../../shared/review-order.ts';
import type { ReviewQuery, ReviewQueue } from '../../shared/review.ts';
import { createSeededRandom } from '../../shared/seeded-random.ts';
import { questionEntropy } from '../../shared/teaching-worth.ts';
import type { Library } from '../library/library.ts';
import { quietContext } from '../task-context.ts';
import { askedPairs, queueOf, type AskedPairs } from './review-queue.ts';

/** Photos put in order at once; there are more questions to a photo than one. */
const ORDERED_PHOTOS = 120;
/** More would take the engine longer than a person waits. */
const MOST_CANDIDATES = 3000;
const MOST_SEEN = 1500;

/**
 * The queue in the order 'teaches': photos by what their answers would tell (the entropies of their open questions,
 * summed) times the distance to the nearest photo that is tagged or comes before, all questions of a photo together;
 * then the other questions, nearest to the threshold first.
 *
 * Throws what the engine throws.
 */
export async function teachingQueue(library: Library, query: ReviewQuery): Promise<ReviewQueue> {
  const asked = askedPairs(library, query);
  if (asked === null) return { modelId: null, items: [], total: 0, labels: [] };
  const { places, keys } = openPairs(asked.pairs, 'uncertain');
  const photos = await photosInOrder(library, asked, places);
  const rankOf = new Map(photos.map((photoId, rank) => [photoId, rank]));
  const width = asked.pairs.labels.length;
  const rankAt = (place: number) => rankOf.get(asked.photoIds[Math.floor(place / width)]!);
  const first: { place: number; key: number; rank: number }[] = [];
  for (const [index, place] of places.entries()) {
    const rank = rankAt(place);
    if (rank !== undefined) first.push({ place, key: keys[index]!, rank });
  }
  first.sort((a, b) => a.rank - b.rank || a.key - b.key || a.place - b.place);
  // of the others no more than may be wanted: sorting all questions of a large library takes longer than anything else
  const others =
    first.length < query.limit
      ? orderForReview(asked.pairs, 'uncertain', query.limit + first.length).pairs
      : [];
  const inOrder = [
    ...first.map(({ place }) => place),
    ...others.filter((place) => rankAt(place) === undefined),
  ];
  return queueOf(library, asked, inOrder.slice(0, query.limit), places.length);
}

async function photosInOrder(library: Library, asked: AskedPairs, places: Uint32Array): Promise<PhotoId[]> {
  const { model, photoIds, pairs } = asked;
  const { backbone } = model.settings;
  const worth = worthOf(pairs, places);
  const random = createSeededRandom(model.id);
  // A fine-tuned model may have scored photos whose embeddings by the backbone as it comes were never made.
  const isEmbedded = (photoId: PhotoId) => library.embeddings.has(photoId, backbone);
  // Part of a large library, drawn anew for every model: its most uncertain photos alone would be too alike.
  const candidates = drawn(random, rowsOf(places, pairs.labels.length), MOST_CANDIDATES).filter((row) =>
    isEmbedded(photoIds[row]!),
  );
  const isCandidate = new Set(candidates.map((row) => photoIds[row]!));
  const seen = library.photos.idsTagged().filter((photoId) => !isCandidate.has(photoId));
  return (await library.engine.spreadPhotos(
    {
      databaseFile: library.paths.databaseFile,
      backbone,
      photoIds: [...isCandidate],
      worth: Float32Array.from(candidates, (row) => worth[row]!),
      seenIds: drawn(random, seen, MOST_SEEN).filter(isEmbedded),
      count: ORDERED_PHOTOS,
    },
    quietContext(),
  )) as PhotoId[];
}

/** By row: the entropies of its open questions, summed. */
function worthOf({ scores, labels }: ScoredPairs, places: Uint32Array): Float64Array {
  const worth = new Float64Array(scores.length / labels.length);
  for (const place of places) worth[Math.floor(place / labels.length)]! += questionEntropy(scores[place]!);
  return worth;
}

/** The rows of places that ascend, each once. */
function rowsOf(places: Uint32Array, width: number): number[] {
  const rows: number[] = [];
  for (const place of places) {
    const row = Math.floor(place / width);
    if (row !== rows.at(-1)) rows.push(row);
  }
  return rows;
}

function drawn<Value>(random: ReturnType<typeof createSeededRandom>, values: Value[], most: number): Value[] {
  return values.length <= most ? values : random.shuffle(values).slice(0, most);
}
