/** The studies of fine-tuning: the frozen backbone's head against the network trained with it, a part per photo set. */

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { recipeFor } from '../../src/main/ml/fine-tune/recipe.ts';
import { loadBackbone } from '../../src/main/ml/load-backbone.ts';
import { openTensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { DEFAULT_BACKBONE } from '../../src/shared/model.ts';
import { frozenOutputsOf, measureSeed, type Measured, type Trial } from './fine-tuning-trial.ts';
import { keptResult } from './kept-result.ts';
import { meanAndSpread, percent, table } from './markdown.ts';
import { readPhotoSet } from './photo-set.ts';
import type { Study } from './study.ts';

/** As many as the recipe has. */
const ALL_EPOCHS = 100;

export const fineTuningStudies: Study[] = [
  studyOf(
    'fine-tuning',
    'Fine-tuning the backbone: photos from above',
    {
      folder: 'ucm-multilabel',
      part: 'top',
      augmentation: 'mirror-and-turn',
      testSplit: 'test',
      maxEpochs: ALL_EPOCHS,
      seeds: [1, 2, 3],
    },
    'Official split: learned from its training part, the best epoch chosen on its validation part, measured on its test part. Published with the whole network fine-tuned: EfficientNetB0 95.4, ResNet50 95.7, Swin-T 96.8.',
  ),
  studyOf(
    'fine-tuning-voc',
    'Fine-tuning the backbone: animals',
    {
      folder: 'voc2012-animals',
      part: 'top',
      augmentation: 'mirror',
      testSplit: 'validation',
      maxEpochs: ALL_EPOCHS,
      seeds: [1, 2, 3],
    },
    'Learned from its training part, of which a fifth is held out to choose the best epoch, measured on its validation part.',
  ),
  studyOf(
    'fine-tuning-all',
    'Fine-tuning the whole network',
    {
      folder: 'ucm-multilabel',
      part: 'all',
      augmentation: 'mirror-and-turn',
      testSplit: 'test',
      maxEpochs: 2,
      seeds: [1],
    },
    'Official split, as for the last blocks. One seed and two epochs, because each takes minutes: it shows that it works, not what it reaches.',
  ),
];

function studyOf(id: string, title: string, trial: Trial, about: string): Study {
  return {
    id,
    title,
    async run({ dataFolder, say }) {
      const folder = join(dataFolder, trial.folder);
      if (!existsSync(join(folder, 'labels.csv'))) throw new Error(`${folder} is not there.`);
      const tensorFlow = await openTensorFlow();
      const backbone = await loadBackbone(DEFAULT_BACKBONE);
      const photos = await readPhotoSet(folder, DEFAULT_BACKBONE);
      say(`looking at ${photos.files.length} photos`);
      const inputs = await frozenOutputsOf(trial, photos, backbone);
      const measured: Measured[] = [];
      for (const seed of trial.seeds) {
        const what = {
          ...trial,
          seeds: [seed],
          backbone: backbone.manifest.weights.sha256,
          files: photos.files,
        };
        const one = await keptResult(what, () =>
          measureSeed(trial, seed, photos, backbone, inputs, tensorFlow),
        );
        say(`seed ${seed}: ${JSON.stringify(one)}`);
        measured.push(one);
      }
      return [
        introductionOf(trial),
        resultsOf(trial, measured),
        `${about} Seconds on the ${tensorFlow.backend} backend with ${availableParallelism()} cores that other work shared.`,
      ].join('\n\n');
    },
  };
}

function introductionOf({ part, seeds, maxEpochs }: Trial): string {
  const trained = part === 'all' ? 'every layer' : 'blocks 13 to 16, the last convolution and the head';
  const { epochs, patience } = recipeFor({ maxEpochs });
  const ofSeeds =
    seeds.length === 1 ? `seed ${seeds[0]}` : `mean and standard deviation of seeds ${seeds.join(', ')}`;
  return `mAP on the test photos, ${ofSeeds}, ${DEFAULT_BACKBONE}: the head on the frozen backbone as \`train\` makes it, and \`train --fine-tune ${part}\` (${trained}; at most ${epochs} epochs, ended after ${patience} without a better one). The best epoch is chosen on photos held out from learning; the test photos choose nothing. “Views averaged” takes the mean of the embeddings of all views that were trained with, which the product does after \`mirror-and-turn\` alone.`;
}

function resultsOf({ folder, augmentation }: Trial, measured: Measured[]): string {
  const column = (pick: (one: Measured) => number): string => meanAndSpread(measured.map(pick));
  const each = (pick: (one: Measured) => string): string => measured.map(pick).join(', ');
  return table(
    [
      'photo set',
      'views',
      'frozen',
      'fine-tuned',
      'views averaged',
      'held-out photos, best',
      'best epochs',
      'epochs run',
      'seconds per epoch',
    ],
    [
      [
        folder,
        augmentation,
        column(({ frozen }) => frozen),
        column(({ asTheyAre }) => asTheyAre),
        column(({ averaged }) => averaged),
        each(({ curve, bestEpoch }) => percent(curve[bestEpoch - 1]!)),
        each(({ bestEpoch }) => String(bestEpoch)),
        each(({ curve }) => String(curve.length)),
        each(({ secondsPerEpoch }) => secondsPerEpoch.toFixed(0)),
      ],
    ],
  );
}
