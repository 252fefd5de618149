/** Fine-tuning: the trained part of the backbone and the head learn together, from the frozen part's outputs. */

import { meanAveragePrecision } from '../../../shared/metrics/ranking.ts';
import type { EpochRecord } from '../../../shared/model.ts';
import { createSeededRandom } from '../../../shared/seeded-random.ts';
import type { SeededRandom } from '../../../shared/seeded-random.ts';
import { lossAndGradient, targetsOf, weighLabels } from '../fit-objective.ts';
import type { LabelWeights } from '../fit-objective.ts';
import { createPacer } from '../fit-pacer.ts';
import type { Pacer } from '../fit-pacer.ts';
import { isBetter } from '../fit-validation.ts';
import type { HeadLayer } from '../head.ts';
import type { Weights } from '../network-description.ts';
import type { TensorFlowCore } from '../tensorflow-backend.ts';
import { stepAdamW } from './adam-w.ts';
import type { FrozenOutputs } from './frozen-outputs.ts';
import { learningRateAt } from './recipe.ts';
import type { Recipe } from './recipe.ts';
import { photosAtOnce, scoreThrough } from './score-through.ts';
import { stepThrough } from './trained-part.ts';
import type { NetworkCut } from './trained-part.ts';
import { asNetwork, beginTuning, hasShapeOf } from './tuning-state.ts';
import type { Checkpoints, TuningState } from './tuning-state.ts';

export interface FineTuneData {
  inputs: FrozenOutputs;
  /** photos×labelCount row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  labelCount: number;
  /** indexes of the photos to learn from, at least one */
  training: Int32Array;
  /** indexes of the photos that are measured, and choose the best epoch: at least one unless the last is kept */
  validation: Int32Array;
}

export interface FineTuned {
  /** of the trained tensors */
  weights: Weights;
  head: HeadLayer;
  epochs: EpochRecord[];
  /** the epoch the weights are from, counted from 1 */
  bestEpoch: number;
}

export interface FineTuneOptions {
  signal: AbortSignal;
  /** kept after every epoch, and gone on from; none: it starts from the beginning */
  checkpoints?: Checkpoints;
  /** told after every step: the epoch, and how many photos were shown so far, in all epochs */
  onBatch?: (epoch: number, shown: number) => void;
  /** told after every epoch, and first of those that were done before */
  onEpoch?: (epoch: EpochRecord) => void;
}

/**
 * Trains the layers after the cut and a linear head that is already trained on the frozen network's embeddings.
 * Every epoch shows each photo once, in a view drawn at random. Binary cross-entropy over the known pairs, AdamW
 * whose learning rate rises shortly and falls along a cosine; the running average of the weights is measured on the
 * validation photos after each epoch, and the best epoch's is kept. It ends early when `recipe.patience` epochs
 * brought nothing better. Where the recipe keeps the last epoch, all are run, and measures are null without validation
 * photos.
 *
 * start   weights: of the whole network; head: on raw embeddings
 * throws  what the signal was aborted with, within a batch
 */
export async function fineTune(
  tf: TensorFlowCore,
  cut: NetworkCut,
  start: { weights: Weights; head: HeadLayer },
  data: FineTuneData,
  settings: { seed: number; assumeAbsent: number },
  recipe: Recipe,
  { signal, checkpoints, onBatch, onEpoch }: FineTuneOptions,
): Promise<FineTuned> {
  const { targets, training, labelCount } = data;
  const labels = weighLabels(targets, labelCount, training, {
    // The head that it starts from was weighed, and says true probabilities: weights would push them off again.
    imbalance: 0,
    assumeAbsent: settings.assumeAbsent,
  });
  const beginning = beginTuning(cut, start);
  const kept = (await checkpoints?.read()) ?? null;
  const state = kept !== null && hasShapeOf(kept, beginning) ? kept : beginning;
  const networkOf = (values: Float32Array[]) => asNetwork(cut, values, start.head);
  const epochSeeds = seedsOf(settings.seed, recipe.epochs);
  const pacer = createPacer(signal);
  for (const record of state.records) onEpoch?.(record);

  while (state.records.length < recipe.epochs && !isStale(state, recipe)) {
    const epoch = state.records.length + 1;
    const random = createSeededRandom(epochSeeds[epoch - 1]!);
    const before = state.records.length * training.length;
    const trainingLoss = await trainEpoch(tf, cut, state, start.head, data, labels, recipe, random, pacer, {
      onBatch: (shown) => onBatch?.(epoch, before + shown),
    });
    const scored = await scoreThrough(
      tf,
      cut,
      networkOf(state.averaged),
      data.inputs,
      data.validation,
      1,
      signal,
    );
    const record = { epoch, trainingLoss, ...measured(scored, data, labels) };
    const best = state.best === null ? null : state.records[state.best.epoch - 1]!;
    state.records.push(record);
    if (best === null || recipe.keeps === 'last' || isBetter(record, best))
      state.best = { epoch, values: state.averaged.map((values) => values.slice()) };
    await checkpoints?.write(state);
    onEpoch?.(record);
  }
  const { epoch, values } = state.best!;
  return { ...networkOf(values), epochs: state.records, bestEpoch: epoch };
}

/** Every epoch has a generator of its own, so that one can be gone on from without those before it. */
function seedsOf(seed: number, epochs: number): number[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: epochs }, () => random.integer(2 ** 32));
}

function isStale({ records, best }: TuningState, { patience, keeps }: Recipe): boolean {
  return keeps === 'best' && best !== null && records.length - best.epoch >= patience;
}

/** Shows every training photo once; changes the state's values, average and moments. Returns the mean loss per known pair. */
async function trainEpoch(
  tf: TensorFlowCore,
  cut: NetworkCut,
  { values, averaged, moments }: TuningState,
  headLayer: HeadLayer,
  { inputs, targets, training }: FineTuneData,
  labels: LabelWeights,
  recipe: Recipe,
  random: SeededRandom,
  pacer: Pacer,
  { onBatch }: { onBatch: (shown: number) => void },
): Promise<number> {
  const { weights, head } = asNetwork(cut, values, headLayer);
  const trained = values.map((each, index) => {
    const isKernel = cut.tensors[index]?.name.endsWith('/kernel') ?? each === head.weights;
    return { values: each, decay: isKernel ? recipe.weightDecay : 0 };
  });
  const partSize = photosAtOnce(tf, cut);
  const order = random.shuffle(training.slice());
  const totalSteps = Math.ceil(order.length / recipe.batchSize) * recipe.epochs;
  let lossSum = 0;
  let countedPairs = 0;
  for (let first = 0; first < order.length; first += recipe.batchSize) {
    const batch = order.subarray(first, first + recipe.batchSize);
    const gradients = values.map(({ length }) => new Float32Array(length));
    for (let from = 0; from < batch.length; from += partSize) {
      await pacer.pause();
      const rows = batch.subarray(from, from + partSize);
      const share = rows.length / batch.length;
      const views = Uint8Array.from(rows, () => random.integer(inputs.viewCount));
      const part = stepThrough(tf, cut, weights, head, inputs.read(rows, views), (logits) => {
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
    stepAdamW(trained, moments, gradients, learningRateAt(moments.steps + 1, totalSteps, recipe));
    // Early on the average would be of the first guesses: it follows closely at first.
    follow(averaged, values, Math.min(recipe.averaging, moments.steps / (moments.steps + 10)));
    onBatch(Math.min(first + recipe.batchSize, order.length));
  }
  return countedPairs > 0 ? lossSum / countedPairs : 0;
}

function addUp(sums: readonly Float32Array[], parts: readonly Float32Array[]): void {
  for (const [index, sum] of sums.entries()) {
    const part = parts[index]!;
    for (let place = 0; place < sum.length; place++) sum[place]! += part[place]!;
  }
}

function follow(averaged: readonly Float32Array[], trained: readonly Float32Array[], share: number): void {
  for (const [index, kept] of averaged.entries()) {
    const values = trained[index]!;
    for (let place = 0; place < kept.length; place++)
      kept[place] = values[place]! + share * (kept[place]! - values[place]!);
  }
}

function measured(
  logits: Float32Array,
  { validation, targets, labelCount }: FineTuneData,
  labels: LabelWeights,
): Pick<EpochRecord, 'validationLoss' | 'validationMAP'> {
  const { lossSum, countedPairs } = lossAndGradient(logits, targets, validation, labels);
  const known = targetsOf(targets, validation, labelCount, labels.learnable);
  return {
    validationLoss: countedPairs > 0 ? lossSum / countedPairs : null,
    validationMAP: meanAveragePrecision(logits, known, labelCount),
  };
}
