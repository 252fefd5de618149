/** Measures the active model on tagged photos. */

import { AppError } from '../../shared/errors.ts';
import type { Evaluation } from '../../shared/evaluation.ts';
import type { ModelId } from '../../shared/ids.ts';
import { splits, TEST } from '../../shared/photo.ts';
import { say } from '../../shared/sentences/say.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { ensureEmbeddings } from '../library/embed-photos.ts';
import type { Library } from '../library/library.ts';
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
  const photoIds = await ensureEmbeddings(library, inSplit, model.settings.backbone, context);
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

const noPhotos = {
  test: 'models.noTestPhotos',
  validation: 'models.noValidationPhotos',
  all: 'models.onlyTestPhotos',
} as const;
