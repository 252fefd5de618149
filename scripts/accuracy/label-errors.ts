/** The study of label errors: how many annotations flipped at random lie at the front of the queue of suspicious labels. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openTensorFlow, type TensorFlow } from '../../src/main/ml/tensorflow-backend.ts';
import { trainModel } from '../../src/main/ml/train-model.ts';
import { quietContext } from '../../src/main/task-context.ts';
import { ABSENT, PRESENT } from '../../src/shared/label.ts';
import { TRAIN } from '../../src/shared/photo.ts';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';
import {
  isContradiction,
  isLikelyWrong,
  orderBySuspicion,
  selfConfidenceOf,
} from '../../src/shared/suspicion.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import { flipAnnotations, flipWays, type FlipWay } from './flip-annotations.ts';
import { meanAndSpread, table } from './markdown.ts';
import { neighbourShares, nearestNeighbours } from './nearest-neighbours.ts';
import { readPhotoSet, type PhotoSet } from './photo-set.ts';
import type { Study } from './study.ts';
import { suspicionOrders } from './suspicion-orders.ts';

const SETS = ['ucm-multilabel', 'voc2012-animals'];
const SEEDS = [1, 2, 3, 4, 5];
const FIRST_SHARE = 0.1;
const NEIGHBOURS = 10;

const wayTitles: Record<FlipWay, string> = {
  uniform: '5% of all annotations',
  balanced: '5% of the tags, and as many missing ones',
  'half-unknown': 'half of the annotations hidden, 5% of the others flipped',
};

/** One figure per seed. */
type Figures = Map<string, number[]>;

/** Flips known annotations of whole photo sets, trains as the product does, and looks where the flips are. */
export const labelErrorsStudy: Study = {
  id: 'label-errors',
  title: 'Label errors',
  async run({ dataFolder, say }) {
    const sections = [about()];
    for (const name of SETS) {
      const folder = join(dataFolder, name);
      if (!existsSync(join(folder, 'labels.csv'))) {
        say(`${name} is not in ${dataFolder}: left out.`);
        continue;
      }
      sections.push(await studySet(name, folder, say));
    }
    return sections.join('\n\n');
  },
};

function about(): string {
  return [
    `All photos of a set, all splits, mobilenet-v2-1.0, default settings. Known annotations (photo × label, present and absent) are flipped at random, a model is trained on what is left of the truth, and all annotations are ordered by the scores of heads that did not learn from the photo in question. Figures: the share of the flips that lie in the first tenth of that order, ${SEEDS.length} seeds (flips, splits and training), mean ± standard deviation. What is wrong in the sets themselves counts as no find.`,
    `Three ways of flipping: **${wayTitles.uniform}**, drawn from present and absent ones alike (most are absent, so most flips are wrong tags); **balanced**: ${wayTitles.balanced}; **partly unknown**: ${wayTitles['half-unknown']}.`,
    'Orders: *loss*, binary cross-entropy, which orders as self-confidence does: what Tagwright ships; *confident learning*: what it counts as errors first (per-label thresholds, Northcutt et al. 2021), then by loss; *normalized margin*: self-confidence minus its mean over equal annotations of the label; *rank within the label*: the loss’s rank among all annotations of one label; *neighbours*: the share of the 10 nearest photos (cosine, other bursts) that agree; *loss and neighbours*: 0.7 of the head’s probability and 0.3 of the neighbours’ share; the little it gains over the loss does not pay for comparing every photo with every other, so it is left out.',
  ].join('\n\n');
}

async function studySet(name: string, folder: string, say: (line: string) => void): Promise<string> {
  const set = await readPhotoSet(folder, 'mobilenet-v2-1.0');
  const tensorFlow = await openTensorFlow();
  const neighbours = nearestNeighbours(set, NEIGHBOURS);
  const parts: string[] = [`### ${name}`];
  for (const way of flipWays) {
    const figures: Figures = new Map();
    for (const seed of SEEDS) {
      await studySeed(set, neighbours, tensorFlow, way, seed, figures);
      say(`${name}, ${way}, seed ${seed}`);
    }
    parts.push(formatWay(way, figures));
  }
  return parts.join('\n\n');
}

async function studySeed(
  set: PhotoSet,
  neighbours: Int32Array,
  tensorFlow: TensorFlow,
  way: FlipWay,
  seed: number,
  figures: Figures,
): Promise<void> {
  const { targets, flipped } = flipAnnotations(set.targets, way, createSeededRandom(seed));
  const labelCount = set.labels.length;
  const { probabilities, thresholds } = await heldOutScores(set, targets, tensorFlow, seed);
  const scores = { probabilities, targets, labelCount };
  const agreement = neighbourShares(neighbours, NEIGHBOURS, targets, labelCount);
  const orders = { ...suspicionOrders(scores, agreement), loss: orderBySuspicion(scores) };
  const known = orders.loss.length;
  const note = (name: string, value: number) => figures.set(name, [...(figures.get(name) ?? []), value]);
  const wrongTags = [...flipped].filter((place) => targets[place] === PRESENT);
  for (const [name, places] of Object.entries(orders)) {
    const first = new Set(places.subarray(0, Math.round(known * FIRST_SHARE)));
    const share = (wanted: number[]) => wanted.filter((place) => first.has(place)).length / wanted.length;
    note(`${name} all`, share([...flipped]));
    note(`${name} wrong`, share(wrongTags));
    note(`${name} missing`, share([...flipped].filter((place) => targets[place] === ABSENT)));
    const front = places.subarray(0, flipped.size).filter((place) => flipped.has(place)).length;
    note(`${name} front`, front / flipped.size);
  }
  const confidence = selfConfidenceOf(scores);
  const isWrong = (place: number) =>
    isLikelyWrong(confidence, place % labelCount, targets[place]!, probabilities[place]!);
  const isQueued = (place: number) =>
    isContradiction(targets[place]!, probabilities[place]!, thresholds[place % labelCount]!);
  for (const [name, accepts] of [
    ['marked', isWrong],
    ['queued', isQueued],
  ] as const) {
    const places = orders.loss.filter(accepts);
    const hits = places.filter((place) => flipped.has(place)).length;
    note(`${name} precision`, hits / places.length);
    note(`${name} recall`, hits / flipped.size);
    note(`${name} share`, places.length / known);
  }
}

/** As the product makes them: one row per photo, in the order of the set, and the labels' thresholds. */
async function heldOutScores(
  set: PhotoSet,
  targets: Int8Array,
  tensorFlow: TensorFlow,
  seed: number,
): Promise<{ probabilities: Float32Array; thresholds: number[] }> {
  const { embeddings, width, labels, groups, files } = set;
  const splits = new Int8Array(files.length).fill(TRAIN);
  const data = { embeddings, width, targets, labels, splits, groups };
  const settings = resolveTrainingSettings({ seed });
  const trained = await trainModel(tensorFlow, data, settings, quietContext(), () => {});
  const { indexes, probabilities } = trained.heldOut;
  const inOrder = new Float32Array(probabilities.length).fill(NaN);
  for (const [row, photo] of indexes.entries())
    inOrder.set(
      probabilities.subarray(row * labels.length, (row + 1) * labels.length),
      photo * labels.length,
    );
  if (inOrder.includes(NaN)) throw new Error('A photo has no held-out scores.');
  return { probabilities: inOrder, thresholds: trained.thresholds.map(({ apply }) => apply) };
}

const orderTitles: [key: string, title: string][] = [
  ['loss', '**loss**'],
  ['confidentLearning', 'confident learning'],
  ['normalizedMargin', 'normalized margin'],
  ['rankInLabel', 'rank within the label'],
  ['neighbours', 'neighbours'],
  ['lossAndNeighbours', 'loss and neighbours'],
];

function formatWay(way: FlipWay, figures: Figures): string {
  const figure = (name: string) => meanAndSpread(figures.get(name)!);
  return [
    `#### ${wayTitles[way]}`,
    table(
      [
        'order',
        'flips in the first 10%',
        'of wrong tags',
        'of missing tags',
        'right among the first n = flips',
      ],
      orderTitles.map(([key, title]) => [
        title,
        ...['all', 'wrong', 'missing', 'front'].map((part) => figure(`${key} ${part}`)),
      ]),
    ),
    `Of the flips, ${figure('queued recall')} are in Tagwright’s queue (annotations that the model contradicts: ${figure('queued share')} of all), and ${figure('marked recall')} are marked as likely wrong by confident learning, which is right in ${figure('marked precision')} of its marks.`,
  ].join('\n\n');
}
