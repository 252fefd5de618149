/** What a training would learn from now, told before it starts. */

import type { LabelId, PhotoId } from '../../shared/ids.ts';
import { ABSENT, PRESENT } from '../../shared/label.ts';
import { TEST, TRAIN, UNASSIGNED, VALIDATION } from '../../shared/photo.ts';
import { FEW_EXAMPLES, type TrainableLabel, type TrainingPreview } from '../../shared/training-preview.ts';
import type { Library } from '../library/library.ts';

/**
 * Counts tagged photos by split, and the positives and negatives of every label outside the test photos, which are
 * never learned from.
 *
 * returns  labels that need the most attention first: not learnable, few, good; each kind by name
 */
export function previewTraining(library: Library): TrainingPreview {
  const tagged = library.photos.idsTagged();
  const splitOf = library.photos.splitsOf(tagged);
  const countIn = (split: number): number => splitOf.reduce((count, own) => count + Number(own === split), 0);
  const labels = library.labels.list();
  const tested = countTested(
    library,
    tagged.filter((_, row) => splitOf[row] === TEST),
    labels.map((label) => label.id),
  );
  const active = library.models.active();
  return {
    photos: {
      train: countIn(TRAIN),
      validation: countIn(VALIDATION),
      test: countIn(TEST),
      unassigned: countIn(UNASSIGNED),
    },
    labels: labels
      .map(({ id, name, presentCount, absentCount }, column) => {
        const positives = presentCount - tested.positives[column]!;
        const negatives = absentCount - tested.negatives[column]!;
        return { labelId: id, label: name, positives, negatives, standing: standingOf(positives, negatives) };
      })
      .sort(
        (a, b) =>
          standings.indexOf(a.standing) - standings.indexOf(b.standing) || a.label.localeCompare(b.label),
      ),
    newAnswers: active === null ? 0 : library.annotations.countSince(active.createdAt),
  };
}

const standings: readonly TrainableLabel['standing'][] = ['none', 'few', 'good'];

function standingOf(positives: number, negatives: number): TrainableLabel['standing'] {
  const fewer = Math.min(positives, negatives);
  if (fewer === 0) return 'none';
  return fewer < FEW_EXAMPLES ? 'few' : 'good';
}

function countTested(
  library: Library,
  photoIds: PhotoId[],
  labelIds: LabelId[],
): { positives: Int32Array; negatives: Int32Array } {
  const positives = new Int32Array(labelIds.length);
  const negatives = new Int32Array(labelIds.length);
  const targets = library.annotations.targets(photoIds, labelIds);
  for (const [place, target] of targets.entries()) {
    if (target === PRESENT) positives[place % labelIds.length]!++;
    else if (target === ABSENT) negatives[place % labelIds.length]!++;
  }
  return { positives, negatives };
}
