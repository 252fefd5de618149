/** The study of calibration: cross-entropy and calibration error before and after, for several strengths of shrinkage. */

import { join } from 'node:path';
import {
  calibrateScores,
  fitCalibration,
  SHRINKAGE,
  uncalibrateScores,
} from '../../src/main/ml/calibrate.ts';
import { predictProbabilities } from '../../src/main/ml/predict.ts';
import { openTensorFlow, type TensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { trainModel } from '../../src/main/ml/train-model.ts';
import { quietContext } from '../../src/main/task-context.ts';
import { meanCrossEntropyFromProbabilities } from '../../src/shared/metrics/cross-entropy.ts';
import { measureReliability } from '../../src/shared/metrics/reliability.ts';
import { TRAIN } from '../../src/shared/photo.ts';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { meanAndSpread, table } from './markdown.ts';
import { readPhotoSet, type PhotoSet } from './photo-set.ts';
import type { Study } from './study.ts';

const DRAWS = 5;
const SIZES = [50, 100, 400];
/** null: as the head says it */
const SHRINKAGES = [null, 0, 3, SHRINKAGE, 30, Infinity];

const about = `Platt scaling per label on held-out scores, drawn towards the scaling that fits all labels together with a
strength: 0 leaves each label to itself, ∞ scales all alike. Tagged photos drawn from the training part, measured on the
validation part; ${DRAWS} draws, mean ± deviation. Cross-entropy and expected calibration error (ten bins, all labels
together), both times 100; lower is better. The product uses ${SHRINKAGE}.`;

/** Nested: scalings are fitted to cross-validated scores of the tagged photos, and judged on others. */
export const calibrationStudy: Study = {
  id: 'calibration',
  title: 'Probabilities that mean what they say',
  async run({ dataFolder, say }) {
    const tensorFlow = await openTensorFlow();
    const sections = [about];
    for (const folder of ['ucm-multilabel', 'voc2012-animals']) {
      const set = await readPhotoSet(join(dataFolder, folder), 'mobilenet-v2-1.0');
      const rows: string[][] = [];
      for (const size of SIZES) {
        const losses = SHRINKAGES.map((): number[] => []);
        const errors = SHRINKAGES.map((): number[] => []);
        for (let seed = 1; seed <= DRAWS; seed++)
          for (const [place, { loss, error }] of (await measureDraw(tensorFlow, set, size, seed)).entries()) {
            losses[place]!.push(loss);
            errors[place]!.push(error);
          }
        rows.push([`${size}, cross-entropy`, ...losses.map(meanAndSpread)]);
        rows.push([`${size}, calibration error`, ...errors.map(meanAndSpread)]);
        say(`${folder}, ${size}: ${rows.at(-1)!.join(', ')}`);
      }
      const header = [
        'tagged photos',
        ...SHRINKAGES.map((own) => (own === null ? 'uncalibrated' : nameOf(own))),
      ];
      sections.push(`### ${folder}`, table(header, rows));
    }
    return sections.join('\n\n');
  },
};

const nameOf = (shrinkage: number): string => (shrinkage === Infinity ? '∞' : String(shrinkage));

async function measureDraw(
  tensorFlow: TensorFlow,
  set: PhotoSet,
  size: number,
  seed: number,
): Promise<{ loss: number; error: number }[]> {
  const inSplit = (split: string): number[] =>
    [...set.splits.keys()].filter((row) => set.splits[row] === split);
  const drawn = inSplit('train');
  createSeededRandom(seed).shuffle(drawn);
  const tagged = drawn.slice(0, size);
  const measured = inSplit('validation');
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
  const calibrated = await predictProbabilities(model.head, rowsOf(set.embeddings, width, measured));
  const said = uncalibrateScores(calibrated, model.calibration);
  const heldOut = uncalibrateScores(model.heldOut.probabilities, model.calibration);
  const known = rowsOf(data.targets, labels.length, [...model.heldOut.indexes]);
  const truth = rowsOf(set.targets, labels.length, measured);
  return SHRINKAGES.map((own) => {
    const scores =
      own === null ? said : calibrateScores(said, fitCalibration(heldOut, known, labels.length, own));
    return {
      loss: meanCrossEntropyFromProbabilities(scores, truth)!,
      error: measureReliability(scores, truth).error!,
    };
  });
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
