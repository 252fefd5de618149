/** From tagged photos to a head with thresholds: fit, cross-validate, tune, evaluate. */

import { AppError } from '../../shared/errors.ts';
import type { Evaluation } from '../../shared/evaluation.ts';
import { UNKNOWN } from '../../shared/label.ts';
import { evaluate } from '../../shared/metrics/evaluate.ts';
import type { EpochRecord, TrainingSettings } from '../../shared/model.ts';
import { TRAIN, VALIDATION } from '../../shared/photo.ts';
import { PARTLY_TAGGED_ASSUME_ABSENT } from '../../shared/training-settings.ts';
import type { LabelThreshold } from '../../shared/threshold.ts';
import { tuneThresholds } from '../../shared/thresholds/tune-thresholds.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';
import type { TaskContext } from '../task-context.ts';
import { targetsOf, weighLabels } from './fit-objective.ts';
import { fitHead } from './fit.ts';
import type { Head } from './head.ts';
import { scoreHeldOut } from './held-out-scores.ts';
import type { HeldOutScores } from './held-out-scores.ts';
import type { TensorFlow } from './tensorflow-backend.ts';

export interface TrainingData {
  /** N×width row-major */
  embeddings: Float32Array;
  width: number;
  /** N×labels row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  labels: string[];
  /** N: TRAIN, VALIDATION or TEST, every photo assigned; TEST photos are not looked at */
  splits: Int8Array;
  /** N group numbers from 0: photos of one group are never divided among folds */
  groups: Int32Array;
}

export interface TrainedModel {
  head: Head;
  epochs: EpochRecord[];
  bestEpoch: number;
  heldOut: HeldOutScores;
  /** best F1, in the order of the labels */
  thresholds: LabelThreshold[];
  /** of the validation photos at these thresholds; null without any */
  validation: Evaluation | null;
}

const BOOTSTRAP_ROUNDS = 200;

/**
 * Trains and judges one model. Photos without any known answer are left out.
 *
 * context  reports epochs, then folds; the signal is looked at between batches
 * throws   AppError 'not-enough-data' when there is no label, no tagged training photo, or no label of which both
 *          photos with it and photos without it are known; what the signal was aborted with
 */
export async function trainModel(
  { tf }: TensorFlow,
  data: TrainingData,
  settings: TrainingSettings,
  context: TaskContext,
  onEpoch: (epoch: EpochRecord) => void,
): Promise<TrainedModel> {
  const labelCount = data.labels.length;
  const training = taggedPhotos(data, TRAIN);
  const validation = taggedPhotos(data, VALIDATION);
  checkEnough(data, training, settings);

  const fitData = { ...data, labelCount, training, validation };
  const { head, epochs, bestEpoch } = await fitHead(tf, fitData, settings, {
    signal: context.signal,
    onEpoch: (record) => {
      context.report({
        done: record.epoch,
        total: null,
        note: say('notes.learning', { epoch: record.epoch }),
      });
      onEpoch(record);
    },
  });
  const heldOut = await scoreHeldOut(tf, head, fitData, settings, bestEpoch, context);
  const thresholds = tuneThresholds({
    labels: data.labels,
    probabilities: heldOut.probabilities,
    targets: targetsOf(data.targets, heldOut.indexes, labelCount),
    isCrossValidated: heldOut.isCrossValidated,
    objective: { kind: 'f1' },
  });
  return { head, epochs, bestEpoch, heldOut, thresholds, validation: evaluateValidation() };

  function evaluateValidation(): Evaluation | null {
    if (validation.length === 0) return null;
    return evaluate({
      labels: data.labels,
      probabilities: heldOut.probabilities.subarray(0, validation.length * labelCount),
      targets: targetsOf(data.targets, validation, labelCount),
      thresholds,
      bootstrapRounds: BOOTSTRAP_ROUNDS,
      seed: settings.seed,
    });
  }
}

function taggedPhotos({ targets, labels, splits }: TrainingData, split: number): Int32Array {
  const photos: number[] = [];
  for (const [photo, own] of splits.entries()) {
    const start = photo * labels.length;
    if (own === split && targets.subarray(start, start + labels.length).some((target) => target !== UNKNOWN))
      photos.push(photo);
  }
  return Int32Array.from(photos);
}

function checkEnough(
  { labels, targets }: TrainingData,
  training: Int32Array,
  settings: TrainingSettings,
): void {
  const refuse = (message: Sentence) => new AppError('not-enough-data', message);
  if (labels.length === 0) throw refuse(say('models.noLabel'));
  if (training.length === 0) throw refuse(say('models.noTaggedPhoto'));
  if (weighLabels(targets, labels.length, training, settings).learnableCount === 0)
    throw refuse(say('models.noLabelLearnable', { assumed: PARTLY_TAGGED_ASSUME_ABSENT }));
}
