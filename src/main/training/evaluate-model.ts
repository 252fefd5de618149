/** Measures the active model on photos it was not trained on. */

import { AppError } from '../../shared/errors.ts';
import type { Evaluation } from '../../shared/evaluation.ts';
import type { ModelId } from '../../shared/ids.ts';
import { splits, type Split } from '../../shared/photo.ts';
import { say } from '../../shared/sentences/say.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { ensureEmbeddings } from '../library/embed-photos.ts';
import type { Library } from '../library/library.ts';
import { activeModel, modelFolderOf } from './manage-models.ts';

export interface EvaluateInput {
  /** training photos are refused: a model always looks good on what it has seen */
  split: Exclude<Split, 'train'>;
  bootstrapRounds: number;
}

export interface SplitEvaluation extends Evaluation {
  split: Split;
  modelId: ModelId;
}

/**
 * Evaluates the active model.
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
  const inSplit = tagged.filter((_, row) => splitOf[row] === splits.indexOf(input.split));
  const photoIds = await ensureEmbeddings(library, inSplit, model.settings.backbone, context);
  if (photoIds.length === 0)
    throw new AppError(
      'not-enough-data',
      say(input.split === 'test' ? 'models.noTestPhotos' : 'models.noValidationPhotos'),
    );
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
