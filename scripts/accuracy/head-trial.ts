/** One head trained in one way and measured label by label: the step that studies of the loss repeat. */

import { fitLinearHead } from '../../src/main/ml/fit-linear.ts';
import { targetsOf, type PairLoss } from '../../src/main/ml/fit-objective.ts';
import { predictProbabilities } from '../../src/main/ml/predict.ts';
import type { TensorFlowCore } from '../../src/main/ml/tensorflow-backend.ts';
import { PRESENT } from '../../src/shared/label.ts';
import { countConfusion, f1 } from '../../src/shared/metrics/confusion.ts';
import { meanCrossEntropyFromProbabilities } from '../../src/shared/metrics/cross-entropy.ts';
import { averagePrecision } from '../../src/shared/metrics/ranking.ts';
import type { TrainingSettings } from '../../src/shared/model.ts';
import { createSeededRandom } from '../../src/shared/seeded-random.ts';
import { resolveTrainingSettings } from '../../src/shared/training-settings.ts';
import type { PhotoSet } from './photo-set.ts';

/** A way to train. */
export interface Variant {
  name: string;
  settings: Partial<TrainingSettings>;
  loss?: PairLoss;
  withoutPrototypes?: boolean;
}

export interface LabelResult {
  label: number;
  averagePrecision: number;
  /** at 0.5; null when nothing is tagged and nothing there */
  f1: number | null;
  crossEntropy: number;
}

export interface Trial {
  set: PhotoSet;
  /** N×L row-major: what training is told */
  targets: Int8Array;
  training: Int32Array;
  tested: Int32Array;
  seed: number;
  /** photos of the same library without any answer; none when left out */
  untagged?: Int32Array;
}

/** Photos to learn from and photos to measure on, as the set's labels.csv splits them. */
export function partsOf({ splits }: PhotoSet): { training: Int32Array; tested: Int32Array } {
  const rowsOf = (wanted: string) =>
    Int32Array.from(splits.flatMap((split, row) => (split === wanted ? [row] : [])));
  const test = rowsOf('test');
  // voc2012-animals has no test part: its validation part is not used for anything else.
  return { training: rowsOf('train'), tested: test.length > 0 ? test : rowsOf('validation') };
}

/** `count` of the rows, or all where there are fewer, drawn by the seed. */
export function drawRows(rows: Int32Array, count: number, seed: number): Int32Array {
  const drawn = rows.slice();
  createSeededRandom(seed).shuffle(drawn);
  return drawn.subarray(0, count);
}

/** Trains the product's linear head under the penalty it takes where nothing is held out, and measures on the tested photos' true labels; labels that none of them has are left out. */
export async function tryVariant(tf: TensorFlowCore, trial: Trial, variant: Variant): Promise<LabelResult[]> {
  const { set, targets, training, seed, untagged } = trial;
  const { labels, width } = set;
  const settings = resolveTrainingSettings({ ...variant.settings, seed });
  const { head } = await fitLinearHead(
    tf,
    {
      embeddings: embeddingsOf(set, training),
      width,
      untagged: untagged && embeddingsOf(set, untagged),
      targets: targetsOf(targets, training, labels.length),
      labelCount: labels.length,
      folds: [],
    },
    settings,
    {
      signal: new AbortController().signal,
      pairLoss: variant.loss,
      withoutPrototypes: variant.withoutPrototypes,
    },
  );
  return measureLabels(trial, await predictProbabilities(head, embeddingsOf(set, trial.tested)));
}

/** Some photos' embeddings, row-major. */
function embeddingsOf({ embeddings, width }: PhotoSet, photos: Int32Array): Float32Array {
  const rows = new Float32Array(photos.length * width);
  for (const [row, photo] of photos.entries())
    rows.set(embeddings.subarray(photo * width, (photo + 1) * width), row * width);
  return rows;
}

/** probabilities  tested photos × labels, row-major */
export function measureLabels({ set, tested }: Trial, probabilities: Float32Array): LabelResult[] {
  const labelCount = set.labels.length;
  return set.labels.flatMap((_, label) => {
    const truth = Int8Array.from(tested, (photo) => set.targets[photo * labelCount + label]!);
    if (!truth.includes(PRESENT)) return [];
    const scores = probabilities.filter((_, place) => place % labelCount === label);
    return {
      label,
      averagePrecision: averagePrecision(scores, truth)!,
      f1: f1(countConfusion(scores, truth, 0.5)),
      crossEntropy: meanCrossEntropyFromProbabilities(scores, truth)!,
    };
  });
}

/** The mean of the values that are defined; null when there are none. */
export function mean(values: readonly (number | null)[]): number | null {
  const defined = values.filter((value) => value !== null);
  return defined.length === 0 ? null : defined.reduce((sum, value) => sum + value, 0) / defined.length;
}
