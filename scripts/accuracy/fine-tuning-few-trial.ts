/** One draw of tagged photos: the head alone beside the network fine-tuned on the same photos. */

import { recipeFor, recipeForAll } from '../../src/main/ml/fine-tune/recipe.ts';
import type { FrozenOutputs } from '../../src/main/ml/fine-tune/frozen-outputs.ts';
import { scoreThrough } from '../../src/main/ml/fine-tune/score-through.ts';
import { cutNetwork } from '../../src/main/ml/fine-tune/trained-part.ts';
import { tuneOnce, type TuningPhotos } from '../../src/main/ml/fine-tune/tune-once.ts';
import { embeddedViewsOf } from '../../src/main/ml/fine-tune/views.ts';
import { chooseHeldOutFolds } from '../../src/main/ml/held-out-folds.ts';
import { targetsOf } from '../../src/main/ml/fit-objective.ts';
import type { Backbone } from '../../src/main/ml/load-backbone.ts';
import type { TensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { rowsOf } from '../../src/main/ml/train-model.ts';
import { quietContext } from '../../src/main/task-context.ts';
import { meanAveragePrecision } from '../../src/shared/metrics/ranking.ts';
import type { Augmentation, ComposedBackboneId, TrainingSettings } from '../../src/shared/model.ts';
import { TRAIN, type Split } from '../../src/shared/photo.ts';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { fitOurs, fitReference, measureHead, MOST_UNTAGGED } from './label-efficiency.ts';
import type { PhotoSet } from './photo-set.ts';

export interface FewPhotosTrial {
  /** of ../shared/data */
  folder: string;
  augmentation: Augmentation;
  /** whose photos are measured on */
  testSplit: Split;
  /** whose frozen head is measured beside */
  composed: ComposedBackboneId;
}

/** The same photos through the default network, and through the composed one. */
export interface FewPhotosSet {
  photos: PhotoSet;
  composed: PhotoSet;
  inputs: FrozenOutputs;
}

/** mAP of the measured photos by heads on frozen networks, 0..1. */
export interface FrozenMeasured {
  /** logistic regression */
  reference: number;
  /** the product's head */
  head: number;
  /** on the composed backbone */
  composed: number;
}

/** 'a fifth' of the tagged photos is held out to choose the epoch; or 'nothing', and all epochs are run. */
export type HeldOut = 'a fifth' | 'nothing';

/** Tagged photos, drawn as the study of label efficiency does, and the untagged rest that heads learn beside; as rows. */
interface Draw {
  tagged: number[];
  untagged: number[];
  /** measured on, and new to all */
  test: number[];
}

function draw({ splits }: PhotoSet, testSplit: Split, size: number, seed: number): Draw {
  const inSplit = (split: Split): number[] => [...splits.keys()].filter((row) => splits[row] === split);
  const drawn = createSeededRandom(seed).shuffle(inSplit('train'));
  const others = testSplit === 'test' ? inSplit('validation') : [];
  return {
    tagged: drawn.slice(0, size),
    untagged: [...drawn.slice(size), ...others].slice(0, MOST_UNTAGGED),
    test: inSplit(testSplit),
  };
}

/** Logistic regression on one draw: mAP, 0..1. */
export async function measureReference(
  tensorFlow: TensorFlow,
  { photos }: FewPhotosSet,
  { testSplit }: FewPhotosTrial,
  size: number,
  seed: number,
): Promise<number> {
  const { tagged, test } = draw(photos, testSplit, size, seed);
  return measureHead(photos, await fitReference(tensorFlow, photos, tagged), test);
}

/** Trains and measures the heads of one draw. */
export async function measureFrozen(
  tensorFlow: TensorFlow,
  set: FewPhotosSet,
  trial: FewPhotosTrial,
  size: number,
  seed: number,
): Promise<FrozenMeasured> {
  const { photos, composed } = set;
  const { tagged, untagged, test } = draw(photos, trial.testSplit, size, seed);
  const headOn = async (embedded: PhotoSet): Promise<number> =>
    measureHead(embedded, await fitOurs(tensorFlow, embedded, tagged, untagged, seed), test);
  return {
    reference: await measureReference(tensorFlow, set, trial, size, seed),
    head: await headOn(photos),
    composed: await headOn(composed),
  };
}

/** Fine-tunes on one draw. Returns mAP, 0..1, by the views that the product scores with. */
export async function measureTuned(
  tensorFlow: TensorFlow,
  { network, weights }: Backbone,
  { photos, inputs }: FewPhotosSet,
  { augmentation, testSplit }: FewPhotosTrial,
  heldOut: HeldOut,
  size: number,
  seed: number,
): Promise<number> {
  const { labels, targets, embeddings, width } = photos;
  const { tagged, untagged, test } = draw(photos, testSplit, size, seed);
  const settings = resolveTrainingSettings({ seed, augmentation, fineTune: 'top' });
  const start = { network, weights, cut: cutNetwork(network, 'top') };
  const beside = rowsOf(embeddings, width, Int32Array.from(untagged));
  const { signal } = quietContext();
  const tuned = await tuneOnce(
    tensorFlow,
    start,
    { embeddings, untagged: beside, width, targets, labels },
    inputs,
    heldOut === 'nothing'
      ? { training: Int32Array.from(tagged), validation: new Int32Array(0) }
      : withoutFifth(photos, tagged, settings),
    settings,
    heldOut === 'nothing' ? recipeForAll(settings) : recipeFor(settings),
    { signal },
  );
  const rows = Int32Array.from(test);
  const views = embeddedViewsOf[augmentation].length;
  const logits = await scoreThrough(tensorFlow.tf, start.cut, tuned, inputs, rows, views, signal);
  return meanAveragePrecision(logits, targetsOf(targets, rows, labels.length), labels.length)!;
}

/** As a fine-tuning with many photos holds them out. */
function withoutFifth(
  { targets, labels, splits, groups }: PhotoSet,
  tagged: number[],
  settings: TrainingSettings,
): TuningPhotos {
  const { learned, held } = chooseHeldOutFolds({
    photos: Int32Array.from(tagged),
    targets,
    labelCount: labels.length,
    splits: new Int8Array(splits.length).fill(TRAIN),
    groups,
    settings,
  }).at(-1)!;
  const rowsAt = (places: Int32Array): Int32Array => places.map((place) => tagged[place]!);
  return { training: rowsAt(learned), validation: rowsAt(held) };
}
