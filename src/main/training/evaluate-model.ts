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
}

/**
 * Evaluates the active model. Photos it has learned from count with the scores of heads that had not.
 *
 * Throws AppError 'not-found' without a model, 'not-enough-data' when the split has no photos.
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
  const photoIds = await withoutSeenByFineTuning(library, model, input.split, embedded, context);
  if (photoIds.length === 0) throw new AppError('not-enough-data', say(noPhotos[input.split]));
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
  return { ...evaluation, labels, split: input.split, modelId: model.id };
}

/** A fine-tuned network has no fold for every photo: the photos it learned from would flatter it. */
async function withoutSeenByFineTuning(
  library: Library,
  model: Model,
  split: EvaluateInput['split'],
  photoIds: PhotoId[],
  context: JobContext,
): Promise<PhotoId[]> {
  if (model.settings.fineTune === 'head' || split !== 'all') return photoIds;
  const modelFolder = modelFolderOf(library, model.id);
  const heldOut = new Set(
    Array.from((await library.engine.heldOutScores({ modelFolder }, context)).photoIds, Number),
  );
  return photoIds.filter((photoId) => heldOut.has(photoId));
}

const noPhotos = {
  test: 'models.noTestPhotos',
  validation: 'models.noValidationPhotos',
  all: 'models.onlyTestPhotos',
} as const;
