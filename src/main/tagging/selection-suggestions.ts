/** What models say of some photos together: given by auto-tag, or suggested. */

import type { SelectionSuggestion, SuggestionAnswer } from '../../shared/edits.ts';
import type { LabelId, PhotoId } from '../../shared/ids.ts';
import { UNKNOWN } from '../../shared/label.ts';
import { decide } from '../../shared/threshold.ts';
import type { Library } from '../library/library.ts';

/** Reading the scores of more photos than this would keep main busy while somebody tags. */
const MOST_PHOTOS = 20_000;
/** Reading what runs gave to this many takes about 20 ms. */
const MOST_LOOKED_THROUGH = 2000;

type OpenSuggestion = Omit<SuggestionAnswer, 'value'> & { isApplied: boolean };

/**
 * Counts for how many of the photos each label was given by auto-tag, is suggested or would be applied, and nobody has
 * answered.
 *
 * returns  first the labels that a run gave; the most frequent label first, of equally frequent ones the likeliest;
 *          empty without a model or scores, and for more than 20,000 photos
 */
export function suggestForSelection(library: Library, photoIds: readonly PhotoId[]): SelectionSuggestion[] {
  const sums = new Map<LabelId, { photos: number; applied: number; score: number }>();
  for (const { labelId, score, isApplied } of openSuggestions(library, photoIds)) {
    const { photos, applied, score: sum } = sums.get(labelId) ?? { photos: 0, applied: 0, score: 0 };
    sums.set(labelId, { photos: photos + 1, applied: applied + (isApplied ? 1 : 0), score: sum + score });
  }
  return [...sums]
    .map(([labelId, { photos, applied, score }]) => ({ labelId, photos, applied, score: score / photos }))
    .sort(
      (a, b) => Number(b.applied > 0) - Number(a.applied > 0) || b.photos - a.photos || b.score - a.score,
    );
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
    if (open.labelId === labelId) answers.push({ photoId: open.photoId, labelId, score: open.score, value });
  return answers;
}

function* openSuggestions(library: Library, photoIds: readonly PhotoId[]): Generator<OpenSuggestion> {
  const model = library.models.active();
  if (model === null || photoIds.length > MOST_PHOTOS) return;
  const labelIds = library.models.labelIdsOf(model.id);
  const scores = library.scores.matrix(model.id, [...new Set(photoIds)]);
  const targets = library.annotations.targets(scores.photoIds, labelIds);
  const applied = appliedTo(library, photoIds);
  for (const [row, photoId] of scores.photoIds.entries())
    for (const [position, labelId] of labelIds.entries()) {
      const place = row * labelIds.length + position;
      const score = scores.probabilities[row * scores.labelCount + position];
      if (labelId === null || score === undefined || targets[place] !== UNKNOWN) continue;
      const isApplied = applied.get(photoId)?.has(labelId) === true;
      if (isApplied || decide(score, model.thresholds[position]!) !== 'none')
        yield { photoId, labelId, score, isApplied };
    }
}

/** What the newest run gave to each photo; empty for more photos than can be looked through. */
function appliedTo(library: Library, photoIds: readonly PhotoId[]): Map<PhotoId, Set<LabelId>> {
  if (photoIds.length > MOST_LOOKED_THROUGH) return new Map();
  return new Map(
    library.runs
      .currentPredictions(photoIds)
      .map(({ photoId, predictions }) => [
        photoId,
        new Set(predictions.filter(({ decision }) => decision === 'apply').map(({ labelId }) => labelId)),
      ]),
  );
}
