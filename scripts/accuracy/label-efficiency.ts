/** The study of label efficiency: how good a head is after how many tagged photos, beside plain logistic regression. */

import { join } from 'node:path';
import { weighLabels } from '../../src/main/ml/fit-objective.ts';
import { createPacer } from '../../src/main/ml/fit-pacer.ts';
import { headFromTraining } from '../../src/main/ml/head-from-training.ts';
import type { Head } from '../../src/main/ml/head.ts';
import { createInputBlocks } from '../../src/main/ml/input-blocks.ts';
import { createLinearFits } from '../../src/main/ml/linear-fit.ts';
import { predictProbabilities } from '../../src/main/ml/predict.ts';
import { measureStandardization, standardizedRows } from '../../src/main/ml/standardize.ts';
import { openTensorFlow, type TensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { trainModel } from '../../src/main/ml/train-model.ts';
import { quietContext } from '../../src/main/task-context.ts';
import { meanAveragePrecision } from '../../src/shared/metrics/ranking.ts';
import { DEFAULT_BACKBONE, type ComposedBackboneId } from '../../src/shared/model.ts';
import { TRAIN, type Split } from '../../src/shared/photo.ts';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { meanAndSpread, percent, table } from './markdown.ts';
import { readPhotoSet, type PhotoSet } from './photo-set.ts';
import type { Study } from './study.ts';

const DRAWS = 5;
/** 1 / C of the reference */
const REFERENCE_PENALTY = 100;
/** as many as the product takes along */
export const MOST_UNTAGGED = 1500;

interface Curve {
  folder: string;
  title: string;
  sizes: number[];
  testSplit: Split;
  composed: readonly ComposedBackboneId[];
}

const curves: Curve[] = [
  {
    folder: 'ucm-multilabel',
    title: 'UC Merced Land Use, multi-label, test photos',
    sizes: [25, 50, 100, 200, 400, 1285],
    testSplit: 'test',
    composed: ['two-networks', 'eight-views'],
  },
  {
    folder: 'voc2012-animals',
    title: 'Pascal VOC 2012, photos with animals, “val” photos',
    sizes: [50, 100, 200, 400],
    testSplit: 'validation',
    composed: ['two-networks'],
  },
];

/** Which photos without tags a head learns beside: none, those that are not measured, or all. */
type Untagged = 'none' | 'others' | 'measured too';

interface Column {
  title: string;
  set: PhotoSet;
  /** null: the reference */
  untagged: Untagged | null;
}

/** The size at which the reference is to be reached with half as many tagged photos. */
const BAR = { reference: 200, tagged: 100 };

const about = `The head alone is trained, on frozen networks. Tagged photos are drawn from the training part at random, ${DRAWS} times; the
measured photos are the same always. mAP, mean ± deviation over the draws. MobileNetV2 1.0 where nothing else is said.

- **Logistic regression**: one-vs-rest, C = 0.01, embeddings standardized by the tagged photos; what scikit-learn does.
- **Tagged photos alone**: Tagwright's default settings, the penalty chosen by cross-validation, no photo held back.
- **Tagwright**: the same with the library's untagged photos, as in the product; here the rest of the training part and
  the validation part, without their labels. The measured photos are new to it.
- **In the library**: the measured photos are untagged photos of the library too, as all photos are that a person
  imports first and tags then.
- **Two networks**: the backbone \`two-networks\`, twice the work per photo. **Eight views**: the backbone \`eight-views\`,
  eight times the work, for photos without an upright. Both again with the measured photos new, and in the library.`;

/** The whole curve, with the reference in the same run. */
export const labelEfficiencyStudy: Study = {
  id: 'label-efficiency',
  title: 'How many tagged photos it takes',
  async run({ dataFolder, say }) {
    const tensorFlow = await openTensorFlow();
    const sections = [about];
    for (const curve of curves) {
      const columns = await columnsOf(curve, dataFolder);
      const measured: number[][][] = [];
      const rows: string[][] = [];
      for (const size of curve.sizes) {
        measured.push(await measureSize(tensorFlow, columns, curve, size));
        rows.push([String(size), ...measured.at(-1)!.map(meanAndSpread)]);
        say(`${curve.folder}, ${rows.at(-1)!.join(', ')}`);
      }
      const header = ['tagged photos', ...columns.map(({ title }) => title)];
      sections.push(`### ${curve.title}`, table(header, rows), barOf(curve, columns, measured));
    }
    return sections.join('\n\n');
  },
};

async function columnsOf({ folder, composed }: Curve, dataFolder: string): Promise<Column[]> {
  const set = await readPhotoSet(join(dataFolder, folder), DEFAULT_BACKBONE);
  const columns: Column[] = [
    { title: 'logistic regression', set, untagged: null },
    { title: 'tagged photos alone', set, untagged: 'none' },
    { title: 'Tagwright', set, untagged: 'others' },
    { title: 'in the library', set, untagged: 'measured too' },
  ];
  for (const backbone of composed) {
    const title = backbone.replace('-', ' ');
    const own = await readPhotoSet(join(dataFolder, folder), backbone);
    columns.push(
      { title, set: own, untagged: 'others' },
      { title: `${title}, in the library`, set: own, untagged: 'measured too' },
    );
  }
  return columns;
}

/** Says which columns reach with 100 tagged photos what the reference needs 200 for. */
function barOf({ sizes }: Curve, columns: Column[], measured: number[][][]): string {
  const at = (size: number): number[] =>
    measured[sizes.indexOf(size)]!.map((draws) => draws.reduce((sum, one) => sum + one, 0) / draws.length);
  const bar = at(BAR.reference)[0]!;
  const reached = columns.filter((_, column) => column > 0 && at(BAR.tagged)[column]! >= bar);
  const named = reached.map(({ title }) => `“${title}”`).join(', ');
  return `With ${BAR.tagged} tagged photos, what logistic regression needs ${BAR.reference} for (${percent(bar)}) is reached by: ${named || 'none of them'}.`;
}

/** returns  per column of the table, the mAP of each draw */
async function measureSize(
  tensorFlow: TensorFlow,
  columns: Column[],
  { testSplit }: Curve,
  size: number,
): Promise<number[][]> {
  const { splits } = columns[0]!.set;
  const inSplit = (split: Split): number[] => [...splits.keys()].filter((row) => splits[row] === split);
  const test = inSplit(testSplit);
  const others = testSplit === 'test' ? inSplit('validation') : [];
  const results: number[][] = columns.map(() => []);
  const pool = inSplit('train');
  for (let seed = 1; seed <= (size < pool.length ? DRAWS : 1); seed++) {
    const drawn = pool.slice();
    createSeededRandom(seed).shuffle(drawn);
    const tagged = drawn.slice(0, size);
    const rest = [...drawn.slice(size), ...others];
    const untaggedOf = { none: [], others: rest, 'measured too': [...test, ...rest] };
    for (const [column, { set, untagged }] of columns.entries()) {
      const head =
        untagged === null
          ? await fitReference(tensorFlow, set, tagged)
          : await fitOurs(tensorFlow, set, tagged, untaggedOf[untagged].slice(0, MOST_UNTAGGED), seed);
      results[column]!.push(await measureHead(set, head, test));
    }
  }
  return results;
}

/** Plain one-vs-rest logistic regression, C = 0.01, on embeddings standardized by the tagged photos; rows of the set. */
export async function fitReference({ tf }: TensorFlow, set: PhotoSet, tagged: number[]): Promise<Head> {
  const { width } = set;
  const own = embeddingsOf(set, tagged);
  const targets = targetsOf(set, tagged);
  const rows = Int32Array.from(tagged.keys());
  const standardization = measureStandardization(own, width, rows);
  const inputs = createInputBlocks(tf, standardizedRows(own, width, rows, standardization), width);
  const labels = weighLabels(targets, set.labels.length, rows, { imbalance: 0, assumeAbsent: 0 });
  const fits = createLinearFits(inputs, targets, [{ rows, labels }], REFERENCE_PENALTY, { tolerance: 1e-7 });
  const pacer = createPacer(new AbortController().signal);
  while (!fits.isDone()) await fits.advance(pacer);
  inputs.dispose();
  return headFromTraining([fits.heads[0]!.layer()], standardization, labels);
}

/** The product's head by its default settings; tagged and untagged are rows of the set. */
export async function fitOurs(
  tensorFlow: TensorFlow,
  set: PhotoSet,
  tagged: number[],
  untagged: number[],
  seed: number,
): Promise<Head> {
  const data = {
    embeddings: embeddingsOf(set, tagged),
    untagged: embeddingsOf(set, untagged),
    width: set.width,
    targets: targetsOf(set, tagged),
    labels: set.labels,
    splits: new Int8Array(tagged.length).fill(TRAIN),
    groups: Int32Array.from(tagged, (row) => set.groups[row]!),
  };
  const model = await trainModel(
    tensorFlow,
    data,
    resolveTrainingSettings({ seed }),
    quietContext(),
    () => {},
  );
  return model.head;
}

/** mAP of photos, rows of the set, 0..1. */
export async function measureHead(set: PhotoSet, head: Head, test: number[]): Promise<number> {
  const scores = await predictProbabilities(head, embeddingsOf(set, test));
  return meanAveragePrecision(scores, targetsOf(set, test), set.labels.length)!;
}

function embeddingsOf({ embeddings, width }: PhotoSet, rows: number[]): Float32Array {
  const taken = new Float32Array(rows.length * width);
  for (const [place, row] of rows.entries())
    taken.set(embeddings.subarray(row * width, (row + 1) * width), place * width);
  return taken;
}

function targetsOf({ targets, labels }: PhotoSet, rows: number[]): Int8Array {
  const width = labels.length;
  const taken = new Int8Array(rows.length * width);
  for (const [place, row] of rows.entries())
    taken.set(targets.subarray(row * width, (row + 1) * width), place * width);
  return taken;
}
