/** The study of fine-tuning: the frozen backbone's head against the top blocks trained with it, several seeds. */

import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { decodePhoto } from '../../src/main/images/decode-photo.ts';
import { openPhotoFile } from '../../src/main/images/open-photo-file.ts';
import { fromFloat16, toFloat16 } from '../../src/main/ml/float16.ts';
import { scoreThrough } from '../../src/main/ml/fine-tune/fine-tune.ts';
import type { FrozenOutputs } from '../../src/main/ml/fine-tune/fine-tune.ts';
import { openFrozenPart } from '../../src/main/ml/fine-tune/frozen-part.ts';
import { cutNetwork, type NetworkCut } from '../../src/main/ml/fine-tune/trained-part.ts';
import { tuneModel } from '../../src/main/ml/fine-tune/tune-model.ts';
import { viewOf, viewsOf } from '../../src/main/ml/fine-tune/views.ts';
import { targetsOf } from '../../src/main/ml/fit-objective.ts';
import { loadBackbone, type Backbone } from '../../src/main/ml/load-backbone.ts';
import { predictProbabilities } from '../../src/main/ml/predict.ts';
import { openTensorFlow, type TensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { trainModel, type TrainingData } from '../../src/main/ml/train-model.ts';
import { quietContext } from '../../src/main/task-context.ts';
import { meanAveragePrecision } from '../../src/shared/metrics/ranking.ts';
import { DEFAULT_BACKBONE, type Augmentation } from '../../src/shared/model.ts';
import { TEST, TRAIN, VALIDATION } from '../../src/shared/photo.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { meanAndSpread, table } from './markdown.ts';
import { readPhotoSet, type PhotoSet } from './photo-set.ts';
import type { Study, StudyContext } from './study.ts';

const SEEDS = [1, 2, 3];

interface Trial {
  folder: string;
  augmentation: Augmentation;
  /** 'validation' where the set has no test part: then its validation part is measured on */
  testSplit: 'test' | 'validation';
}

const trials: Trial[] = [
  { folder: 'ucm-multilabel', augmentation: 'mirror-and-turn', testSplit: 'test' },
  { folder: 'voc2012-animals', augmentation: 'mirror', testSplit: 'validation' },
];

/** mAP of the test photos, 0..1, and what it cost. */
interface Measured {
  frozen: number;
  asTheyAre: number;
  averaged: number;
  bestEpoch: number;
  secondsPerEpoch: number;
}

/** MobileNetV2 1.0, three seeds. The test photos are looked at once, after training. */
export const fineTuningStudy: Study = {
  id: 'fine-tuning',
  title: 'Fine-tuning the backbone',
  async run(context) {
    const tensorFlow = await openTensorFlow();
    const backbone = await loadBackbone(DEFAULT_BACKBONE);
    const rows: string[][] = [];
    for (const trial of trials) {
      const labelsFile = join(context.dataFolder, trial.folder, 'labels.csv');
      if (!existsSync(labelsFile)) {
        context.say(`${trial.folder} is not there: left out.`);
        continue;
      }
      rows.push(await measureTrial(trial, backbone, tensorFlow, context));
    }
    return [
      `mAP on the test photos, mean and standard deviation of seeds ${SEEDS.join(', ')}, ${DEFAULT_BACKBONE}: the head on the frozen backbone as \`train\` makes it, and \`train --fine-tune top\` (blocks 13 to 16, the last convolution and the head). The best epoch is chosen on photos held out from the training part; the test photos choose nothing. “Views averaged” takes the mean of the embeddings of all views that were trained with, which the product does after \`mirror-and-turn\` alone.`,
      table(
        ['photo set', 'views', 'frozen', 'fine-tuned', 'views averaged', 'best epochs', 'seconds per epoch'],
        rows,
      ),
      `Seconds on the ${tensorFlow.backend} backend with ${availableParallelism()} cores that other work shared. ucm-multilabel: official split; published with the whole network fine-tuned: EfficientNetB0 95.4, ResNet50 95.7, Swin-T 96.8. voc2012-animals: learned and tuned on its training part, measured on its validation part. Not measured here: \`--fine-tune all\`, the other backbones, MixUp, changes of colour and crops.`,
    ].join('\n\n');
  },
};

async function measureTrial(
  trial: Trial,
  backbone: Backbone,
  tensorFlow: TensorFlow,
  { dataFolder, say }: StudyContext,
): Promise<string[]> {
  const photos = await readPhotoSet(join(dataFolder, trial.folder), DEFAULT_BACKBONE);
  const cut = cutNetwork(backbone.network, 'top');
  const inputs = await frozenOutputs(trial, photos, backbone, cut, say);
  const measured: Measured[] = [];
  for (const seed of SEEDS) {
    const one = await measureSeed(trial, seed, photos, backbone, cut, inputs, tensorFlow);
    say(`${trial.folder}, seed ${seed}: ${JSON.stringify(one)}`);
    measured.push(one);
  }
  const column = (pick: (one: Measured) => number): string => meanAndSpread(measured.map(pick));
  return [
    trial.folder,
    trial.augmentation,
    column(({ frozen }) => frozen),
    column(({ asTheyAre }) => asTheyAre),
    column(({ averaged }) => averaged),
    measured.map(({ bestEpoch }) => bestEpoch).join(', '),
    measured.map(({ secondsPerEpoch }) => secondsPerEpoch.toFixed(0)).join(', '),
  ];
}

async function measureSeed(
  { augmentation, testSplit }: Trial,
  seed: number,
  photos: PhotoSet,
  { network, weights }: Backbone,
  cut: NetworkCut,
  inputs: FrozenOutputs,
  tensorFlow: TensorFlow,
): Promise<Measured> {
  const { tf } = tensorFlow;
  const { labels, targets, embeddings, width, groups } = photos;
  const splits = Int8Array.from(photos.splits, (split) =>
    split === testSplit ? TEST : split === 'validation' ? VALIDATION : TRAIN,
  );
  const data: TrainingData = { embeddings, width, targets, labels, splits, groups };
  const test = Int32Array.from(splits.keys()).filter((row) => splits[row] === TEST);
  const known = targetsOf(targets, test, labels.length);
  const mapOf = (scores: Float32Array): number => meanAveragePrecision(scores, known, labels.length)!;

  const settings = resolveTrainingSettings({ seed, augmentation, fineTune: 'top' });
  const head = await trainModel(
    tensorFlow,
    data,
    { ...settings, fineTune: 'head' },
    quietContext(),
    () => {},
  );
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
    () => {
      times.push((performance.now() - before) / 1000);
      before = performance.now();
    },
  );
  const result = { weights: tuned, head: trained.head.layers[0]! };
  const { signal } = quietContext();
  const logits = (views: number) => scoreThrough(tf, cut, result, inputs, test, views, signal);
  return {
    frozen: mapOf(await predictProbabilities(head.head, own)),
    asTheyAre: mapOf(await logits(1)),
    averaged: mapOf(await logits(inputs.viewCount)),
    bestEpoch: trained.bestEpoch,
    secondsPerEpoch: [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!,
  };
}

/** What the frozen part makes of every photo and view, kept in the user's cache: it costs minutes. */
async function frozenOutputs(
  { augmentation }: Trial,
  photos: PhotoSet,
  { manifest, network, weights }: Backbone,
  cut: NetworkCut,
  say: (line: string) => void,
): Promise<FrozenOutputs> {
  const views = viewsOf[augmentation];
  const values = cut.shape.height * cut.shape.width * cut.shape.channels;
  const key = createHash('sha256').update(
    [manifest.weights.sha256, augmentation, ...photos.files].join('\n'),
  );
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const file = join(cache, 'tagwright', 'accuracy', `frozen-${key.digest('hex').slice(0, 16)}.f16`);
  if (!existsSync(file)) {
    say(`looking at ${photos.files.length} photos in ${views.length} views, kept in ${file}`);
    mkdirSync(dirname(file), { recursive: true });
    const frozen = await openFrozenPart(network, weights, cut, availableParallelism());
    const descriptor = openSync(`${file}.partial`, 'w');
    for (const path of photos.files) {
      const { networkInput } = await decodePhoto(await openPhotoFile(path));
      const stacked = Buffer.concat(views.map((view) => viewOf(networkInput, network.inputSize, 3, view)));
      writeSync(descriptor, new Uint8Array(toFloat16(await frozen.run(new Uint8Array(stacked))).buffer));
    }
    closeSync(descriptor);
    await frozen.close();
    renameSync(`${file}.partial`, file);
  }
  const descriptor = openSync(file, 'r');
  return {
    viewCount: views.length,
    read(rows, wanted) {
      const result = new Float32Array(rows.length * values);
      const halves = new Uint16Array(values);
      for (const [index, row] of rows.entries()) {
        const place = row * views.length + wanted[index]!;
        readSync(descriptor, halves, 0, values * 2, place * values * 2);
        fromFloat16(halves, result.subarray(index * values, (index + 1) * values));
      }
      return result;
    },
  };
}
