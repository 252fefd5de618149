/** Training a head: mini-batch Adam on binary cross-entropy, stopped by validation mAP, the best weights kept. */

import type { EpochRecord, TrainingSettings } from '../../shared/model.ts';
import { createSeededRandom } from '../../shared/seeded-random.ts';
import { createAdam } from './fit-adam.ts';
import { backpropagate, initialLayers } from './fit-layers.ts';
import { lossAndGradient, weighLabels, type PairLoss } from './fit-objective.ts';
import { createPacer } from './fit-pacer.ts';
import { isBetter, measureValidation } from './fit-validation.ts';
import { headFromTraining } from './head-from-training.ts';
import { copyLayers } from './head.ts';
import type { Head, HeadLayer } from './head.ts';
import { measureStandardization, standardizedRows } from './standardize.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

export interface FitData {
  /** photos×width row-major, as the backbone gives them */
  embeddings: Float32Array;
  width: number;
  /** photos×labelCount row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  labelCount: number;
  /** indexes of the photos to learn from, at least one */
  training: Int32Array;
  /** indexes of the photos to stop by; may be empty */
  validation: Int32Array;
}

export interface Fit {
  /** works on raw embeddings */
  head: Head;
  epochs: EpochRecord[];
  /** the epoch the weights are from, counted from 1 */
  bestEpoch: number;
}

interface BestEpoch {
  record: EpochRecord;
  layers: HeadLayer[];
}

/** Small sets are cut into at least this many batches, for they need as many steps as large ones. */
const FEWEST_STEPS_PER_EPOCH = 8;
/** No epoch counts as the best before: the mAP of a few validation photos tops out by luck while all is still raw. */
const WARM_UP_STEPS = 60;
/** Where a person has not chosen the penalty. */
const UNCHOSEN_L2 = 0.05;
/** Without validation photos: about this many steps; mAP had levelled off there at 25 to 1,600 training photos. */
const STEPS_WITHOUT_VALIDATION = 200;
const FEWEST_EPOCHS_WITHOUT_VALIDATION = 5;

/**
 * Trains one head. The same seed, settings, data and backend give the same weights, bit for bit.
 *
 * With validation photos it stops after `patience` epochs without a better validation mAP and keeps the best epoch's
 * weights (equal mAP: the lower validation loss is better; the first 60 steps do not compete). Without, it runs for
 * a number of epochs that makes about 200 steps. It never runs longer than settings.maxEpochs.
 * Losses are the mean over the known pairs of photo and label, positive weights included, penalty left out.
 *
 * options.epochs    run exactly this many epochs and keep the last weights
 * options.onEpoch   told after every epoch
 * options.pairLoss  another loss than binary cross-entropy, for studies
 * throws            what the signal was aborted with, within some ten milliseconds
 */
export async function fitHead(
  tf: TensorFlowCore,
  data: FitData,
  settings: TrainingSettings,
  options: {
    signal: AbortSignal;
    epochs?: number;
    onEpoch?: (epoch: EpochRecord) => void;
    pairLoss?: PairLoss;
  },
): Promise<Fit> {
  const { embeddings, width, targets, training, validation, labelCount } = data;
  const random = createSeededRandom(settings.seed);
  const standardization = measureStandardization(embeddings, width, training);
  const labels = weighLabels(targets, labelCount, training, settings);
  const layers = initialLayers(width, settings.hiddenUnits, labels.baseRate, random);
  const adam = createAdam(layers);
  const order = training.slice();
  const batchSize = Math.min(settings.batchSize, Math.ceil(training.length / FEWEST_STEPS_PER_EPOCH));
  const penalty = settings.l2 > 0 ? settings.l2 : UNCHOSEN_L2;
  const pacer = createPacer(options.signal);
  const stopsEarly = options.epochs === undefined && validation.length > 0;
  const epochLimit =
    options.epochs ??
    (stopsEarly
      ? settings.maxEpochs
      : epochsWithoutValidation(training.length / batchSize, settings.maxEpochs));

  const epochs: EpochRecord[] = [];
  let best: BestEpoch | null = null;
  let steps = 0;

  for (let epoch = 1; epoch <= epochLimit; epoch++) {
    random.shuffle(order);
    let lossSum = 0;
    let countedPairs = 0;
    for (let start = 0; start < order.length; start += batchSize) {
      await pacer.pause();
      steps++;
      const rows = order.subarray(start, start + batchSize);
      const inputs = standardizedRows(embeddings, width, rows, standardization);
      const gradients = backpropagate(tf, layers, inputs, rows.length, (logits) => {
        const loss = lossAndGradient(logits, targets, rows, labels, options.pairLoss);
        lossSum += loss.lossSum;
        countedPairs += loss.countedPairs;
        return loss.gradient;
      });
      // The loss is a mean over labels, so the penalty is one too: settings hold for any number of labels.
      adam.step(gradients, settings.learningRate, penalty / Math.max(1, labels.learnableCount));
    }
    const trainingLoss = countedPairs > 0 ? lossSum / countedPairs : 0;
    const record = {
      epoch,
      trainingLoss,
      ...(await measureValidation(tf, layers, data, standardization, labels, pacer)),
    };
    epochs.push(record);
    options.onEpoch?.(record);
    if (!stopsEarly || steps <= WARM_UP_STEPS || best === null || isBetter(record, best.record))
      best = { record, layers: stopsEarly ? copyLayers(layers) : layers };
    else if (epoch - best.record.epoch >= settings.patience) break;
  }
  const { record, layers: bestLayers } = best!;
  return {
    head: headFromTraining(bestLayers, standardization, labels),
    epochs,
    bestEpoch: record.epoch,
  };
}

function epochsWithoutValidation(batches: number, maxEpochs: number): number {
  const epochs = Math.ceil(STEPS_WITHOUT_VALIDATION / Math.ceil(batches));
  return Math.min(maxEpochs, Math.max(FEWEST_EPOCHS_WITHOUT_VALIDATION, epochs));
}
