/** One label of the kept example training, as the threshold pictures and the page use it. */

import { countConfusion, f1, precision, recall } from '../../src/shared/metrics/confusion.ts';
import { averagePrecision } from '../../src/shared/metrics/ranking.ts';
import type { ExampleScores } from './example-scores.ts';

export const EXAMPLE_LABEL = 'water';

export interface ExampleLabel {
  /** N, of photos that were not learned from */
  probabilities: Float32Array;
  /** N: PRESENT or ABSENT */
  targets: Int8Array;
  /** chosen on held-out predictions of the photos that were learned from */
  threshold: number;
  averagePrecision: number;
}

/** The scores and truth of the example label. */
export function exampleLabelOf(example: ExampleScores): ExampleLabel {
  const label = example.labels.indexOf(EXAMPLE_LABEL);
  const probabilities = Float32Array.from(example.probabilities, (row) => row[label]!);
  const targets = Int8Array.from(example.targets, (row) => row[label]!);
  return {
    probabilities,
    targets,
    threshold: example.thresholds[label]!,
    averagePrecision: averagePrecision(probabilities, targets)!,
  };
}

/** Precision, recall and F1 at a threshold; 0..1. */
export function measuresAt({ probabilities, targets }: ExampleLabel, threshold: number) {
  const confusion = countConfusion(probabilities, targets, threshold);
  return {
    ...confusion,
    precision: precision(confusion)!,
    recall: recall(confusion)!,
    f1: f1(confusion)!,
  };
}
