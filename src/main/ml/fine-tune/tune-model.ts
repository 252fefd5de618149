/** From tagged photos to a fine-tuned backbone and a head with thresholds. */

import { AppError } from '../../../shared/errors.ts';
import { sigmoid } from '../../../shared/metrics/cross-entropy.ts';
import { isCrossValidated } from '../../../shared/fine-tuning-plan.ts';
import type { EpochRecord, TrainingSettings } from '../../../shared/model.ts';
import { VALIDATION } from '../../../shared/photo.ts';
import { say } from '../../../shared/sentences/say.ts';
import type { TaskContext } from '../../task-context.ts';
import { targetsOf } from '../fit-objective.ts';
import { headOf } from '../head.ts';
import { chooseHeldOutFolds } from '../held-out-folds.ts';
import { judgeHead } from '../judge-head.ts';
import type { Weights } from '../network-description.ts';
import { compactGroups } from '../split/compact-groups.ts';
import type { TensorFlow } from '../tensorflow-backend.ts';
import { checkEnough, taggedPhotos, type TrainedModel, type TrainingData } from '../train-model.ts';
import type { FineTuned } from './fine-tune.ts';
import type { FrozenOutputs } from './frozen-outputs.ts';
import { recipeFor, recipeForAll } from './recipe.ts';
import { scoreThrough } from './score-through.ts';
import { tuneOnce, type TuningPhotos, type TuningStart } from './tune-once.ts';
import type { Checkpoints } from './tuning-state.ts';
import { embeddedViewsOf } from './views.ts';

export interface TunedModel {
  trained: TrainedModel;
  /** the tensors that were trained, as they are when they come back from a file */
  tuned: Weights;
}

/** Photos scored by a network that has not learned from them. */
interface Held {
  /** indexes into the data */
  rows: Int32Array;
  /** rows.length×labels row-major */
  logits: Float32Array;
}

/**
 * Trains a head on the stored embeddings, then the network after the cut together with it.
 *
 * With few photos, none of them set aside, all are learned from and all epochs run; what is said of the model rests on
 * networks that are fine-tuned for each fold in the same way, whose mean is the curve. Else the validation photos, or a
 * fifth of all where none are set aside, are held out: they say which epoch is best, and thresholds and measures rest on
 * them alone. Scores of photos that the network has seen would flatter it, and with many photos fine-tuning once more per
 * fold would take too long.
 *
 * data.unseen  photos without outputs, which are left out
 * inputs       rows are the photos' places in data
 * checkpoints  of each fine-tuning, numbered from 0
 * throws       AppError 'not-enough-data' as trainModel does, and when nothing can be held out; what the signal was
 *              aborted with
 */
export async function tuneModel(
  tensorFlow: TensorFlow,
  start: TuningStart,
  data: TrainingData & { unseen: ReadonlySet<number> },
  inputs: FrozenOutputs,
  settings: TrainingSettings,
  { signal, report }: TaskContext,
  options: { onEpoch: (epoch: EpochRecord) => void; checkpoints?: (tuning: number) => Checkpoints },
): Promise<TunedModel> {
  const { labels, targets } = data;
  const labelCount = labels.length;
  const photos = taggedPhotos(data).filter((photo) => !data.unseen.has(photo));
  checkEnough(data, photos, settings);
  const folds = chooseHeldOutFolds({ ...data, labelCount, photos, settings }).map(({ held, learned }) => ({
    training: learned.map((place) => photos[place]!),
    validation: held.map((place) => photos[place]!),
  }));
  // The last fold is the photos set aside for validation, where there are any.
  const lastFold = folds.at(-1);
  if (lastFold === undefined) throw new AppError('not-enough-data', say('fineTuning.needsValidation'));
  const hasSetAside = photos.some((photo) => data.splits[photo] === VALIDATION);
  const isOnAll = isCrossValidated(settings.fineTune, photos.length, hasSetAside);
  const recipe = isOnAll ? recipeForAll(settings) : recipeFor(settings);
  const everyPhoto = { training: photos, validation: new Int32Array(0) };
  const tunings = isOnAll ? [everyPhoto, ...folds] : [lastFold];
  const total = recipe.epochs * photosIn(tunings);

  report({ done: 0, total: null, note: say('fineTuning.headFirst') });
  const main = await tune(0);
  const held: Held[] = isOnAll ? [] : [await score(main, lastFold.validation)];
  const curves: EpochRecord[][] = [];
  for (let tuning = 1; tuning < tunings.length; tuning++) {
    const ofFold = await tune(tuning);
    curves.push(ofFold.epochs);
    held.push(await score(ofFold, tunings[tuning]!.validation));
  }

  // Labels that cannot be learned have no gradient: they still answer what the first head answers.
  const head = headOf([main.head]);
  const indexes = Int32Array.from(held.flatMap(({ rows }) => [...rows]));
  const heldOut = {
    indexes,
    probabilities: Float32Array.from(
      held.flatMap(({ logits }) => [...logits]),
      sigmoid,
    ),
    isCrossValidated: new Uint8Array(indexes.length).fill(hasSetAside ? 0 : 1),
  };
  const truth = {
    labels,
    targets: targetsOf(targets, indexes, labelCount),
    groups: compactGroups(data.groups, indexes),
  };
  const epochs = isOnAll ? withMeasures(main.epochs, curves) : main.epochs;
  const judged = judgeHead(head, heldOut, truth, settings.seed);
  return { tuned: main.weights, trained: { epochs, bestEpoch: main.bestEpoch, ...judged } };

  function tune(tuning: number): Promise<FineTuned> {
    const before = recipe.epochs * photosIn(tunings.slice(0, tuning));
    return tuneOnce(tensorFlow, start, data, inputs, tunings[tuning]!, settings, recipe, {
      signal,
      checkpoints: options.checkpoints?.(tuning),
      onEpoch: tuning === 0 ? options.onEpoch : undefined,
      onBatch: (epoch, shown) =>
        report({
          done: before + shown,
          total,
          note:
            tuning === 0
              ? say('fineTuning.learning', { epoch, epochs: recipe.epochs })
              : say('notes.crossValidating', { part: tuning, parts: folds.length }),
        }),
    });
  }

  async function score(network: FineTuned, rows: Int32Array): Promise<Held> {
    const viewCount = embeddedViewsOf[settings.augmentation].length;
    return {
      rows,
      logits: await scoreThrough(tensorFlow.tf, start.cut, network, inputs, rows, viewCount, signal),
    };
  }
}

function photosIn(tunings: readonly TuningPhotos[]): number {
  return tunings.reduce((sum, { training }) => sum + training.length, 0);
}

/** The epochs of a fine-tuning on all photos with the mean measures of the folds' epochs, on what each holds out. */
function withMeasures(epochs: readonly EpochRecord[], folds: readonly EpochRecord[][]): EpochRecord[] {
  return epochs.map((record, place) => {
    const measured = folds.map((ofFold) => ofFold[place]!);
    return {
      ...record,
      validationLoss: meanOf(measured.map(({ validationLoss }) => validationLoss)),
      validationMAP: meanOf(measured.map(({ validationMAP }) => validationMAP)),
    };
  });
}

/** Of those that are defined; null when none is. */
function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}
