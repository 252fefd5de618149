/** The photos about which two models disagree most. */

import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { ModelId, PhotoId, Probability } from '../../shared/ids.ts';
import type { Model } from '../../shared/model.ts';
import { reaches } from '../../shared/threshold.ts';
import type { MovedPhoto } from '../../shared/training-preview.ts';
import { labelNameKey } from '../database/label-name.ts';
import type { Library } from '../library/library.ts';

/** Reading this many photos' scores takes some milliseconds, after which the window's other requests get their turn. */
const PHOTOS_PER_PART = 2000;
const MOST_SHOWN = 60;

interface Move {
  photoId: PhotoId;
  label: string;
  before: Probability;
  after: Probability;
  flip: MovedPhoto['flip'];
}

/**
 * Compares the kept scores of two models, label by label of those that both know.
 *
 * returns  each photo once, with the label that moved most; photos whose tag would be another one first, then by how
 *          far the probability moved; at most 60. Empty when either model has no scores any more
 * Throws AppError 'not-found' for a model that is not there.
 */
export async function findMovedPhotos(
  library: Library,
  modelId: ModelId,
  previousId: ModelId,
): Promise<MovedPhoto[]> {
  const after = library.models.get(modelId);
  const before = library.models.get(previousId);
  const shared = sharedLabels(after, before);
  if (shared.length === 0 || library.scores.count(previousId) === 0) return [];
  const photoIds = library.photos.allIds();
  let moves: Move[] = [];
  for (let start = 0; start < photoIds.length; start += PHOTOS_PER_PART) {
    const part = photoIds.slice(start, start + PHOTOS_PER_PART);
    moves.push(...movesAmong(library, part, after, before, shared));
    moves = moves.sort(compareMoves).slice(0, MOST_SHOWN);
    await letOthersRun();
  }
  const hashOf = new Map(
    library.photos.get(moves.map((move) => move.photoId)).map((photo) => [photo.id, photo.contentHash]),
  );
  return moves.map((move) => ({ ...move, contentHash: hashOf.get(move.photoId) ?? '' }));
}

interface SharedLabel {
  label: string;
  /** where it stands in each model */
  after: number;
  before: number;
}

function sharedLabels(after: Model, before: Model): SharedLabel[] {
  const earlier = new Map(before.labels.map((label, position) => [labelNameKey(label), position]));
  return after.labels.flatMap((label, position) => {
    const match = earlier.get(labelNameKey(label));
    return match === undefined ? [] : [{ label, after: position, before: match }];
  });
}

function movesAmong(
  library: Library,
  photoIds: PhotoId[],
  after: Model,
  before: Model,
  shared: SharedLabel[],
): Move[] {
  const now = library.scores.matrix(after.id, photoIds);
  const earlier = library.scores.matrix(before.id, now.photoIds);
  const rowNow = new Map(now.photoIds.map((photoId, row) => [photoId, row]));
  const moves: Move[] = [];
  for (const [row, photoId] of earlier.photoIds.entries()) {
    let most: Move | null = null;
    for (const { label, after: column, before: earlierColumn } of shared) {
      const score = now.probabilities[rowNow.get(photoId)! * now.labelCount + column]!;
      const earlierScore = earlier.probabilities[row * earlier.labelCount + earlierColumn]!;
      const isTagged = reaches(score, after.thresholds[column]!.apply);
      const wasTagged = reaches(earlierScore, before.thresholds[earlierColumn]!.apply);
      const flip = isTagged === wasTagged ? null : isTagged ? 'gained' : 'lost';
      const move = { photoId, label, before: earlierScore, after: score, flip } satisfies Move;
      if (most === null || compareMoves(move, most) < 0) most = move;
    }
    if (most !== null && most.before !== most.after) moves.push(most);
  }
  return moves;
}

function compareMoves(a: Move, b: Move): number {
  return (
    Number(b.flip !== null) - Number(a.flip !== null) ||
    Math.abs(b.after - b.before) - Math.abs(a.after - a.before) ||
    a.photoId - b.photoId
  );
}
