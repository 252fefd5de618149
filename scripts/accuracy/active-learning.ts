/** The study of active learning: which photos should a person tag next? */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { predictProbabilities } from '../../src/main/ml/predict.ts';
import { openTensorFlow, type TensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { trainModel } from '../../src/main/ml/train-model.ts';
import { quietContext } from '../../src/main/task-context.ts';
import { evaluate } from '../../src/shared/metrics/evaluate.ts';
import { TEST, TRAIN } from '../../src/shared/photo.ts';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { meanAndSpread, percent, table } from './markdown.ts';
import { readPhotoSet, type PhotoSet } from './photo-set.ts';
import type { Study } from './study.ts';
import { photoOrders, type PhotoOrder } from './teaching-orders.ts';

const SETS = [
  { name: 'ucm-multilabel', test: 'test' },
  { name: 'voc2012-animals', test: 'validation' },
] as const;
const SEEDS = [1, 2, 3];
const START = 50;
const BATCH = 25;
const ROUNDS = 6;

/** Tags photos in batches, in different orders, and measures after each batch. */
export const activeLearningStudy: Study = {
  id: 'active-learning',
  title: 'Active learning',
  async run({ dataFolder, say }) {
    const tensorFlow = await openTensorFlow();
    const sections = [about()];
    for (const { name, test } of SETS) {
      const folder = join(dataFolder, name);
      if (!existsSync(join(folder, 'labels.csv'))) {
        say(`${name} is not in ${dataFolder}: left out.`);
        continue;
      }
      const set = await readPhotoSet(folder, 'mobilenet-v2-1.0');
      const curves = new Map<string, number[][]>();
      for (const [title, order] of Object.entries(photoOrders))
        for (const seed of SEEDS) {
          const curve = await simulate(set, test, order, seed, tensorFlow);
          curves.set(title, [...(curves.get(title) ?? []), curve]);
          say(`${name}, ${title}, seed ${seed}: ${curve.map((mAP) => percent(mAP)).join(' ')}`);
        }
      sections.push(formatSet(name, curves));
    }
    return sections.join('\n\n');
  },
};

function about(): string {
  return [
    `${START} random photos are fully tagged, a model is trained with default settings, and ${BATCH} more photos are chosen by it and fully tagged, ${ROUNDS} times; mobilenet-v2-1.0. mAP on the test photos (ucm-multilabel: its test split; voc2012-animals: its “val” part), which are never chosen. ${SEEDS.length} seeds (first photos, training), mean ± standard deviation.`,
    'Orders: *at random*; *most uncertain*: photos by the sum of their labels’ entropies; *nearest to the threshold*: photos by their most uncertain label, relative to its threshold; *most unlike*: farthest from every photo that is tagged or chosen before, whatever the model says; *teaches most*: entropies × distance to the nearest tagged or chosen photo; *rare labels first*: the same with each label’s entropy divided by the number of its positives.',
  ].join('\n\n');
}

async function simulate(
  set: PhotoSet,
  testSplit: string,
  order: PhotoOrder,
  seed: number,
  tensorFlow: TensorFlow,
): Promise<number[]> {
  const { embeddings, width, targets, labels, groups, files } = set;
  const random = createSeededRandom(seed);
  const photos = [...files.keys()];
  const test = photos.filter((photo) => set.splits[photo] === testSplit);
  const pool = random.shuffle(photos.filter((photo) => set.splits[photo] !== testSplit));
  const tagged = new Set(pool.slice(0, START));
  const settings = resolveTrainingSettings({ seed });
  const curve: number[] = [];
  for (;;) {
    const splits = Int8Array.from(photos, (photo) => (tagged.has(photo) ? TRAIN : TEST));
    const data = { embeddings, width, targets, labels, splits, groups };
    const { head, thresholds } = await trainModel(tensorFlow, data, settings, quietContext(), () => {});
    const probabilities = await predictProbabilities(head, embeddings);
    curve.push(mAPOf(set, test, probabilities));
    if (curve.length > ROUNDS) return curve;
    const open = pool.filter((photo) => !tagged.has(photo));
    const apply = thresholds.map((threshold) => threshold.apply);
    for (const photo of order({ set, probabilities, apply, tagged, open, random }, BATCH)) tagged.add(photo);
  }
}

function mAPOf({ labels, targets }: PhotoSet, test: number[], probabilities: Float32Array): number {
  const count = labels.length;
  const rows = <List extends Float32Array | Int8Array>(of: List, into: List): List => {
    for (const [row, photo] of test.entries())
      into.set(of.subarray(photo * count, (photo + 1) * count), row * count);
    return into;
  };
  const { mAP } = evaluate({
    labels,
    probabilities: rows(probabilities, new Float32Array(test.length * count)),
    targets: rows(targets, new Int8Array(test.length * count)),
    thresholds: labels.map((label) => ({ label, apply: 0.5 })),
    bootstrapRounds: 0,
    seed: 1,
  });
  return mAP ?? NaN;
}

function formatSet(name: string, curves: Map<string, number[][]>): string {
  const meanAt = (of: number[][], round: number) =>
    of.reduce((sum, curve) => sum + curve[round]!, 0) / of.length;
  const rounds = Array.from({ length: ROUNDS + 1 }, (_, round) => round);
  const photosAt = (round: number) => START + BATCH * round;
  const random = curves.get('at random')!;
  // what random order reaches in the middle and at the end of the simulation
  const goals = [ROUNDS / 2, ROUNDS].map((round) => meanAt(random, round));
  const needed = (of: number[][], goal: number): string => {
    const round = of[0]!.findIndex((_, index) => meanAt(of, index) >= goal);
    return round < 0 ? `more than ${photosAt(ROUNDS)}` : String(photosAt(round));
  };
  return [
    `### ${name}`,
    table(
      ['photos tagged', ...rounds.map((round) => String(photosAt(round)))],
      [...curves].map(([title, of]) => [
        title === 'teaches most' ? `**${title}**` : title,
        ...rounds.map((round) => meanAndSpread(of.map((curve) => curve[round]!))),
      ]),
    ),
    'Photos needed to reach, on average, what random order reaches:',
    table(
      ['', ...goals.map((goal) => `mAP ${percent(goal)}`)],
      [...curves].map(([title, of]) => [title, ...goals.map((goal) => needed(of, goal))]),
    ),
  ].join('\n\n');
}
