/** From tagged photos to a fine-tuned backbone and a head with thresholds. */

import { AppError } from '../../../shared/errors.ts';
import { sigmoid } from '../../../shared/metrics/cross-entropy.ts';
import type { EpochRecord, TrainingSettings } from '../../../shared/model.ts';
import { VALIDATION } from '../../../shared/photo.ts';
import { say } from '../../../shared/sentences/say.ts';
import { defaultTrainingSettings } from '../../../shared/training-settings.ts';
import type { TaskContext } from '../../task-context.ts';
import { targetsOf } from '../fit-objective.ts';
import { fitLinearHead } from '../fit-linear.ts';
import { headOf } from '../head.ts';
import { chooseHeldOutFolds } from '../held-out-folds.ts';
import { judgeHead } from '../judge-head.ts';
import { compactGroups } from '../split/compact-groups.ts';
import { checkEnough, rowsOf, taggedPhotos } from '../train-model.ts';
import type { TrainedModel, TrainingData } from '../train-model.ts';
import type { TensorFlow } from '../tensorflow-backend.ts';
import type { NetworkDescription, Weights } from '../network-description.ts';
import { fineTune } from './fine-tune.ts';
import type { FrozenOutputs } from './frozen-outputs.ts';
import { recipeFor } from './recipe.ts';
import { scoreThrough } from './score-through.ts';
import type { NetworkCut } from './trained-part.ts';
import { roundedToFloat16 } from './tuned-weights.ts';
import type { Checkpoints } from './tuning-state.ts';
import { embeddedViewsOf } from './views.ts';

export interface TunedModel {
  trained: TrainedModel;
  /** the tensors that were trained, as they are when they come back from a file */
  tuned: Weights;
}

/**
 * Trains a head on the stored embeddings, then the network after the cut together with it. The validation photos, or
 * a fifth of all where none are set aside, are held out: they say which epoch is best, and thresholds and measures rest
 * on them alone. Scores of the other photos, which the network has seen, would flatter it, and fine-tuning once more
 * per fold would take too long.
 *
 * data.unseen  photos without outputs, which are left out
 * inputs       rows are the photos' places in data
 * throws       AppError 'not-enough-data' as trainModel does, and when nothing can be held out; what the signal was
 *              aborted with
 */
export async function tuneModel(
  { tf }: TensorFlow,
  start: { network: NetworkDescription; weights: Weights; cut: NetworkCut },
  data: TrainingData & { unseen: ReadonlySet<number> },
  inputs: FrozenOutputs,
  settings: TrainingSettings,
  { signal, report }: TaskContext,
  { onEpoch, checkpoints }: { onEpoch: (epoch: EpochRecord) => void; checkpoints?: Checkpoints },
): Promise<TunedModel> {
  const { cut } = start;
  const recipe = recipeFor(settings);
  const { labels, targets } = data;
  const labelCount = labels.length;
  const photos = taggedPhotos(data).filter((photo) => !data.unseen.has(photo));
  checkEnough(data, photos, settings);
  // The last fold is the photos set aside for validation, where there are any.
  const fold = chooseHeldOutFolds({ ...data, labelCount, photos, settings }).at(-1);
  if (fold === undefined) throw new AppError('not-enough-data', say('fineTuning.needsValidation'));
  const training = fold.learned.map((place) => photos[place]!);
  const validation = fold.held.map((place) => photos[place]!);

  report({ done: 0, total: null, note: say('fineTuning.headFirst') });
  const { head: first } = await fitLinearHead(
    tf,
    {
      embeddings: rowsOf(data.embeddings, data.width, training),
      untagged: data.untagged,
      width: data.width,
      targets: targetsOf(targets, training, labelCount),
      labelCount,
      folds: [],
    },
    { ...settings, maxEpochs: defaultTrainingSettings.maxEpochs },
    // The passes through the network know a linear head on the embedding itself.
    { signal, form: 'as-is' },
  );
  const fineTuned = await fineTune(
    tf,
    cut,
    { weights: start.weights, head: first.layers[0]! },
    { inputs, targets, labelCount, training, validation },
    settings,
    recipe,
    {
      signal,
      checkpoints,
      onEpoch,
      onBatch: (epoch, shown) =>
        report({
          done: shown,
          total: training.length * recipe.epochs,
          note: say('fineTuning.learning', { epoch, epochs: recipe.epochs }),
        }),
    },
  );
  const tuned = roundedToFloat16(fineTuned.weights);
  // Labels that cannot be learned have no gradient: they still answer what the first head answers.
  const head = headOf([fineTuned.head]);
  const network = { weights: tuned, head: fineTuned.head };
  const viewCount = embeddedViewsOf[settings.augmentation].length;
  const logits = await scoreThrough(tf, cut, network, inputs, validation, viewCount, signal);
  const isSetAside = data.splits[validation[0]!] === VALIDATION;
  const heldOut = {
    indexes: validation,
    probabilities: logits.map(sigmoid),
    isCrossValidated: new Uint8Array(validation.length).fill(isSetAside ? 0 : 1),
  };
  const truth = {
    labels,
    targets: targetsOf(targets, validation, labelCount),
    groups: compactGroups(data.groups, validation),
  };
  const { epochs, bestEpoch } = fineTuned;
  return { tuned, trained: { epochs, bestEpoch, ...judgeHead(head, heldOut, truth, settings.seed) } };
}
