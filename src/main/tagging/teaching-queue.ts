/** The questions whose answers teach the model most: of photos it is unsure about, unlike what is known and each other. */

import type { PhotoId } from '../../shared/ids.ts';
import { orderForReview, type ScoredPairs } from '../../shared/review-order.ts';
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
  const { pairs, total } = orderForReview(asked.pairs, 'uncertain', Number.MAX_SAFE_INTEGER);
  const photos = await photosInOrder(library, asked, pairs);
  const rank = new Map(photos.map((photoId, place) => [photoId, place]));
  const width = asked.pairs.labels.length;
  const rankOf = (place: number) => rank.get(asked.photoIds[Math.floor(place / width)]!) ?? photos.length;
  // the sort is stable: within a photo, and behind the last one, the nearest to the threshold stays first
  const places = pairs.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, query.limit);
  return queueOf(library, asked, places, total);
}

async function photosInOrder(library: Library, asked: AskedPairs, places: number[]): Promise<PhotoId[]> {
  const { model, photoIds, pairs } = asked;
  const { backbone } = model.settings;
  const worth = worthOf(pairs, places);
  const random = createSeededRandom(model.id);
  // A fine-tuned model may have scored photos whose embeddings by the backbone as it comes were never made.
  const isEmbedded = (photoId: PhotoId) => library.embeddings.has(photoId, backbone);
  // Part of a large library, drawn anew for every model: its most uncertain photos alone would be too alike.
  const candidates = drawn(random, [...worth.keys()], MOST_CANDIDATES).filter((row) =>
    isEmbedded(photoIds[row]!),
  );
  const isCandidate = new Set(candidates.map((row) => photoIds[row]!));
  const seen = library.photos.idsTagged().filter((photoId) => !isCandidate.has(photoId));
  return (await library.engine.spreadPhotos(
    {
      databaseFile: library.paths.databaseFile,
      backbone,
      photoIds: [...isCandidate],
      worth: Float32Array.from(candidates, (row) => worth.get(row)!),
      seenIds: drawn(random, seen, MOST_SEEN).filter(isEmbedded),
      count: ORDERED_PHOTOS,
    },
    quietContext(),
  )) as PhotoId[];
}

/** By row: the entropies of its open questions, summed. */
function worthOf({ scores, labels }: ScoredPairs, places: number[]): Map<number, number> {
  const worth = new Map<number, number>();
  for (const place of places) {
    const row = Math.floor(place / labels.length);
    worth.set(row, (worth.get(row) ?? 0) + questionEntropy(scores[place]!));
  }
  return worth;
}

function drawn<Value>(random: ReturnType<typeof createSeededRandom>, values: Value[], most: number): Value[] {
  return values.length <= most ? values : random.shuffle(values).slice(0, most);
}
