/** The study of imbalance: which loss suits labels from one positive to many hundred. */

import { openTensorFlow, type TensorFlowCore } from '../../src/main/ml/tensorflow-backend.ts';
import { PRESENT } from '../../src/shared/label.ts';
import { readDrawnSet } from './drawn-set.ts';
import {
  drawRows,
  mean,
  measureLabels,
  partsOf,
  tryVariant,
  type LabelResult,
  type Trial,
  type Variant,
} from './head-trial.ts';
import { meanAndSpread, percent, table } from './markdown.ts';
import { measureSets, seeds } from './measure-sets.ts';
import { asymmetricLoss } from './pair-losses.ts';
import type { PhotoSet } from './photo-set.ts';
import { prototypeScores } from './prototypes.ts';
import type { Study, StudyContext } from './study.ts';

const fewPositives = [1, 5];
const photosDrawn = 300;
const untaggedDrawn = 300;
/** positives among the photos learned from, low and high end */
type Bin = [low: number, high: number];
const bins: Bin[] = [
  [1, 5],
  [6, 20],
  [21, 100],
  [101, Infinity],
];
const manyBins: Bin[] = [
  [101, 1000],
  [1001, 3000],
  [3001, Infinity],
];
const manyDrawn = 10_000;
const manyTested = 2000;
const manySeeds = seeds.slice(0, 3);

const plainLoss: Variant = {
  name: 'cross-entropy alone',
  settings: { imbalance: 0 },
  withoutPrototypes: true,
};
const variants: Variant[] = [
  { name: '**with whitened prototypes (default)**', settings: { imbalance: 0 } },
  plainLoss,
];
const losses: Variant[] = [
  { ...plainLoss, name: 'positive weights, strength 1', settings: { imbalance: 1 } },
  { ...plainLoss, name: 'focal loss, γ = 2', loss: asymmetricLoss(2, 2, 0) },
  { ...plainLoss, name: 'asymmetric loss, γ 0 and 4, margin 0.05', loss: asymmetricLoss(0, 4, 0.05) },
];

export const imbalanceStudy: Study = {
  id: 'imbalance',
  title: 'Rare labels: weights, focal and asymmetric loss, prototypes',
  async run(context) {
    const real = await measureSets(context, introduction, async (tf, set, say) => [
      await measureFew(tf, set, say),
      // without anything random left: once
      await measureNatural(tf, set, bins, [...drawsOf(seeds, photosDrawn), { seed: 1, size: Infinity }], say),
    ]);
    return [real, ...(await measureMany(context))].join('\n\n');
  },
};

const introduction = `Linear head on mobilenet-v2-1.0, one penalty for all (100, which is taken where nothing can be held out); ${seeds.length} random draws, measured on the test photos (voc2012-animals: its "val" part). "Whitened prototypes" draw a label with up to 30 positives towards the direction in which these differ from the tagged photos, measured by how much the tagged photos vary in each direction; the fewer positives, the more. Positive weights count a label's positives (negatives / positives)^strength times; what that adds to the logits is subtracted from the bias after training. Focal loss: Lin et al. 2017; asymmetric loss: Ridnik et al. 2021.

First: labels made rare. ${photosDrawn} photos, and of every label with no more than 30%, one label after the other, all but so many of its photos taken away. "More in the library": with ${untaggedDrawn} more photos of which no answer is known and which show the label as often as usual; without, the label is as rare in the whole library. Taking away the photos and not their answers alone matters: where a "yes" is hidden and every "no" kept, the label can be told by what the known negatives lack. Mean average precision over the labels, with the standard deviation over the draws. "Prototypes" ranks by likeness to the mean of the positives.

Second: ${photosDrawn} photos drawn at random, and all, every label grouped by how many positives happened to be drawn. AP: mean average precision; F1 at 0.5; CE: cross-entropy of the probabilities, lower is better.

Third: thousands of positives, which no photo set at hand has, on sample photos that Tagwright draws.`;

interface Scarcity {
  name: string;
  positives: number;
  isLibraryRare: boolean;
}

const scarcities: Scarcity[] = [true, false].flatMap((isLibraryRare) =>
  fewPositives.map((positives) => ({
    name: isLibraryRare ? String(positives) : `${positives}, more in the library`,
    positives,
    isLibraryRare,
  })),
);

/** Every label in turn as rare as it may be. */
async function measureFew(tf: TensorFlowCore, set: PhotoSet, say: (line: string) => void): Promise<string> {
  const results = new Map<string, number[][]>();
  for (const [column, scarcity] of scarcities.entries())
    for (const seed of seeds) {
      const found = new Map<string, LabelResult[]>();
      const add = (name: string, measured: LabelResult[]) =>
        found.set(name, [...(found.get(name) ?? []), ...measured]);
      for (const label of set.labels.keys()) {
        const trial = makeRare(set, label, scarcity, seed);
        if (trial === null) continue;
        for (const variant of variants) add(variant.name, await tryVariant(tf, trial, variant));
        add('prototypes', measureLabels(trial, prototypeScores(trial)));
      }
      for (const [name, measured] of found) {
        const columns = results.get(name) ?? scarcities.map(() => []);
        results.set(name, columns);
        columns[column]!.push(mean(measured.map((one) => one.averagePrecision))!);
      }
      say(`${scarcity.name}: draw ${seed}`);
    }
  return table(
    ['AP with so many positives', ...scarcities.map(({ name }) => name)],
    [...results].map(([name, columns]) => [name, ...columns.map(meanAndSpread)]),
  );
}

/** One label by itself, of which only the first few photos drawn are kept; null where it is too rare or too frequent. */
function makeRare(
  set: PhotoSet,
  label: number,
  { positives, isLibraryRare }: Scarcity,
  seed: number,
): Trial | null {
  const { training: pool, tested } = partsOf(set);
  const shuffled = drawRows(pool, pool.length, seed * 100 + positives);
  const drawn = shuffled.subarray(0, photosDrawn);
  const labelCount = set.labels.length;
  const targets = set.targets.filter((_, place) => place % labelCount === label);
  const having = drawn.filter((photo) => targets[photo] === PRESENT);
  if (having.length < positives || having.length > 0.3 * drawn.length) return null;
  const removed = new Set(having.subarray(positives));
  return {
    set: { ...set, labels: [set.labels[label]!], targets },
    targets,
    training: drawn.filter((photo) => !removed.has(photo)),
    tested,
    seed,
    untagged: isLibraryRare ? undefined : shuffled.subarray(photosDrawn, photosDrawn + untaggedDrawn),
  };
}

interface Draw {
  seed: number;
  /** photos; the whole training part where it has fewer */
  size: number;
}

function drawsOf(drawSeeds: readonly number[], size: number): Draw[] {
  return drawSeeds.map((seed) => ({ seed, size }));
}

/** Labels with thousands of positives, in drawn photos. */
async function measureMany({ say }: StudyContext): Promise<string[]> {
  const { tf } = await openTensorFlow({ prefer: 'wasm' });
  const drawn = await readDrawnSet(manyDrawn + manyTested, say);
  const splits = drawn.splits.map((_, photo) =>
    photo < manyTested ? ('test' as const) : ('train' as const),
  );
  const draws = drawsOf(manySeeds, manyDrawn / 2).concat({ seed: 1, size: Infinity });
  return [
    '### Drawn sample photos',
    `Half of ${manyDrawn.toLocaleString('en')} photos, ${manySeeds.length} draws, and all; measured on ${manyTested.toLocaleString('en')} others.`,
    await measureNatural(tf, { ...drawn, splits }, manyBins, draws, (line) => say(`drawn, ${line}`)),
  ];
}

/** Labels as frequent as they are. */
async function measureNatural(
  tf: TensorFlowCore,
  set: PhotoSet,
  bins: readonly Bin[],
  draws: readonly Draw[],
  say: (line: string) => void,
): Promise<string> {
  const { training: pool, tested } = partsOf(set);
  const labelCount = set.labels.length;
  const tried = [...variants, ...losses];
  const results = new Map(tried.map(({ name }) => [name, bins.map((): LabelResult[] => [])]));
  for (const { seed, size } of draws) {
    const training = drawRows(pool, size, seed);
    const positivesOf = (label: number) =>
      training.reduce((sum, photo) => sum + Number(set.targets[photo * labelCount + label] === PRESENT), 0);
    for (const variant of tried)
      for (const one of await tryVariant(
        tf,
        { set, targets: set.targets, training, tested, seed },
        variant,
      )) {
        const positives = positivesOf(one.label);
        const bin = bins.findIndex(([low, high]) => positives >= low && positives <= high);
        if (bin >= 0) results.get(variant.name)![bin]!.push(one);
      }
    say(`${training.length} photos, draw ${seed}`);
  }
  const cases = bins.map((_, bin) => results.get(tried[0]!.name)![bin]!.length);
  return table(
    [
      'AP / F1 / CE with so many positives',
      ...bins.map(
        ([low, high], bin) => `${low}${high === Infinity ? ' or more' : `–${high}`} (${cases[bin]} cases)`,
      ),
    ],
    [...results].map(([name, columns]) => [
      name,
      ...columns.map(
        (found) =>
          `${percent(mean(found.map((one) => one.averagePrecision)))} / ${percent(mean(found.map((one) => one.f1)))} / ${mean(found.map((one) => one.crossEntropy))?.toFixed(3) ?? '–'}`,
      ),
    ]),
  );
}
