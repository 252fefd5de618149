/** Chooses thresholds anew from the held-out scores of the active model, or sets one by hand. */

import { AppError } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { LabelThreshold, ThresholdObjective } from '../../shared/threshold.ts';
import { measureOperatingPoint } from '../../shared/thresholds/operating-point.ts';
import { say } from '../../shared/sentences/say.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Library } from '../library/library.ts';
import { quietContext } from '../task-context.ts';
import { activeModel, labelPositionOf, modelFolderOf } from './manage-models.ts';
import { readHeldOutColumn } from './threshold-view.ts';

export interface TuneInput {
  objective: ThresholdObjective;
  /** names; empty: every label of the model */
  labels: string[];
}

/**
 * Tunes and stores the thresholds of the active model.
 *
 * returns  the thresholds of the wanted labels; an objective that the data cannot support leaves its reason in `note`
 * Throws AppError 'not-found' without a model or for a label it does not know.
 */
export async function tuneModelThresholds(library: Library, input: TuneInput): Promise<LabelThreshold[]> {
  const model = activeModel(library);
  const wanted = input.labels.map((name) => labelPositionOf(model, name));
  const isWanted = (position: number): boolean => wanted.length === 0 || wanted.includes(position);
  const photoIds: PhotoId[] = library.photos.idsTagged();
  const tuned = await library.engine.tuneThresholds(
    {
      modelFolder: modelFolderOf(library, model.id),
      photoIds,
      targets: library.annotations.targets(photoIds, library.models.labelIdsOf(model.id)),
      objective: input.objective,
      labels: [],
    },
    quietContext(),
  );
  const thresholds = tuned
    .map((threshold, position) => ({ ...threshold, label: model.labels[position]! }))
    .filter((_, position) => isWanted(position));
  inTransaction(library.database, () => library.models.setThresholds(model.id, thresholds));
  return library.models.get(model.id).thresholds.filter((_, position) => isWanted(position));
}

/**
 * Sets the thresholds of one label by hand, and measures where they stand on the held-out photos.
 *
 * suggest  null: as before, lowered along when it would lie above `apply`
 * returns  source 'manual'; its operating point is null only when no held-out photo is answered for this label
 * Throws AppError 'invalid-input' outside 0..1 or with suggest above apply, 'not-found' for an unknown label,
 * 'damaged' when the model's files are.
 */
export async function setThresholdByHand(
  library: Library,
  name: string,
  apply: number,
  suggest: number | null = null,
): Promise<LabelThreshold> {
  for (const value of [apply, suggest ?? apply])
    if (!(value >= 0 && value <= 1))
      throw new AppError('invalid-input', say('models.thresholdRange', { value }));
  if (suggest !== null && suggest > apply)
    throw new AppError('invalid-input', say('models.suggestAboveApply'));
  const model = activeModel(library);
  const position = labelPositionOf(model, name);
  const before = model.thresholds[position]!;
  const column = await readHeldOutColumn(library, model.id, position, before.objective);
  const threshold: LabelThreshold = {
    ...before,
    apply,
    suggest: suggest ?? Math.min(before.suggest, apply),
    source: 'manual',
    operatingPoint:
      column.targets.length === 0
        ? null
        : measureOperatingPoint(column.probabilities, column.targets, apply, column.basis),
    note: null,
  };
  inTransaction(library.database, () => library.models.setThresholds(model.id, [threshold]));
  return threshold;
}
