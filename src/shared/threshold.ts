/** When a score counts as a tag: said once, used by the window, auto-tag, the command line and the metrics. */

import type { Interval } from './evaluation.ts';
import type { Probability } from './ids.ts';
import type { Sentence } from './sentences/sentence.ts';

/** What a threshold is tuned for. */
export type ThresholdObjective =
  { kind: 'f1' } | { kind: 'precision'; atLeast: number } | { kind: 'recall'; atLeast: number };

/** The two thresholds of one label, and where they come from. */
export interface LabelThreshold {
  label: string;
  /** at or above: the tag is applied */
  apply: Probability;
  /** at or above, and below apply: the tag is suggested to the person. suggest <= apply */
  suggest: Probability;
  /** 'manual': a person set it; 'default': nothing to tune on, 0.5 */
  source: 'tuned' | 'manual' | 'default';
  objective: ThresholdObjective;
  /** where `apply` stands on the predictions it was tuned on; null when there were none */
  operatingPoint: OperatingPoint | null;
  /** why the objective could not be met, or that the data is too small to trust; else null */
  note: Sentence | null;
}

export interface OperatingPoint {
  precision: number | null;
  /** 95% Wilson interval of the precision */
  precisionInterval: Interval | null;
  recall: number | null;
  recallInterval: Interval | null;
  f1: number | null;
  /** positives and negatives it was tuned on */
  positives: number;
  negatives: number;
  /** 'validation': held-out photos only; 'cross-validation': out-of-fold predictions of the training photos as well */
  basis: 'validation' | 'cross-validation';
}

export type Decision = 'apply' | 'suggest' | 'none';

/** True when a score reaches a threshold. The comparison is `>=`, everywhere. */
export function reaches(score: Probability, threshold: Probability): boolean {
  return score >= threshold;
}

/** What is done with a label at this score. */
export function decide(score: Probability, threshold: Pick<LabelThreshold, 'apply' | 'suggest'>): Decision {
  if (reaches(score, threshold.apply)) return 'apply';
  return reaches(score, threshold.suggest) ? 'suggest' : 'none';
}
