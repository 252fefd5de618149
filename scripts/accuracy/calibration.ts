/** The study of calibration: cross-entropy and calibration error before and after, for several strengths of shrinkage. */

import { join } from 'node:path';
import {
  crossFitCalibration,
  fitCalibration,
  SHRINKAGE,
  type Shrinkage,
} from '../../src/main/ml/calibrate.ts';
import { predictProbabilities } from '../../src/main/ml/predict.ts';
import { openTensorFlow, type TensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { compactGroups } from '../../src/main/ml/split/compact-groups.ts';
import { trainModel } from '../../src/main/ml/train-model.ts';
import { quietContext } from '../../src/main/task-context.ts';
import {
  calibrateScores,
  crossCalibrateScores,
  uncalibrateScores,
} from '../../src/shared/metrics/calibration.ts';
import { meanCrossEntropyFromProbabilities } from '../../src/shared/metrics/cross-entropy.ts';
import { measureReliability } from '../../src/shared/metrics/reliability.ts';
import { TRAIN } from '../../src/shared/photo.ts';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { meanAndSpread, table } from './markdown.ts';
import { readPhotoSet, type PhotoSet } from './photo-set.ts';
import type { Study } from './study.ts';

const DRAWS = 5;
const SIZES = [25, 50, 100, 400];
/** null: as the head says it */
const SHRINKAGES: (Shrinkage | null)[] = [
  null,
  { shared: 1, own: 0 },
  { shared: 1, own: 10 },
  { shared: 100, own: 30 },
  { shared: 300, own: 10 },
  SHRINKAGE,
  { shared: 300, own: 100 },
  { shared: 1000, own: 30 },
  { shared: 300, own: Infinity },
];

const about = `Platt scaling on held-out scores, drawn twice: one scaling of all labels together towards "as it is", and each
label's own towards that. "100 / 30": with strength 100 and with strength 30; 0 leaves the labels to themselves, ∞ scales all
alike. Tagged photos are drawn from the training part; ${DRAWS} draws, mean ± deviation. Cross-entropy, and expected calibration
error (ten bins, all labels together), both times 100; lower is better. The product uses ${nameOf(SHRINKAGE)}, chosen on the photos
of the training part that were not drawn: of the same mix as those that were, as the rest of a person's library is. The
validation part of voc2012-animals is another mix: its labels are a quarter rarer (7.2% of the answers are yes, 9.6% in the
training part), which nothing in the training part can tell.`;

const aboutHonesty = `What the report says of calibration, and what is so: how much it changes cross-entropy and calibration
error (after minus before, times 100; below 0: better), with the product's strengths. "Flattered": judged on the photos that it was fitted to.
"Cross-fitted", as the product reports it: each fifth of the held-out photos is calibrated by what was fitted to the other
four. "Others": on photos of the training part that were not drawn. Means of ${DRAWS} draws.`;

interface Figures {
  loss: number;
  error: number;
}

interface Draw {
  /** per strength */
  others: Figures[];
  validation: Figures[];
  /** what calibration changes */
  flattered: Figures;
  crossFitted: Figures;
  onOthers: Figures;
}

/** Scalings are fitted to cross-validated scores of the tagged photos, and judged on others. */
export const calibrationStudy: Study = {
  id: 'calibration',
  title: 'Probabilities that mean what they say',
  async run({ dataFolder, say }) {
    const tensorFlow = await openTensorFlow();
    const sections = [about];
    const honesty: string[][] = [];
    for (const folder of ['ucm-multilabel', 'voc2012-animals']) {
      const set = await readPhotoSet(join(dataFolder, folder), 'mobilenet-v2-1.0');
      const rows: string[][] = [];
      for (const size of SIZES) {
        const draws: Draw[] = [];
        for (let seed = 1; seed <= DRAWS; seed++) draws.push(await measureDraw(tensorFlow, set, size, seed));
        for (const [name, where] of [
          ['undrawn', 'others'],
          ['validation', 'validation'],
        ] as const)
          for (const [measure, key] of measures)
            rows.push([
              `${size}, ${name}, ${measure}`,
              ...SHRINKAGES.map((_, place) => meanAndSpread(draws.map((draw) => draw[where][place]![key]))),
            ]);
        for (const [measure, key] of measures)
          honesty.push([
            `${folder}, ${size}, ${measure}`,
            ...(['flattered', 'crossFitted', 'onOthers'] as const).map((basis) =>
              meanChange(draws.map((draw) => draw[basis][key])),
            ),
          ]);
        say(`${folder}, ${size}: ${rows.at(-1)!.join(', ')}`);
      }
      const header = ['tagged photos', ...SHRINKAGES.map(nameOf)];
      sections.push(`### ${folder}`, table(header, rows));
    }
    const honestHeader = ['tagged photos', 'flattered', 'cross-fitted', 'others'];
    sections.push('### What is said of it', aboutHonesty, table(honestHeader, honesty));
    return sections.join('\n\n');
  },
};

const measures = [
  ['cross-entropy', 'loss'],
  ['calibration error', 'error'],
] as const;

function nameOf(shrinkage: Shrinkage | null): string {
  if (shrinkage === null) return 'uncalibrated';
  const name = (strength: number): string => (strength === Infinity ? '∞' : String(strength));
  return `${name(shrinkage.shared)} / ${name(shrinkage.own)}`;
}

/** "−0.52": a mean with its sign, times 100. */
function meanChange(values: readonly number[]): string {
  const mean = (100 * values.reduce((sum, value) => sum + value, 0)) / values.length;
  return `${mean < 0 ? '−' : '+'}${Math.abs(mean).toFixed(2)}`;
}

async function measureDraw(tensorFlow: TensorFlow, set: PhotoSet, size: number, seed: number): Promise<Draw> {
  const inSplit = (split: string): number[] =>
    [...set.splits.keys()].filter((row) => set.splits[row] === split);
  const drawn = inSplit('train');
  createSeededRandom(seed).shuffle(drawn);
  const tagged = drawn.slice(0, size);
  const { labels, width } = set;
  const data = {
    embeddings: rowsOf(set.embeddings, width, tagged),
    untagged: rowsOf(set.embeddings, width, drawn.slice(size)),
    width,
    targets: rowsOf(set.targets, labels.length, tagged),
    labels,
    splits: new Int8Array(size).fill(TRAIN),
    groups: Int32Array.from(tagged, (row) => set.groups[row]!),
  };
  const model = await trainModel(
    tensorFlow,
    data,
    resolveTrainingSettings({ seed }),
    quietContext(),
    () => {},
  );
  const heldOut = uncalibrateScores(model.heldOut.probabilities, model.calibration);
  const known = rowsOf(data.targets, labels.length, [...model.heldOut.indexes]);
  const scoresOf = async (rows: number[]): Promise<Judged> => ({
    said: uncalibrateScores(
      await predictProbabilities(model.head, rowsOf(set.embeddings, width, rows)),
      model.calibration,
    ),
    truth: rowsOf(set.targets, labels.length, rows),
  });
  const calibrations = SHRINKAGES.map((own) =>
    own === null ? null : fitCalibration(heldOut, known, labels.length, own),
  );
  const judgeAll = ({ said, truth }: Judged): Figures[] =>
    calibrations.map((own) => figuresOf(own === null ? said : calibrateScores(said, own), truth));
  const others = await scoresOf(drawn.slice(size));
  const own = fitCalibration(heldOut, known, labels.length);
  const groups = compactGroups(data.groups, model.heldOut.indexes);
  const crossFit = crossFitCalibration(heldOut, known, labels.length, groups, seed);
  return {
    others: judgeAll(others),
    validation: judgeAll(await scoresOf(inSplit('validation'))),
    flattered: change(heldOut, calibrateScores(heldOut, own), known),
    crossFitted: change(heldOut, crossCalibrateScores(heldOut, crossFit, labels.length), known),
    onOthers: change(others.said, calibrateScores(others.said, own), others.truth),
  };
}

interface Judged {
  /** before calibration */
  said: Float32Array;
  truth: Int8Array;
}

function figuresOf(scores: Float32Array, truth: Int8Array): Figures {
  return {
    loss: meanCrossEntropyFromProbabilities(scores, truth)!,
    error: measureReliability(scores, truth).error!,
  };
}

function change(before: Float32Array, after: Float32Array, truth: Int8Array): Figures {
  const from = figuresOf(before, truth);
  const to = figuresOf(after, truth);
  return { loss: to.loss - from.loss, error: to.error - from.error };
}

function rowsOf<Values extends Float32Array | Int8Array>(
  matrix: Values,
  width: number,
  rows: number[],
): Values {
  const taken = new (matrix.constructor as new (length: number) => Values)(rows.length * width);
  for (const [place, row] of rows.entries())
    taken.set(matrix.subarray(row * width, (row + 1) * width), place * width);
  return taken;
}
