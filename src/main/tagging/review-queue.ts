/** Which pairs of photo and label a person is asked about next: from the stored scores of the active model. */

import { AppError } from '../../shared/errors.ts';
import type { LabelId, PhotoId, Probability } from '../../shared/ids.ts';
import { UNKNOWN } from '../../shared/label.ts';
import type { Model } from '../../shared/model.ts';
import {
  countOpen,
  orderForReview,
  type ReviewedLabel,
  type ScoredPairs,
  type ScoreOrder,
} from '../../shared/review-order.ts';
import type { ReviewQuery, ReviewQueue } from '../../shared/review.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Library } from '../library/library.ts';
import { scoresOf } from './kept-scores.ts';

/** What may be asked: the scores of all photos that are not fully tagged, of the labels that are wanted. */
export interface AskedPairs {
  model: Model;
  labelIds: (LabelId | null)[];
  /** by row */
  photoIds: PhotoId[];
  /** labels that are not asked for are left out */
  pairs: ScoredPairs;
  /** of all labels, asked for or not */
  labels: ReviewQueue['labels'];
}

/**
 * The queue of open questions. A pair is open while no person said anything of it and the photo is not fully tagged.
 *
 * query    every order but 'teaches', which is teachingQueue's
 * returns  empty without a model, and before its scores are there
 */
export function reviewQueue(library: Library, query: ReviewQuery & { order: ScoreOrder }): ReviewQueue {
  const asked = askedPairs(library, query);
  if (asked === null) return { modelId: null, items: [], total: 0, labels: [] };
  const { pairs: places, total } = orderForReview(asked.pairs, query.order, query.limit);
  return queueOf(library, asked, places, total);
}

/** What may be asked now; null without a model. */
export function askedPairs(library: Library, { labelId }: Pick<ReviewQuery, 'labelId'>): AskedPairs | null {
  const model = library.models.active();
  if (model === null) return null;
  const labelIds = library.models.labelIdsOf(model.id);
  const { photoIds, pairs } = scoredPairs(library, model, labelIds);
  const counts = countOpen(pairs);
  return {
    model,
    labelIds,
    photoIds,
    pairs: {
      ...pairs,
      labels: pairs.labels.map((label, column) =>
        labelId === null || labelIds[column] === labelId ? label : null,
      ),
    },
    labels: labelIds.flatMap((id, column) => (id === null ? [] : [{ labelId: id, open: counts[column]! }])),
  };
}

/**
 * The questions at some places, as they are shown.
 *
 * places  row · labels + column, in order
 * total   questions in all
 */
export function queueOf(
  library: Library,
  { model, labelIds, photoIds, pairs, labels }: AskedPairs,
  places: number[],
  total: number,
): ReviewQueue {
  const width = labelIds.length;
  const rows = places.map((place) => photoIds[Math.floor(place / width)]!);
  const hashOf = new Map(
    library.photos.get([...new Set(rows)]).map((photo) => [photo.id, photo.contentHash]),
  );
  return {
    modelId: model.id,
    items: places.map((place, index) => ({
      photoId: rows[index]!,
      contentHash: hashOf.get(rows[index]!)!,
      labelId: labelIds[place % width]!,
      score: pairs.scores[place]!,
      apply: model.thresholds[place % width]!.apply,
    })),
    total,
    labels,
  };
}

/**
 * Every open pair of one label from a score on, the surest first: what a bulk answer is about.
 *
 * Throws AppError 'not-found' without a model, or when it does not know the label.
 */
export function openPairsAbove(
  library: Library,
  labelId: LabelId,
  score: Probability,
): { photoId: PhotoId; score: Probability }[] {
  const model = library.models.active();
  const column = model === null ? -1 : library.models.labelIdsOf(model.id).indexOf(labelId);
  if (model === null || column < 0) throw new AppError('not-found', say('tagging.notSuggested'));
  const scored = library.scores.forLabel(model.id, column);
  const photoIds = [...scored.photoIds] as PhotoId[];
  const targets = library.annotations.targets(photoIds, [labelId]);
  return photoIds
    .map((photoId, index) => ({ photoId, score: scored.scores[index]!, isOpen: targets[index] === UNKNOWN }))
    .filter((pair) => pair.isOpen && pair.score >= score)
    .map((pair) => ({ photoId: pair.photoId, score: pair.score }))
    .sort((a, b) => b.score - a.score || a.photoId - b.photoId);
}

function scoredPairs(
  library: Library,
  model: Model,
  labelIds: (LabelId | null)[],
): { photoIds: PhotoId[]; pairs: ScoredPairs } {
  const fullyTagged = new Set(library.photos.idsFullyTagged());
  const wanted = library.photos.allIds().filter((photoId) => !fullyTagged.has(photoId));
  const { photoIds, probabilities } = scoresOf(library, model.id, wanted);
  const positives = new Map(library.labels.list().map((label) => [label.id, label.presentCount]));
  const labels = labelIds.map((labelId, column): ReviewedLabel | null => {
    if (labelId === null) return null;
    const { apply, suggest } = model.thresholds[column]!;
    return { apply, suggest, positives: positives.get(labelId) ?? 0 };
  });
  return {
    photoIds,
    pairs: { scores: probabilities, targets: library.annotations.targets(photoIds, labelIds), labels },
  };
}
