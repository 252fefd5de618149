/** One fine-tuning for a study: a photo set, a part of the network, a seed; measured on photos that chose nothing. */

import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { lookAtPhotos } from '../../src/main/engine/look-at-photos.ts';
import type { FrozenOutputs } from '../../src/main/ml/fine-tune/frozen-outputs.ts';
import { openFrozenPart } from '../../src/main/ml/fine-tune/frozen-part.ts';
import { scoreThrough } from '../../src/main/ml/fine-tune/score-through.ts';
import { cutNetwork } from '../../src/main/ml/fine-tune/trained-part.ts';
import { tuneModel } from '../../src/main/ml/fine-tune/tune-model.ts';
import { viewsOf } from '../../src/main/ml/fine-tune/views.ts';
import { targetsOf } from '../../src/main/ml/fit-objective.ts';
import type { Backbone } from '../../src/main/ml/load-backbone.ts';
import { predictProbabilities } from '../../src/main/ml/predict.ts';
import type { TensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { trainModel, type TrainingData } from '../../src/main/ml/train-model.ts';
import { quietContext } from '../../src/main/task-context.ts';
import { meanAveragePrecision } from '../../src/shared/metrics/ranking.ts';
import type { Augmentation } from '../../src/shared/model.ts';
import { TEST, TRAIN, VALIDATION } from '../../src/shared/photo.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { accuracyCacheFolder } from './cache-folder.ts';
import type { PhotoSet } from './photo-set.ts';

export interface Trial {
  /** of ../shared/data */
  folder: string;
  part: 'top' | 'all';
  augmentation: Augmentation;
  /** 'validation' where the set has no test part: then its validation part is measured on */
  testSplit: 'test' | 'validation';
  maxEpochs: number;
  seeds: number[];
}

/** mAP of the test photos, 0..1, and what it cost. */
export interface Measured {
  frozen: number;
  asTheyAre: number;
  averaged: number;
  /** on the held-out photos, after each epoch */
  curve: number[];
  bestEpoch: number;
  secondsPerEpoch: number;
}

/** The test photos are looked at once, after training. */
export async function measureSeed(
  { part, augmentation, testSplit, maxEpochs }: Trial,
  seed: number,
  photos: PhotoSet,
  { network, weights }: Backbone,
  inputs: FrozenOutputs,
  tensorFlow: TensorFlow,
): Promise<Measured> {
  const { tf } = tensorFlow;
  const cut = cutNetwork(network, part);
  const { labels, targets, embeddings, width, groups } = photos;
  const splits = Int8Array.from(photos.splits, (split) =>
    split === testSplit ? TEST : split === 'validation' ? VALIDATION : TRAIN,
  );
  const data: TrainingData = { embeddings, width, targets, labels, splits, groups };
  const test = Int32Array.from(splits.keys()).filter((row) => splits[row] === TEST);
  const known = targetsOf(targets, test, labels.length);
  const mapOf = (scores: Float32Array): number => meanAveragePrecision(scores, known, labels.length)!;

  const settings = resolveTrainingSettings({ seed, augmentation, fineTune: part, maxEpochs });
  const headSettings = resolveTrainingSettings({ seed });
  const head = await trainModel(tensorFlow, data, headSettings, quietContext(), () => {});
  const own = new Float32Array(test.length * width);
  for (const [place, row] of test.entries())
    own.set(embeddings.subarray(row * width, (row + 1) * width), place * width);

  const times: number[] = [];
  let before = performance.now();
  const { trained, tuned } = await tuneModel(
    tensorFlow,
    { network, weights, cut },
    { ...data, unseen: new Set() },
    inputs,
    settings,
    quietContext(),
    {
      onEpoch: () => {
        times.push((performance.now() - before) / 1000);
        before = performance.now();
      },
    },
  );
  const result = { weights: tuned, head: trained.head.layers[0]! };
  const { signal } = quietContext();
  const logits = (views: number) => scoreThrough(tf, cut, result, inputs, test, views, signal);
  const asTheyAre = mapOf(await logits(1));
  return {
    frozen: mapOf(await predictProbabilities(head.head, own)),
    asTheyAre,
    averaged: inputs.viewCount === 1 ? asTheyAre : mapOf(await logits(inputs.viewCount)),
    curve: trained.epochs.map(({ validationMAP }) => validationMAP!),
    bestEpoch: trained.bestEpoch,
    secondsPerEpoch: [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!,
  };
}

/** What the frozen part makes of every photo and view, kept in the user's cache: it costs minutes. */
export async function frozenOutputsOf(
  { part, augmentation }: Pick<Trial, 'part' | 'augmentation'>,
  { files }: PhotoSet,
  { manifest, network, weights }: Backbone,
): Promise<FrozenOutputs> {
  const views = viewsOf[augmentation];
  const cut = cutNetwork(network, part);
  const fingerprint = createHash('sha256')
    .update([manifest.weights.sha256, cut.after, augmentation, ...files].join('\n'))
    .digest('hex');
  const folder = join(accuracyCacheFolder(), `outputs-${fingerprint.slice(0, 16)}`);
  mkdirSync(folder, { recursive: true });
  const frozen = part === 'all' ? null : await openFrozenPart(network, weights, cut, availableParallelism());
  const rows = Int32Array.from(files.keys());
  const seen = await lookAtPhotos(
    { files, rows, views, folder, fingerprint },
    network,
    cut,
    frozen,
    quietContext(),
  ).finally(() => frozen?.close());
  const [unreadable] = seen.unreadable;
  if (unreadable !== undefined) throw new Error(`${unreadable.path} could not be read.`);
  return { viewCount: views.length, ...seen.outputs };
}
