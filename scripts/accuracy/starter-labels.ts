/** How far the pretrained network's everyday words can be trusted, before a person has tagged anything. */

import { join } from 'node:path';
import { loadClassifier } from '../../src/main/ml/load-backbone.ts';
import { createWordScorer } from '../../src/main/ml/starter-labels/score-words.ts';
import { starterWords } from '../../src/main/ml/starter-labels/words.ts';
import { PRESENT } from '../../src/shared/label.ts';
import { percent, table } from './markdown.ts';
import { readPhotoSet, type PhotoSet } from './photo-set.ts';
import type { Study } from './study.ts';

const BACKBONE = 'efficientnet-lite0';
const CONFIDENCES = [0.3, 0.5, 0.7, 0.9];

interface Counts {
  offered: number;
  right: number;
  positives: number;
}

/** Precision and recall of the words that the set has labels for, over the set's own two parts together. */
export const starterLabelsStudy: Study = {
  id: 'starter-labels',
  title: 'Starter labels, before the first tag',
  async run({ dataFolder, say }) {
    const set = await readPhotoSet(join(dataFolder, 'voc2012-animals'), BACKBONE);
    const classifier = await loadClassifier(BACKBONE);
    const scorer = await createWordScorer(classifier!, starterWords);
    const scores = await scorer.score(set.embeddings);
    await scorer.close();
    const shared = starterWords.map(({ en }) => en).filter((name) => set.labels.includes(name));
    const measured = shared.map((name) => ({
      name,
      counts: CONFIDENCES.map((confidence) => count(set, scores, name, confidence)),
    }));
    say(`${shared.length} words are labels of the set`);
    const sums = CONFIDENCES.map((_, place) => sumOf(measured.map(({ counts }) => counts[place]!)));
    const cells = ({ offered, right, positives }: Counts): string[] => [
      percent(offered === 0 ? null : right / offered),
      percent(positives === 0 ? null : right / positives),
    ];
    return [
      `What EfficientNet-Lite0’s own classifier (ImageNet, 1,000 classes gathered into ${starterWords.length} everyday words) says of the ${set.files.length} photos of voc2012-animals, of which it has learned nothing: for the words that are labels of the set, how many of the photos offered at a confidence have the label (P), and how many of those that have it are offered (R). The classifier believes in one thing per photo, so it misses what stands beside it.`,
      table(
        [
          'word',
          'photos',
          ...CONFIDENCES.flatMap((confidence) => [`P ≥ ${confidence}`, `R ≥ ${confidence}`]),
        ],
        [
          ...measured.map(({ name, counts }) => [
            name,
            String(counts[0]!.positives),
            ...counts.flatMap(cells),
          ]),
          ['**all together**', String(sums[0]!.positives), ...sums.flatMap(cells)],
        ],
      ),
    ].join('\n\n');
  },
};

function count(set: PhotoSet, scores: Float32Array, name: string, confidence: number): Counts {
  const word = starterWords.findIndex(({ en }) => en === name);
  const label = set.labels.indexOf(name);
  const counts = { offered: 0, right: 0, positives: 0 };
  for (let photo = 0; photo < set.files.length; photo++) {
    const isPositive = set.targets[photo * set.labels.length + label] === PRESENT;
    const isOffered = scores[photo * starterWords.length + word]! >= confidence;
    if (isPositive) counts.positives++;
    if (isOffered) counts.offered++;
    if (isPositive && isOffered) counts.right++;
  }
  return counts;
}

function sumOf(all: Counts[]): Counts {
  return all.reduce((sum, { offered, right, positives }) => ({
    offered: sum.offered + offered,
    right: sum.right + right,
    positives: sum.positives + positives,
  }));
}
