/** One fine-tuning, from stored embeddings and frozen outputs to trained layers and a linear head. */

import type { TrainingSettings } from '../../../shared/model.ts';
import { defaultTrainingSettings } from '../../../shared/training-settings.ts';
import { targetsOf } from '../fit-objective.ts';
import { fitLinearHead } from '../fit-linear.ts';
import type { NetworkDescription, Weights } from '../network-description.ts';
import type { TensorFlow } from '../tensorflow-backend.ts';
import { rowsOf, type TrainingData } from '../train-model.ts';
import { fineTune, type FineTuned, type FineTuneOptions } from './fine-tune.ts';
import type { FrozenOutputs } from './frozen-outputs.ts';
import type { Recipe } from './recipe.ts';
import type { NetworkCut } from './trained-part.ts';
import { roundedToFloat16 } from './tuned-weights.ts';

/** The network as it comes, and where it is cut. */
export interface TuningStart {
  network: NetworkDescription;
  weights: Weights;
  cut: NetworkCut;
}

/** Which photos do what, as indexes into the data; see FineTuneData. */
export interface TuningPhotos {
  training: Int32Array;
  validation: Int32Array;
}

/**
 * Trains a linear head on the stored embeddings of the training photos, then the network after the cut together with it.
 *
 * inputs   rows are the photos' places in data
 * returns  weights as they are when they come back from a file
 * throws   what the signal was aborted with
 */
export async function tuneOnce(
  { tf }: TensorFlow,
  { weights, cut }: TuningStart,
  data: Pick<TrainingData, 'embeddings' | 'untagged' | 'width' | 'targets' | 'labels'>,
  inputs: FrozenOutputs,
  { training, validation }: TuningPhotos,
  settings: TrainingSettings,
  recipe: Recipe,
  options: FineTuneOptions,
): Promise<FineTuned> {
  const { targets, labels } = data;
  const labelCount = labels.length;
  const { head } = await fitLinearHead(
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
    { signal: options.signal, form: 'as-is' },
  );
  const tuned = await fineTune(
    tf,
    cut,
    { weights, head: head.layers[0]! },
    { inputs, targets, labelCount, training, validation },
    settings,
    recipe,
    options,
  );
  return { ...tuned, weights: roundedToFloat16(tuned.weights) };
}
