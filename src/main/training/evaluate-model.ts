/** Measures the active model on tagged photos. */

import { AppError } from '../../shared/errors.ts';
import type { Evaluation } from '../../shared/evaluation.ts';
import type { ModelId, PhotoId } from '../../shared/ids.ts';
import type { Model } from '../../shared/model.ts';
import { splits, TEST } from '../../shared/photo.ts';
import { say } from '../../shared/sentences/say.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { ensureEmbeddings } from '../library/embed-photos.ts';
import type { Library } from '../library/library.ts';
import { networkOf } from '../library/network-in-use.ts';
import { activeModel, modelFolderOf } from './manage-models.ts';

export interface EvaluateInput {
  /** 'all': every tagged photo but the test photos */
  split: 'test' | 'validation' | 'all';
  bootstrapRounds: number;
}

export interface SplitEvaluation extends Evaluation {
  split: EvaluateInput['split'];
  modelId: ModelId;
  judged: {
    /** photos that the model learned from, by the scores of heads that had not */
    heldOut: number;
    /** photos that it never learned from, by its own scores */
    unseen: number;
    /** photos left out: it learned from them, and no score by a head that had not is kept */
    leftOut: number;
  };
}

/**
 * Evaluates the active model. Photos it has learned from count with the scores of heads that had not, or not at all.
 *
 * Throws AppError 'not-found' without a model, 'not-enough-data' when the split has no photos, or none but such as
 * would flatter the model.
 */
export async function evaluateModel(
  library: Library,
  input: EvaluateInput,
  context: JobContext,
): Promise<SplitEvaluation> {
  const model = activeModel(library);
  const tagged = library.photos.idsTagged();
  const splitOf = library.photos.splitsOf(tagged);
  const inSplit = tagged.filter((_, row) =>
    input.split === 'all' ? splitOf[row] !== TEST : splitOf[row] === splits.indexOf(input.split),
  );
  const embedded = await ensureEmbeddings(library, inSplit, networkOf(library, model), context);
  if (embedded.length === 0) throw new AppError('not-enough-data', say(noPhotos[input.split]));
  const { heldOut, learnedOnly } = await learnedBy(library, model, input.split, context);
  const photoIds = embedded.filter((photoId) => !learnedOnly(photoId));
  if (photoIds.length === 0)
    throw new AppError('not-enough-data', say('models.allLearnedFrom', { photos: embedded.length }));
  const evaluation = await library.engine.evaluate(
    {
      databaseFile: library.paths.databaseFile,
      modelFolder: modelFolderOf(library, model.id),
      photoIds,
      targets: library.annotations.targets(photoIds, library.models.labelIdsOf(model.id)),
      thresholds: model.thresholds,
      bootstrapRounds: input.bootstrapRounds,
      seed: model.settings.seed,
    },
    context,
  );
  // Labels may have been renamed since the training.
  const labels = evaluation.labels.map((label, position) => ({
    ...label,
    label: model.labels[position] ?? label.label,
  }));
  const heldOutCount = photoIds.filter((photoId) => heldOut.has(photoId)).length;
  const judged = {
    heldOut: heldOutCount,
    unseen: photoIds.length - heldOutCount,
    leftOut: embedded.length - photoIds.length,
  };
  return { ...evaluation, labels, split: input.split, modelId: model.id, judged };
}

interface Learned {
  /** photos with scores by heads that had not learned from them */
  heldOut: ReadonlySet<number>;
  /** whether a photo was learned from without such a score: the model's own would flatter it */
  learnedOnly: (photoId: PhotoId) => boolean;
}

async function learnedBy(
  library: Library,
  model: Model,
  split: EvaluateInput['split'],
  context: JobContext,
): Promise<Learned> {
  const kept = await library.engine.heldOutScores({ modelFolder: modelFolderOf(library, model.id) }, context);
  const heldOut = new Set(kept.photoIds);
  if (kept.learnedOnly !== null) {
    const learned = new Set<number>(kept.learnedOnly);
    return { heldOut, learnedOnly: (photoId) => learned.has(photoId) };
  }
  // Earlier versions did not keep which photos these are; a head's folds held nearly all photos out, fine-tuning's a fifth.
  const isUncertain = model.settings.fineTune !== 'head' && split === 'all';
  return { heldOut, learnedOnly: (photoId) => isUncertain && !heldOut.has(photoId) };
}

const noPhotos = {
  test: 'models.noTestPhotos',
  validation: 'models.noValidationPhotos',
  all: 'models.onlyTestPhotos',
} as const;
