/** Looks through everything that is known of the photos a model learned from, for what is probably wrong. */

import type { LabelId, PhotoId } from '../../shared/ids.ts';
import { ABSENT, PRESENT } from '../../shared/label.ts';
import { crossEntropyFromProbability } from '../../shared/metrics/cross-entropy.ts';
import type { Model } from '../../shared/model.ts';
import {
  isContradiction,
  isLikelyWrong,
  orderBySuspicion,
  selfConfidenceOf,
  type AnnotatedScores,
} from '../../shared/suspicion.ts';
import type { SuspiciousItem, SuspiciousQuery, SuspiciousQueue } from '../../shared/suspicious-labels.ts';
import type { Library } from '../library/library.ts';
import type { HeldOutReader } from './held-out-photos.ts';

const NOTHING: SuspiciousQueue = { items: [], total: 0, likelyWrong: 0, photos: 0, labels: [] };

/**
 * The queue of the active model. What a person confirmed is left out while it is still what is known.
 *
 * returns  empty without a model
 * Throws AppError 'not-found' or 'damaged' when the model's files are.
 */
export async function suspiciousLabels(
  library: Library,
  heldOutOf: HeldOutReader,
  query: SuspiciousQuery,
): Promise<SuspiciousQueue> {
  const model = library.models.active();
  if (model === null) return NOTHING;
  const { photoIds, probabilities } = await heldOutOf(model.id);
  const labelIds = library.models.labelIdsOf(model.id);
  const width = labelIds.length;
  const targets = library.annotations.targets(photoIds as PhotoId[], labelIds);
  const scores: AnnotatedScores = { probabilities, targets, labelCount: width };
  const confirmed = confirmedPlaces(library, photoIds, labelIds, targets);
  const places = orderBySuspicion(
    scores,
    (place) =>
      isContradiction(targets[place]!, probabilities[place]!, model.thresholds[place % width]!.apply) &&
      !confirmed.has(place),
  );
  const wanted =
    query.labelId === null ? places : places.filter((place) => labelIds[place % width] === query.labelId);
  const confidence = selfConfidenceOf(scores);
  const isWrong = (place: number) =>
    isLikelyWrong(confidence, place % width, targets[place]!, probabilities[place]!);
  return {
    items: itemsAt(wanted.subarray(0, query.limit)),
    total: wanted.length,
    likelyWrong: wanted.reduce((count, place) => count + Number(isWrong(place)), 0),
    photos: photoIds.length,
    labels: openByLabel(places, labelIds),
  };

  function itemsAt(chosen: Int32Array): SuspiciousItem[] {
    const rows = Array.from(chosen, (place) => photoIds[Math.floor(place / width)]! as PhotoId);
    const hashOf = new Map(
      library.photos.get([...new Set(rows)]).map((photo) => [photo.id, photo.contentHash]),
    );
    return Array.from(chosen, (place, index) => ({
      photoId: rows[index]!,
      contentHash: hashOf.get(rows[index]!)!,
      labelId: labelIds[place % width]!,
      value: targets[place] === PRESENT ? 'present' : 'absent',
      probability: probabilities[place]!,
      apply: (model as Model).thresholds[place % width]!.apply,
      loss: crossEntropyFromProbability(probabilities[place]!, targets[place]!),
      isLikelyWrong: isWrong(place),
    }));
  }
}

function confirmedPlaces(
  library: Library,
  photoIds: readonly number[],
  labelIds: (LabelId | null)[],
  targets: Int8Array,
): Set<number> {
  const confirmations = library.confirmations.list();
  const rowOf = new Map<number, number>();
  if (confirmations.length > 0) for (const [row, photoId] of photoIds.entries()) rowOf.set(photoId, row);
  const places = new Set<number>();
  for (const { photoId, labelId, value } of confirmations) {
    const row = rowOf.get(photoId);
    const column = labelIds.indexOf(labelId);
    if (row === undefined || column < 0) continue;
    const place = row * labelIds.length + column;
    if (targets[place] === (value === 'present' ? PRESENT : ABSENT)) places.add(place);
  }
  return places;
}

function openByLabel(places: Int32Array, labelIds: (LabelId | null)[]): SuspiciousQueue['labels'] {
  const counts = new Uint32Array(labelIds.length);
  for (const place of places) counts[place % labelIds.length]!++;
  return labelIds.flatMap((labelId, column) =>
    labelId === null || counts[column] === 0 ? [] : [{ labelId, open: counts[column]! }],
  );
}
