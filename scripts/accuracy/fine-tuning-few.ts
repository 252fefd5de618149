/** The study of fine-tuning from few photos: what it brings beside the head alone, and how many photos should learn. */

import { join } from 'node:path';
import { recipeFor } from '../../src/main/ml/fine-tune/recipe.ts';
import { loadBackbone } from '../../src/main/ml/load-backbone.ts';
import { openTensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { DEFAULT_BACKBONE } from '../../src/shared/model.ts';
import {
  measureFrozen,
  measureReference,
  measureTuned,
  type FewPhotosSet,
  type FewPhotosTrial,
  type FrozenMeasured,
  type HeldOut,
} from './fine-tuning-few-trial.ts';
import { frozenOutputsOf } from './fine-tuning-trial.ts';
import { keptResult } from './kept-result.ts';
import { meanAndSpread, percent, table } from './markdown.ts';
import { readPhotoSet } from './photo-set.ts';
import type { Study } from './study.ts';

const DRAWS = 3;
const SIZES = [50, 100, 200];
/** The size at which logistic regression is to be reached with half as many tagged photos. */
const BAR = { reference: 200, tagged: 100 };

const trials: (FewPhotosTrial & { title: string })[] = [
  {
    folder: 'voc2012-animals',
    title: 'Pascal VOC 2012, photos with animals, “val” photos',
    augmentation: 'mirror',
    testSplit: 'validation',
    composed: 'two-networks',
  },
  {
    folder: 'ucm-multilabel',
    title: 'UC Merced Land Use, multi-label, test photos',
    augmentation: 'mirror-and-turn',
    testSplit: 'test',
    composed: 'eight-views',
  },
];

const { epochs, patience } = recipeFor({ maxEpochs: Infinity });

const about = `The last blocks of the network are trained with the head (\`train --fine-tune top\`), and beside them, in the same run
and on the same draws, the head alone. Tagged photos are drawn from the training part at random, ${DRAWS} times, the first
${DRAWS} draws of “How many tagged photos it takes”; the measured photos are new to all. mAP, mean ± deviation over the
draws. MobileNetV2 1.0 where nothing else is said; every head, the one that fine-tuning starts from too, learns beside
the untagged rest of the training part. No setting was chosen on the measured photos. The
fine-tuned network is asked as the product does: after turned views for the mean of eight, which costs eight times the
work for every photo.

- **Logistic regression**, **head**, **head, two networks**, **head, eight views**: columns of that section, nothing of the
  networks is trained.
- **Fine-tuned, a fifth held out**: the photos held out choose the best of at most ${epochs} epochs, which end after ${patience}
  without a better one; the others are learned from.
- **Fine-tuned on all**: every tagged photo is learned from and all ${epochs} epochs are run, so that none is needed to
  choose. Its thresholds and measures have to come from cross-validation, which is five fine-tunings more.`;

/** The whole curve, frozen heads in the same run. */
export const fineTuningFewStudy: Study = {
  id: 'fine-tuning-few',
  title: 'Fine-tuning from few photos',
  async run({ dataFolder, say }) {
    const tensorFlow = await openTensorFlow();
    const backbone = await loadBackbone(DEFAULT_BACKBONE);
    const sets: FewPhotosSet[] = [];
    for (const trial of trials) {
      const folder = join(dataFolder, trial.folder);
      const photos = await readPhotoSet(folder, DEFAULT_BACKBONE);
      const composed = await readPhotoSet(folder, trial.composed);
      say(`looking at ${photos.files.length} photos`);
      sets.push({
        photos,
        composed,
        inputs: await frozenOutputsOf({ ...trial, part: 'top' }, photos, backbone),
      });
    }
    const measured: FewPhotosMeasured[][][] = trials.map(() => []);
    for (const [place, size] of SIZES.entries())
      for (const [index, trial] of trials.entries()) {
        const set = sets[index]!;
        measured[index]![place] = [];
        for (let seed = 1; seed <= DRAWS; seed++) {
          const what = {
            study: 'fine-tuning-few',
            trial,
            size,
            seed,
            sha256: backbone.manifest.weights.sha256,
          };
          const tuned = (heldOut: HeldOut): Promise<number> =>
            keptResult({ ...what, heldOut }, () =>
              measureTuned(tensorFlow, backbone, set, trial, heldOut, size, seed),
            );
          const one = {
            all: await tuned('nothing'),
            heldOut: await tuned('a fifth'),
            ...(await keptResult(what, () => measureFrozen(tensorFlow, set, trial, size, seed))),
          };
          say(`${trial.folder}, ${size} photos, draw ${seed}: ${JSON.stringify(one)}`);
          measured[index]![place].push(one);
        }
      }
    const sections: string[] = [];
    for (const [index, trial] of trials.entries()) {
      const bars: number[] = [];
      for (let seed = 1; seed <= DRAWS; seed++)
        bars.push(await measureReference(tensorFlow, sets[index]!, trial, BAR.reference, seed));
      sections.push(`### ${trial.title}`, tableOf(trial, measured[index]!), barOf(measured[index]!, bars));
    }
    return [about, ...sections].join('\n\n');
  },
};

/** mAP, 0..1, of one draw */
interface FewPhotosMeasured extends FrozenMeasured {
  /** fine-tuned; a fifth of the tagged photos chose the epoch */
  heldOut: number;
  /** fine-tuned on every tagged photo */
  all: number;
}

interface Column {
  title: string;
  pick: (one: FewPhotosMeasured) => number;
}

function columnsOf({ composed }: FewPhotosTrial): Column[] {
  return [
    { title: 'logistic regression', pick: ({ reference }) => reference },
    { title: 'head', pick: ({ head }) => head },
    { title: `head, ${composed.replace('-', ' ')}`, pick: (one) => one.composed },
    { title: 'fine-tuned, a fifth held out', pick: ({ heldOut }) => heldOut },
    { title: 'fine-tuned on all', pick: ({ all }) => all },
  ];
}

function tableOf(trial: FewPhotosTrial, measured: FewPhotosMeasured[][]): string {
  const columns = columnsOf(trial);
  return table(
    ['tagged photos', ...columns.map(({ title }) => title)],
    SIZES.map((size, place) => [
      String(size),
      ...columns.map(({ pick }) => meanAndSpread(measured[place]!.map(pick))),
    ]),
  );
}

/** Says what fine-tuning on all tagged photos comes to, beside what is to be reached: the references' mAP of each draw. */
function barOf(measured: FewPhotosMeasured[][], references: number[]): string {
  const bar = meanOf(references);
  const tuned = meanOf(measured[SIZES.indexOf(BAR.tagged)]!.map(({ all }) => all));
  return `With ${BAR.tagged} tagged photos, what logistic regression needs ${BAR.reference} for (${percent(bar)} in these draws) is ${tuned >= bar ? 'reached' : 'not reached'} by fine-tuning on all of them (${percent(tuned)}).`;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
