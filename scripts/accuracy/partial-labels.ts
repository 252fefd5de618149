/** The study of partial labels: what to make of answers that nobody gave. */

import type { TensorFlowCore } from '../../src/main/ml/tensorflow-backend.ts';
import { PRESENT, UNKNOWN } from '../../src/shared/label.ts';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';
import { PARTLY_TAGGED_ASSUME_ABSENT } from '../../src/shared/training-settings.ts';
import { mean, partsOf, tryVariant, type LabelResult, type Variant } from './head-trial.ts';
import { meanAndSpread, percent, table } from './markdown.ts';
import { measureSets, seeds } from './measure-sets.ts';
import { smoothedLoss } from './pair-losses.ts';
import type { PhotoSet } from './photo-set.ts';
import type { Study } from './study.ts';

const SMOOTHING = 0.1;

interface Habit {
  name: string;
  /** share of the answers that are not given */
  hidden: number;
  /** share of the photos that are tagged fully, nothing hidden */
  complete: number;
  /** on the others, whether a "no" is ever given */
  saysNo: boolean;
}

const habits: Habit[] = [
  { name: 'half of all answers hidden', hidden: 0.5, complete: 0, saysNo: true },
  { name: '90% of all answers hidden', hidden: 0.9, complete: 0, saysNo: true },
  { name: 'only tags, all of them', hidden: 0, complete: 0, saysNo: false },
  { name: 'only tags, half of them', hidden: 0.5, complete: 0, saysNo: false },
  { name: 'every fifth photo complete, else half of the tags', hidden: 0.5, complete: 0.2, saysNo: false },
];

const strengths = [0, 0.03, 0.1, 1];
const variants: Variant[] = [
  ...strengths.map((assumeAbsent) => ({
    name:
      assumeAbsent === 0
        ? 'left out (default)'
        : assumeAbsent === PARTLY_TAGGED_ASSUME_ABSENT
          ? `absent, weight ${assumeAbsent} (offered)`
          : assumeAbsent === 1
            ? 'absent'
            : `absent, weight ${assumeAbsent}`,
    settings: { assumeAbsent },
  })),
  { name: 'absent, labels smoothed', settings: { assumeAbsent: 1 }, loss: smoothedLoss(SMOOTHING) },
];

export const partialLabelsStudy: Study = {
  id: 'partial-labels',
  title: 'Photos tagged in part: what an answer not given counts',
  run: (context) =>
    measureSets(context, introduction, async (tf, set, say) => [await measureHabits(tf, set, say)]),
};

const introduction = `Linear head on mobilenet-v2-1.0, default settings but for the strength of "assume absent", one penalty for all (100, which is taken where nothing can be held out); ${seeds.length} seeds; learned on the train part with answers hidden, measured on the test photos (voc2012-animals: its "val" part) with all answers. Photos without any answer left do not take part. The ways are those that Cole et al. 2021 ("Multi-Label Learning from Single Positive Labels") compare: leaving unknown out, assuming negative, assuming negative weakly, and smoothed labels (${SMOOTHING}). mAP with its standard deviation over the seeds / macro F1 at 0.5.`;

async function measureHabits(
  tf: TensorFlowCore,
  set: PhotoSet,
  say: (line: string) => void,
): Promise<string> {
  const { training: pool, tested } = partsOf(set);
  const labelCount = set.labels.length;
  const full: LabelResult[][] = [];
  for (const seed of seeds)
    full.push(
      await tryVariant(tf, { set, targets: set.targets, training: pool, tested, seed }, variants[0]!),
    );
  const columns: string[][] = [];
  for (const habit of habits) {
    const results = variants.map((): LabelResult[][] => []);
    for (const seed of seeds) {
      const targets = hideAnswers(set, pool, habit, seed);
      const training = pool.filter((photo) =>
        targets.subarray(photo * labelCount, (photo + 1) * labelCount).some((target) => target !== UNKNOWN),
      );
      for (const [way, variant] of variants.entries())
        if (isLearnable(habit, variant))
          results[way]!.push(await tryVariant(tf, { set, targets, training, tested, seed }, variant));
    }
    columns.push(results.map(shown));
    say(habit.name);
  }
  // Ways as rows: there are more of them than fit side by side.
  return [
    `Nothing hidden: ${shown(full)}.`,
    table(
      ['unknown is', ...habits.map(({ name }) => name)],
      variants.map(({ name }, way) => [name, ...columns.map((column) => column[way]!)]),
    ),
  ].join('\n\n');
}

/** Without a single "no" nothing can be learned, and the product says so. */
function isLearnable(habit: Habit, { settings }: Variant): boolean {
  return habit.saysNo || habit.complete > 0 || settings.assumeAbsent !== 0;
}

function shown(draws: LabelResult[][]): string {
  if (draws.length === 0) return 'not learnable';
  const mAPs = draws.map((labels) => mean(labels.map((one) => one.averagePrecision))!);
  const f1 = mean(draws.map((labels) => mean(labels.map((one) => one.f1))));
  return `${meanAndSpread(mAPs)} / ${percent(f1)}`;
}

function hideAnswers(set: PhotoSet, photos: Int32Array, habit: Habit, seed: number): Int8Array {
  const random = createSeededRandom(seed);
  const labelCount = set.labels.length;
  const targets = new Int8Array(set.targets.length).fill(UNKNOWN);
  for (const photo of photos) {
    const isComplete = random.next() < habit.complete;
    for (let place = photo * labelCount; place < (photo + 1) * labelCount; place++) {
      const answer = set.targets[place]!;
      const isGiven = random.next() >= habit.hidden && (habit.saysNo || answer === PRESENT);
      if (isComplete || isGiven) targets[place] = answer;
    }
  }
  return targets;
}
