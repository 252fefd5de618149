/** What the active model suggests for some photos together. */

import type { SelectionSuggestion, SuggestionAnswer } from '../../shared/edits.ts';
import type { LabelId, PhotoId } from '../../shared/ids.ts';
import { UNKNOWN } from '../../shared/label.ts';
import { decide } from '../../shared/threshold.ts';
import type { Library } from '../library/library.ts';

/** Reading the scores of more photos than this would keep main busy while somebody tags. */
const MOST_PHOTOS = 20_000;

/**
 * Counts for how many of the photos each label is suggested or would be applied, and nobody has answered.
 *
 * returns  the most frequent label first, of equally frequent ones the likeliest; empty without a model or scores, and
 *          for more than 20,000 photos
 */
export function suggestForSelection(library: Library, photoIds: readonly PhotoId[]): SelectionSuggestion[] {
  const sums = new Map<LabelId, { photos: number; score: number }>();
  for (const { labelId, score } of openSuggestions(library, photoIds)) {
    const sum = sums.get(labelId) ?? { photos: 0, score: 0 };
    sums.set(labelId, { photos: sum.photos + 1, score: sum.score + score });
  }
  return [...sums]
    .map(([labelId, { photos, score }]) => ({ labelId, photos, score: score / photos }))
    .sort((a, b) => b.photos - a.photos || b.score - a.score);
}

/** The open suggestions of one label among the photos, as the answer to them. Limits as in suggestForSelection. */
export function answersForSelection(
  library: Library,
  photoIds: readonly PhotoId[],
  labelId: LabelId,
  value: SuggestionAnswer['value'],
): SuggestionAnswer[] {
  const answers: SuggestionAnswer[] = [];
  for (const open of openSuggestions(library, photoIds))
    if (open.labelId === labelId) answers.push({ ...open, value });
  return answers;
}

function* openSuggestions(
  library: Library,
  photoIds: readonly PhotoId[],
): Generator<Omit<SuggestionAnswer, 'value'>> {
  const model = library.models.active();
  if (model === null || photoIds.length > MOST_PHOTOS) return;
  const labelIds = library.models.labelIdsOf(model.id);
  const scores = library.scores.matrix(model.id, [...new Set(photoIds)]);
  const targets = library.annotations.targets(scores.photoIds, labelIds);
  for (const [row, photoId] of scores.photoIds.entries())
    for (const [position, labelId] of labelIds.entries()) {
      const place = row * labelIds.length + position;
      const score = scores.probabilities[row * scores.labelCount + position];
      if (labelId === null || score === undefined || targets[place] !== UNKNOWN) continue;
      if (decide(score, model.thresholds[position]!) !== 'none') yield { photoId, labelId, score };
    }
}
