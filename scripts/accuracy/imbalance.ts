/** The study of imbalance: which loss suits labels from one positive to many hundred. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openTensorFlow, type TensorFlowCore } from '../../src/main/ml/tensorflow-backend.ts';
import { PRESENT, UNKNOWN } from '../../src/shared/label.ts';
import {
  drawRows,
  mean,
  measureLabels,
  partsOf,
  tryVariant,
  type LabelResult,
  type Variant,
} from './head-trial.ts';
import { meanAndSpread, percent, table } from './markdown.ts';
import { asymmetricLoss } from './pair-losses.ts';
import { readPhotoSet, type PhotoSet } from './photo-set.ts';
import { prototypeScores } from './prototypes.ts';
import type { Study } from './study.ts';

const seeds = [1, 2, 3, 4, 5];
const sets = ['ucm-multilabel', 'voc2012-animals'];
const fewPositives = [1, 3, 10];
const photosAmongFew = 1000;
/** positives among the photos learned from, low and high end */
const bins: [low: number, high: number][] = [
  [1, 5],
  [6, 20],
  [21, 100],
  [101, Infinity],
];
const sizes = [400, Infinity];

const variants: Variant[] = [
  { name: '**cross-entropy, no weights (default)**', settings: { imbalance: 0 } },
  { name: 'positive weights, strength 0.5', settings: { imbalance: 0.5 } },
  { name: 'positive weights, strength 1', settings: { imbalance: 1 } },
  { name: 'focal loss, γ = 2', settings: { imbalance: 0 }, loss: asymmetricLoss(2, 2, 0) },
  {
    name: 'asymmetric loss, γ 0 and 4, margin 0.05',
    settings: { imbalance: 0 },
    loss: asymmetricLoss(0, 4, 0.05),
  },
];

export const imbalanceStudy: Study = {
  id: 'imbalance',
  title: 'Rare labels: weights, focal and asymmetric loss, prototypes',
  async run({ dataFolder, say }) {
    const { tf } = await openTensorFlow({ prefer: 'wasm' });
    const parts = [introduction];
    for (const name of sets) {
      if (!existsSync(join(dataFolder, name, 'labels.csv'))) continue;
      const set = await readPhotoSet(join(dataFolder, name), 'mobilenet-v2-1.0');
      parts.push(`### ${name}`, await measureFew(tf, set, (line) => say(`${name}, ${line}`)));
      parts.push(await measureNatural(tf, set, (line) => say(`${name}, ${line}`)));
    }
    return parts.join('\n\n');
  },
};

const introduction = `Linear head on mobilenet-v2-1.0, one penalty for all (100, which is taken where nothing can be held out); ${seeds.length} random draws, measured on the test photos (voc2012-animals: its "val" part). Choices were made on other photos than these. Positive weights count a label's positives (negatives / positives)^strength times; what that adds to the logits is subtracted from the bias after training. Focal loss: Lin et al. 2017; asymmetric loss: Ridnik et al. 2021.

First: labels made rare. ${photosAmongFew.toLocaleString('en')} photos (or all, where there are fewer), and of every label with no more than 30% only so many positives known; photos with the label beyond that do not take part in learning it. Mean average precision over the labels, with the standard deviation over the draws. "Prototypes" ranks by likeness to the mean of the positives.

Second: photos drawn at random, every label grouped by how many positives happened to be drawn. AP: mean average precision; F1 at 0.5; CE: cross-entropy of the probabilities, lower is better.`;

/** Every label in turn as rare as it may be. */
async function measureFew(tf: TensorFlowCore, set: PhotoSet, say: (line: string) => void): Promise<string> {
  const { training: pool, tested } = partsOf(set);
  const results = new Map<string, (number | null)[][]>();
  for (const [column, positives] of fewPositives.entries())
    for (const seed of seeds) {
      const training = drawRows(pool, photosAmongFew, seed * 100 + positives);
      const { targets, rare } = hidePositives(set, training, positives);
      const trial = { set, targets, training, tested, seed };
      const add = (name: string, measured: LabelResult[]) => {
        const columns = results.get(name) ?? fewPositives.map(() => []);
        results.set(name, columns);
        columns[column]!.push(
          mean(measured.filter(({ label }) => rare.has(label)).map((one) => one.averagePrecision)),
        );
      };
      for (const variant of variants) add(variant.name, await tryVariant(tf, trial, variant));
      add('prototypes', measureLabels(trial, prototypeScores(trial)));
      say(`${positives} positives, draw ${seed}`);
    }
  return table(
    ['AP with so many positives', ...fewPositives.map(String)],
    [...results].map(([name, columns]) => [
      name,
      ...columns.map((values) => meanAndSpread(values.filter((value) => value !== null))),
    ]),
  );
}

function hidePositives(set: PhotoSet, training: Int32Array, positives: number) {
  const targets = set.targets.slice();
  const labelCount = set.labels.length;
  const rare = new Set<number>();
  for (let label = 0; label < labelCount; label++) {
    const having = training.filter((photo) => targets[photo * labelCount + label] === PRESENT);
    if (having.length < positives || having.length > 0.3 * training.length) continue;
    rare.add(label);
    for (const photo of having.subarray(positives)) targets[photo * labelCount + label] = UNKNOWN;
  }
  return { targets, rare };
}

/** Labels as frequent as they are. */
async function measureNatural(
  tf: TensorFlowCore,
  set: PhotoSet,
  say: (line: string) => void,
): Promise<string> {
  const { training: pool, tested } = partsOf(set);
  const labelCount = set.labels.length;
  const results = new Map(variants.map(({ name }) => [name, bins.map((): LabelResult[] => [])]));
  for (const size of sizes)
    for (const seed of seeds) {
      const training = drawRows(pool, size, seed);
      const positivesOf = (label: number) =>
        training.reduce((sum, photo) => sum + Number(set.targets[photo * labelCount + label] === PRESENT), 0);
      for (const variant of variants)
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
  const cases = bins.map((_, bin) => results.get(variants[0]!.name)![bin]!.length);
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
