/** Chooses thresholds anew from the held-out scores of the active model, or sets one by hand. */

import { AppError } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { LabelThreshold, ThresholdObjective } from '../../shared/threshold.ts';
import { labelNameKey } from '../database/label-name.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Library } from '../library/library.ts';
import { quietContext } from '../task-context.ts';
import { activeModel, modelFolderOf } from './manage-models.ts';

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
  const wanted = input.labels.map((name) => positionOf(model.labels, name));
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
    .filter((_, position) => wanted.length === 0 || wanted.includes(position));
  inTransaction(library.database, () => library.models.setThresholds(model.id, thresholds));
  return thresholds;
}

/**
 * Sets the apply threshold of one label by hand; the suggest threshold is lowered along when it would lie above.
 *
 * value  0..1
 * Throws AppError 'invalid-input' outside 0..1, 'not-found' for an unknown label.
 */
export function setThresholdByHand(library: Library, name: string, value: number): LabelThreshold {
  if (!(value >= 0 && value <= 1))
    throw new AppError('invalid-input', `A threshold lies between 0 and 1; ${value} does not.`);
  const model = activeModel(library);
  const before = model.thresholds[positionOf(model.labels, name)]!;
  const threshold: LabelThreshold = {
    ...before,
    apply: value,
    suggest: Math.min(before.suggest, value),
    source: 'manual',
    operatingPoint: null,
    note: null,
  };
  inTransaction(library.database, () => library.models.setThresholds(model.id, [threshold]));
  return threshold;
}

function positionOf(labels: string[], name: string): number {
  const key = labelNameKey(name);
  const position = labels.findIndex((label) => labelNameKey(label) === key);
  if (position < 0)
    throw new AppError(
      'not-found',
      `The active model knows no label “${name}”. It knows: ${labels.join(', ')}.`,
    );
  return position;
}
