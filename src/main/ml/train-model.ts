/** From tagged photos to a head with thresholds: fit, cross-validate, tune, evaluate. */

import { AppError } from '../../shared/errors.ts';
import { UNKNOWN } from '../../shared/label.ts';
import type { EpochRecord, TrainingSettings } from '../../shared/model.ts';
import { TEST, TRAIN, VALIDATION } from '../../shared/photo.ts';
import { PARTLY_TAGGED_ASSUME_ABSENT } from '../../shared/training-settings.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';
import type { TaskContext } from '../task-context.ts';
import { targetsOf, weighLabels } from './fit-objective.ts';
import { fitHiddenHead } from './fit-hidden.ts';
import { fitLinearHead } from './fit-linear.ts';
import { chooseHeldOutFolds } from './held-out-folds.ts';
import { judgeHead, type HeldOutScores, type JudgedHead } from './judge-head.ts';
import { compactGroups } from './split/compact-groups.ts';
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
  /** U×width row-major: photos of the same library of which no answer is known; none when left out */
  untagged?: Float32Array;
}

export interface TrainedModel extends JudgedHead {
  epochs: EpochRecord[];
  bestEpoch: number;
}

/**
 * Trains and judges one model. Photos without any known answer are left out. The head learns from all training and
 * validation photos; what is said of it rests on scores of heads that learned from the others.
 *
 * context  reports epochs, then folds; the signal is looked at between batches
 * throws   AppError 'not-enough-data' when there is no label, no tagged photo to learn from, or no label of which both
 *          photos with it and photos without it are known; what the signal was aborted with
 */
export async function trainModel(
  { tf }: TensorFlow,
  data: TrainingData,
  settings: TrainingSettings,
  context: TaskContext,
  onEpoch: (epoch: EpochRecord) => void,
): Promise<TrainedModel> {
  const { labels, width } = data;
  const labelCount = labels.length;
  const photos = taggedPhotos(data);
  checkEnough(data, photos, settings);

  const targets = targetsOf(data.targets, photos, labelCount);
  const folds = chooseHeldOutFolds({ ...data, labelCount, photos, settings });
  const fitTo = settings.hiddenUnits > 0 ? fitHiddenHead : fitLinearHead;
  const embeddings = rowsOf(data.embeddings, width, photos);
  const untagged = data.untagged ?? new Float32Array(0);
  const fit = await fitTo(tf, { embeddings, untagged, width, targets, labelCount, folds }, settings, {
    signal: context.signal,
    onEpoch: (record) => {
      context.report({
        done: record.epoch,
        total: null,
        note: say('notes.learning', { epoch: record.epoch }),
      });
      onEpoch(record);
    },
    onFold: (done) =>
      context.report({
        done,
        total: folds.length,
        note: say('notes.crossValidating', { part: done, parts: folds.length }),
      }),
  });
  const heldOut = gatherHeldOut(fit.heldOut, photos, data);
  const truth = {
    labels,
    targets: targetsOf(data.targets, heldOut.indexes, labelCount),
    groups: compactGroups(data.groups, heldOut.indexes),
  };
  const { epochs, bestEpoch } = fit;
  return { epochs, bestEpoch, ...judgeHead(fit.head, heldOut, truth, settings.seed) };
}

/** Validation photos first; without the photos that were not held out. */
function gatherHeldOut(
  scores: Float32Array,
  photos: Int32Array,
  { splits, labels }: TrainingData,
): HeldOutScores {
  const width = labels.length;
  const places = Array.from(photos.keys()).filter((place) => !Number.isNaN(scores[place * width]!));
  const inSplit = (split: number) => places.filter((place) => splits[photos[place]!] === split);
  const validation = inSplit(VALIDATION);
  const ordered = Int32Array.from([...validation, ...inSplit(TRAIN)]);
  return {
    indexes: ordered.map((place) => photos[place]!),
    probabilities: rowsOf(scores, width, ordered),
    isCrossValidated: new Uint8Array(ordered.length).fill(1, validation.length),
  };
}

/** The photos to learn from: with any known answer, and not test photos; as indexes into the data. */
export function taggedPhotos({ targets, labels, splits }: TrainingData): Int32Array {
  return Int32Array.from(splits.keys()).filter((photo) => {
    const start = photo * labels.length;
    const own = targets.subarray(start, start + labels.length);
    return splits[photo] !== TEST && own.some((target) => target !== UNKNOWN);
  });
}

/** Some rows of a row-major matrix, one after another. */
export function rowsOf(matrix: Float32Array, width: number, rows: Int32Array): Float32Array {
  const taken = new Float32Array(rows.length * width);
  for (const [place, row] of rows.entries())
    taken.set(matrix.subarray(row * width, (row + 1) * width), place * width);
  return taken;
}

/** Throws AppError 'not-enough-data' as trainModel does. training: as taggedPhotos gives them. */
export function checkEnough(
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
