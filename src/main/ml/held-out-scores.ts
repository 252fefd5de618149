/** Scores of validation and training photos by heads that were not trained on them. */

import type { TrainingSettings } from '../../shared/model.ts';
import { say } from '../../shared/sentences/say.ts';
import type { TaskContext } from '../task-context.ts';
import { crossValidate } from './cross-validate.ts';
import { targetsOf } from './fit-objective.ts';
import type { FitData } from './fit.ts';
import type { Head } from './head.ts';
import { predictProbabilities } from './predict.ts';
import { assignFolds } from './split/assign-folds.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

/** What thresholds are tuned on. */
export interface HeldOutScores {
  /** M photos, as indexes into the training data: first the validation photos, then training photos */
  indexes: Int32Array;
  /** M×labels row-major, 0..1 */
  probabilities: Float32Array;
  /** M: 0 for validation photos, scored by the head itself; 1 for training photos, scored by a fold's head */
  isCrossValidated: Uint8Array;
}

const FOLDS = 5;

/**
 * Scores the validation photos with the head, and the training photos by cross-validation. Validation photos take
 * part in the folds too, so that each fold's head learns from about as many photos as the head itself. A training
 * photo is left out when all photos lie in one group and so in one fold.
 *
 * groups  N numbers: photos of one group are never divided among folds
 * epochs  how long each fold's head is trained
 * throws  what the signal was aborted with
 */
export async function scoreHeldOut(
  tf: TensorFlowCore,
  head: Head,
  data: FitData & { groups: Int32Array },
  settings: TrainingSettings,
  epochs: number,
  { signal, report }: TaskContext,
): Promise<HeldOutScores> {
  const { labelCount, training, validation } = data;
  const photos = Int32Array.from([...training, ...validation]);
  const folds = assignFolds({
    groups: compactGroups(data.groups, photos),
    targets: targetsOf(data.targets, photos, labelCount),
    labelCount,
    folds: FOLDS,
    seed: settings.seed,
  });
  const crossValidated = await crossValidate(tf, { ...data, photos, folds, foldCount: FOLDS }, settings, {
    signal,
    epochs,
    onFold: (done) =>
      report({ done, total: FOLDS, note: say('notes.crossValidating', { part: done, parts: FOLDS }) }),
  });
  const scored = Array.from(training.keys()).filter((row) => !Number.isNaN(crossValidated[row * labelCount]));
  const count = validation.length + scored.length;
  const probabilities = new Float32Array(count * labelCount);
  probabilities.set(await predictProbabilities(head, embeddingsOf(data, validation)));
  for (const [place, row] of scored.entries())
    probabilities.set(
      crossValidated.subarray(row * labelCount, (row + 1) * labelCount),
      (validation.length + place) * labelCount,
    );
  return {
    indexes: Int32Array.from([...validation, ...scored.map((row) => training[row]!)]),
    probabilities,
    isCrossValidated: new Uint8Array(count).fill(1, validation.length),
  };
}

/** The groups of some photos, numbered anew from 0 without gaps. */
function compactGroups(groups: Int32Array, photos: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return photos.map((photo) => {
    const group = groups[photo]!;
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    return number;
  });
}

function embeddingsOf({ embeddings, width }: FitData, photos: Int32Array): Float32Array {
  const rows = new Float32Array(photos.length * width);
  for (const [row, photo] of photos.entries())
    rows.set(embeddings.subarray(photo * width, (photo + 1) * width), row * width);
  return rows;
}
