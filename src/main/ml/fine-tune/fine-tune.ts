/** Fine-tuning: the trained part of the backbone and the head learn together, from the frozen part's outputs. */

import { meanAveragePrecision } from '../../../shared/metrics/ranking.ts';
import type { EpochRecord } from '../../../shared/model.ts';
import { createSeededRandom } from '../../../shared/seeded-random.ts';
import { logitsOf } from '../fit-layers.ts';
import { lossAndGradient, targetsOf, weighLabels } from '../fit-objective.ts';
import type { LabelWeights } from '../fit-objective.ts';
import { createPacer } from '../fit-pacer.ts';
import { isBetter } from '../fit-validation.ts';
import type { ValidationRecord } from '../fit-validation.ts';
import type { HeadLayer } from '../head.ts';
import { PHOTOS, weightOf } from '../network-description.ts';
import type { Weights } from '../network-description.ts';
import type { TensorFlowCore } from '../tensorflow-backend.ts';
import { createAdamW } from './adam-w.ts';
import { embedThrough, stepThrough } from './trained-part.ts';
import type { NetworkCut } from './trained-part.ts';

/** The outputs of the frozen part, one per photo and view, wherever they are kept. */
export interface FrozenOutputs {
  /** how many views of every training photo there are; view 0 is the photo as it is */
  viewCount: number;
  /** rows.length × the cut's height × width × channels; rows count as in FineTuneData, views[i] belongs to rows[i] */
  read(rows: Int32Array, views: Uint8Array): Float32Array;
}

export interface FineTuneData {
  inputs: FrozenOutputs;
  /** photos×labelCount row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  labelCount: number;
  /** indexes of the photos to learn from, at least one */
  training: Int32Array;
  /** indexes of the photos that choose the best epoch, at least one */
  validation: Int32Array;
}

export interface Recipe {
  epochs: number;
  batchSize: number;
  /** at its highest; it falls to zero along a half cosine */
  learningRate: number;
  /** share of the steps in which the learning rate rises from zero */
  warmUp: number;
  weightDecay: number;
  /** the weights that are kept follow those under training: kept = averaging · kept + (1 − averaging) · trained */
  averaging: number;
}

/** Found by docs/accuracy.md, fine-tuning; on the validation photos of two photo sets. */
export const FINE_TUNE_RECIPE: Recipe = {
  epochs: 14,
  batchSize: 32,
  learningRate: 3e-4,
  warmUp: 0.05,
  weightDecay: 0.05,
  averaging: 0.99,
};

/** The recipe, with fewer epochs where a person wants fewer. */
export function recipeFor({ maxEpochs }: { maxEpochs: number }): Recipe {
  return { ...FINE_TUNE_RECIPE, epochs: Math.min(FINE_TUNE_RECIPE.epochs, maxEpochs) };
}

/**
 * A batch goes through in parts of so many photos: less memory, and a shorter wait to be cancelled. The first layers,
 * where they are trained, take twenty times the room of the last.
 */
export function photosAtOnce({ after }: NetworkCut): number {
  return after === PHOTOS ? 4 : 16;
}

export interface FineTuned {
  /** of the trained tensors */
  weights: Weights;
  head: HeadLayer;
  epochs: EpochRecord[];
  /** the epoch the weights are from, counted from 1 */
  bestEpoch: number;
}

/**
 * Trains the layers after the cut and a linear head that is already trained on the frozen network's embeddings.
 * Every epoch shows each photo once, in a view drawn at random. Binary cross-entropy over the known pairs, AdamW
 * whose learning rate rises shortly and falls along a cosine; the running average of the weights is measured on the
 * validation photos after each epoch, and the best epoch's is kept.
 *
 * start            weights: of the whole network; head: on raw embeddings
 * options.onBatch  told after every step: the epoch, and how many photos were shown so far, in all epochs
 * options.onEpoch  told after every epoch
 * throws           what the signal was aborted with, within a batch
 */
export async function fineTune(
  tf: TensorFlowCore,
  cut: NetworkCut,
  start: { weights: Weights; head: HeadLayer },
  data: FineTuneData,
  settings: { seed: number; assumeAbsent: number },
  recipe: Recipe,
  options: {
    signal: AbortSignal;
    onBatch?: (epoch: number, shown: number) => void;
    onEpoch?: (epoch: EpochRecord) => void;
  },
): Promise<FineTuned> {
  const { targets, training, labelCount } = data;
  const random = createSeededRandom(settings.seed);
  const labels = weighLabels(targets, labelCount, training, {
    // The head that it starts from was weighed, and says true probabilities: weights would push them off again.
    imbalance: 0,
    assumeAbsent: settings.assumeAbsent,
  });
  const weights = new Map(cut.tensors.map(({ name }) => [name, weightOf(start.weights, name).slice()]));
  const head: HeadLayer = {
    ...start.head,
    weights: start.head.weights.slice(),
    biases: start.head.biases.slice(),
  };
  const trained = [
    ...cut.tensors.map(({ name }) => ({
      values: weights.get(name)!,
      decay: name.endsWith('/kernel') ? recipe.weightDecay : 0,
    })),
    { values: head.weights, decay: recipe.weightDecay },
    { values: head.biases, decay: 0 },
  ];
  const averaged = trained.map(({ values }) => values.slice());
  const optimiser = createAdamW(trained);
  const pacer = createPacer(options.signal);
  const partSize = photosAtOnce(cut);
  const order = training.slice();
  const stepsPerEpoch = Math.ceil(order.length / recipe.batchSize);
  const totalSteps = stepsPerEpoch * recipe.epochs;
  const epochs: EpochRecord[] = [];
  let best: { record: EpochRecord; values: Float32Array[] } | null = null;
  let step = 0;
  let shown = 0;

  for (let epoch = 1; epoch <= recipe.epochs; epoch++) {
    random.shuffle(order);
    let lossSum = 0;
    let countedPairs = 0;
    for (let first = 0; first < order.length; first += recipe.batchSize) {
      const batch = order.subarray(first, first + recipe.batchSize);
      const gradients = trained.map(({ values }) => new Float32Array(values.length));
      for (let from = 0; from < batch.length; from += partSize) {
        await pacer.pause();
        const rows = batch.subarray(from, from + partSize);
        const share = rows.length / batch.length;
        const views = Uint8Array.from(rows, () => random.integer(data.inputs.viewCount));
        const part = stepThrough(tf, cut, weights, head, data.inputs.read(rows, views), (logits) => {
          const loss = lossAndGradient(logits, targets, rows, labels);
          lossSum += loss.lossSum;
          countedPairs += loss.countedPairs;
          return loss.gradient.map((slope) => slope * share);
        });
        addUp(gradients, [
          ...cut.tensors.map(({ name }) => part.gradients.get(name)!),
          part.head.weights,
          part.head.biases,
        ]);
      }
      step++;
      optimiser.step(gradients, learningRateAt(step, totalSteps, recipe));
      // Early on the average would be of the first guesses: it follows closely at first.
      follow(averaged, trained, Math.min(recipe.averaging, step / (step + 10)));
      shown += batch.length;
      options.onBatch?.(epoch, shown);
    }
    const validation = await measure(tf, cut, unpack(cut, averaged, head), data, labels, options.signal);
    const record = { epoch, trainingLoss: countedPairs > 0 ? lossSum / countedPairs : 0, ...validation };
    epochs.push(record);
    options.onEpoch?.(record);
    if (best === null || isBetter(record, best.record))
      best = { record, values: averaged.map((values) => values.slice()) };
  }
  return { ...unpack(cut, best!.values, head), epochs, bestEpoch: best!.record.epoch };
}

function addUp(sums: readonly Float32Array[], parts: readonly Float32Array[]): void {
  for (const [index, sum] of sums.entries()) {
    const part = parts[index]!;
    for (let place = 0; place < sum.length; place++) sum[place]! += part[place]!;
  }
}

function learningRateAt(step: number, totalSteps: number, { learningRate, warmUp }: Recipe): number {
  const rising = warmUp * totalSteps;
  if (step <= rising) return (learningRate * step) / rising;
  return (learningRate * (1 + Math.cos((Math.PI * (step - rising)) / (totalSteps - rising)))) / 2;
}

function follow(averaged: Float32Array[], trained: readonly { values: Float32Array }[], share: number): void {
  for (const [index, kept] of averaged.entries()) {
    const { values } = trained[index]!;
    for (let place = 0; place < kept.length; place++)
      kept[place] = values[place]! + share * (kept[place]! - values[place]!);
  }
}

/** The way back from one list of arrays to tensors and head. */
function unpack(
  cut: NetworkCut,
  values: Float32Array[],
  head: HeadLayer,
): { weights: Weights; head: HeadLayer } {
  const count = cut.tensors.length;
  return {
    weights: new Map(cut.tensors.map(({ name }, index) => [name, values[index]!])),
    head: { ...head, weights: values[count]!, biases: values[count + 1]! },
  };
}

/**
 * Logits of photos by trained layers and head, the mean of their first views: rows.length×labels row-major.
 *
 * viewCount  1: of the photos as they are
 * throws  what the signal was aborted with
 */
export async function scoreThrough(
  tf: TensorFlowCore,
  cut: NetworkCut,
  { weights, head }: { weights: Weights; head: HeadLayer },
  inputs: FrozenOutputs,
  rows: Int32Array,
  viewCount: number,
  signal: AbortSignal,
): Promise<Float32Array> {
  const pacer = createPacer(signal);
  const partSize = photosAtOnce(cut);
  const logits = new Float32Array(rows.length * head.outputs);
  for (let view = 0; view < viewCount; view++)
    for (let first = 0; first < rows.length; first += partSize) {
      await pacer.pause();
      const batch = rows.subarray(first, first + partSize);
      const seen = inputs.read(batch, new Uint8Array(batch.length).fill(view));
      const own = logitsOf(tf, [head], embedThrough(tf, cut, weights, seen), batch.length);
      for (const [place, logit] of own.entries()) logits[first * head.outputs + place]! += logit / viewCount;
    }
  return logits;
}

async function measure(
  tf: TensorFlowCore,
  cut: NetworkCut,
  network: { weights: Weights; head: HeadLayer },
  { inputs, validation, targets, labelCount }: FineTuneData,
  labels: LabelWeights,
  signal: AbortSignal,
): Promise<ValidationRecord> {
  const logits = await scoreThrough(tf, cut, network, inputs, validation, 1, signal);
  const { lossSum, countedPairs } = lossAndGradient(logits, targets, validation, labels);
  const known = targetsOf(targets, validation, labelCount, labels.learnable);
  return {
    validationLoss: countedPairs > 0 ? lossSum / countedPairs : null,
    validationMAP: meanAveragePrecision(logits, known, labelCount),
  };
}
