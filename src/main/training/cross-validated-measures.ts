/** Measures a model by cross-validation: for those whose training did not. */

import type { Evaluation } from '../../shared/evaluation.ts';
import type { ModelId, PhotoId } from '../../shared/ids.ts';
import { evaluate } from '../../shared/metrics/evaluate.ts';
import type { Library } from '../library/library.ts';
import { quietContext } from '../task-context.ts';
import { modelFolderOf } from './manage-models.ts';

const BOOTSTRAP_ROUNDS = 200;

/**
 * Evaluates the predictions kept with a model for photos that the predicting head had not learned from, at the model's
 * thresholds, against the annotations of today. The thresholds were tuned on the same predictions, which flatters
 * precision, recall and F1 a little; average precision knows no threshold.
 *
 * returns  null when the model was measured already, or nothing was cross-validated
 * Throws AppError 'not-found' for an unknown model, or when its files are missing.
 */
export async function crossValidatedMeasures(library: Library, modelId: ModelId): Promise<Evaluation | null> {
  const model = library.models.get(modelId);
  if (model.validation !== null) return null;
  const heldOut = await library.engine.heldOutScores(
    { modelFolder: modelFolderOf(library, modelId) },
    quietContext(),
  );
  const rows = [...heldOut.isCrossValidated.keys()].filter((row) => heldOut.isCrossValidated[row] === 1);
  if (rows.length === 0) return null;
  const labelCount = model.labels.length;
  const probabilities = new Float32Array(rows.length * labelCount);
  for (const [place, row] of rows.entries())
    probabilities.set(
      heldOut.probabilities.subarray(row * labelCount, (row + 1) * labelCount),
      place * labelCount,
    );
  const photoIds = rows.map((row) => heldOut.photoIds[row]! as PhotoId);
  return evaluate({
    labels: model.labels,
    probabilities,
    targets: library.annotations.targets(photoIds, library.models.labelIdsOf(modelId)),
    thresholds: model.thresholds,
    bootstrapRounds: BOOTSTRAP_ROUNDS,
    seed: model.settings.seed,
  });
}
