/** The whole evaluation of a model's predictions. */

import type { Evaluation, LabelEvaluation } from '../evaluation.ts';
import { UNKNOWN } from '../label.ts';
import type { LabelThreshold } from '../threshold.ts';
import { hammingLoss, macroF1, meanOfDefined, microF1, samplesF1 } from './averages.ts';
import { bootstrapAveragePrecision } from './bootstrap.ts';
import { checkShape, countConfusions, f1, precision, recall, type Confusion } from './confusion.ts';
import { crossEntropyFromProbability, meanCrossEntropyFromProbabilities } from './cross-entropy.ts';
import { averagePrecisionOf, rankScores, rocAucOf, type Ranking } from './ranking.ts';

export interface EvaluateInput {
  /** L names */
  labels: readonly string[];
  /** N×L row-major, 0..1 */
  probabilities: Float32Array;
  /** N×L row-major: PRESENT, ABSENT, or UNKNOWN, which is left out everywhere */
  targets: Int8Array;
  /** one for each label, in any order; others are ignored */
  thresholds: readonly Pick<LabelThreshold, 'label' | 'apply'>[];
  /** N×L row-major: what cross-entropy is taken of, when that is not what photos are ranked and tagged by */
  lossProbabilities?: Float32Array;
  /** draws for the 95% intervals; 0: no intervals */
  bootstrapRounds: number;
  /** of those draws */
  seed: number;
}

/**
 * Measures predictions against known targets.
 *
 * `photos` counts those with at least one known target. The mean over labels skips labels for which a measure
 * is undefined: mAP those without a positive, macro F1 those without positives and without tags. Where no photo is
 * known not to have a label, no tag of it can be wrong: its average precision, precision and F1 are undefined too.
 *
 * throws   RangeError when lengths do not fit, a label has no threshold, or a probability is outside 0..1
 */
export function evaluate(input: EvaluateInput): Evaluation {
  const { labels, probabilities, targets, lossProbabilities = probabilities } = input;
  const labelCount = labels.length;
  for (const scores of [probabilities, lossProbabilities]) {
    checkShape(scores, targets, labelCount);
    checkProbabilities(scores);
  }
  const thresholds = thresholdsInOrder(input);
  const halves = new Array<number>(labelCount).fill(0.5);

  const rankings = labels.map((_, label) => rankScores(probabilities, targets, labelCount, label));
  const hasNegatives = rankings.map(({ rows, positives }) => positives < rows.length);
  const comparable = rankings.map((ranking, label) => (hasNegatives[label] ? ranking : nothingRanked));
  const rowCount = labelCount === 0 ? 0 : targets.length / labelCount;
  const intervals = bootstrapAveragePrecision(comparable, rowCount, input.bootstrapRounds, input.seed);
  const tuned = countConfusions(probabilities, targets, thresholds);
  const atHalf = countConfusions(probabilities, targets, halves);
  const losses = labelLosses(lossProbabilities, targets, rankings);

  const evaluations = labels.map((label, index): LabelEvaluation => {
    const ranking = rankings[index]!;
    return {
      label,
      support: ranking.positives,
      known: ranking.rows.length,
      averagePrecision: averagePrecisionOf(comparable[index]!),
      averagePrecisionInterval: intervals.labels[index]!,
      rocAuc: rocAucOf(ranking),
      bce: losses[index]!,
      threshold: thresholds[index]!,
      ...measures(tuned[index]!, hasNegatives[index]!),
      atHalf: measures(atHalf[index]!, hasNegatives[index]!),
    };
  });

  return {
    photos: countPhotosWithKnown(targets, labelCount),
    mAP: meanOfDefined(evaluations.map((label) => label.averagePrecision)),
    mAPInterval: intervals.mAP,
    macroF1: macroF1(whereComparable(tuned)),
    microF1: microF1(whereComparable(tuned)),
    samplesF1: samplesF1(probabilities, targets, thresholds),
    hammingLoss: hammingLoss(tuned),
    bce: meanCrossEntropyFromProbabilities(lossProbabilities, targets),
    atHalf: {
      macroF1: macroF1(whereComparable(atHalf)),
      microF1: microF1(whereComparable(atHalf)),
      samplesF1: samplesF1(probabilities, targets, halves),
    },
    labels: evaluations,
  };

  function whereComparable(confusions: Confusion[]): Confusion[] {
    return confusions.filter((_, label) => hasNegatives[label]);
  }
}

const nothingRanked: Ranking = {
  rows: new Int32Array(0),
  isPositive: new Uint8Array(0),
  endsTie: new Uint8Array(0),
  positives: 0,
};

function measures(
  confusion: Confusion,
  hasNegatives: boolean,
): Pick<LabelEvaluation, 'precision' | 'recall' | 'f1'> {
  return {
    precision: hasNegatives ? precision(confusion) : null,
    recall: recall(confusion),
    f1: hasNegatives ? f1(confusion) : null,
  };
}

function thresholdsInOrder({ labels, thresholds }: EvaluateInput): number[] {
  const byLabel = new Map(thresholds.map((threshold) => [threshold.label, threshold.apply]));
  return labels.map((label) => {
    const apply = byLabel.get(label);
    if (apply === undefined) throw new RangeError(`The label “${label}” has no threshold.`);
    return apply;
  });
}

function labelLosses(
  probabilities: Float32Array,
  targets: Int8Array,
  rankings: readonly Ranking[],
): (number | null)[] {
  const labelCount = rankings.length;
  return rankings.map(({ rows }, label) => {
    if (rows.length === 0) return null;
    let sum = 0;
    for (const row of rows) {
      const index = row * labelCount + label;
      sum += crossEntropyFromProbability(probabilities[index]!, targets[index]!);
    }
    return sum / rows.length;
  });
}

function countPhotosWithKnown(targets: Int8Array, labelCount: number): number {
  let photos = 0;
  for (let start = 0; start < targets.length; start += labelCount)
    if (targets.subarray(start, start + labelCount).some((target) => target !== UNKNOWN)) photos++;
  return photos;
}

function checkProbabilities(probabilities: Float32Array): void {
  for (const probability of probabilities)
    if (!(probability >= 0 && probability <= 1))
      throw new RangeError(`A probability is between 0 and 1, not ${probability}.`);
}
