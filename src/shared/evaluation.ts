/** What is measured of a model. null stands for "undefined" (nothing to divide by), never 0. */

import type { Probability } from './ids.ts';

export interface Interval {
  low: number;
  high: number;
}

export interface LabelEvaluation {
  label: string;
  /** photos known to have the label */
  support: number;
  /** photos known to have it or known not to */
  known: number;
  averagePrecision: number | null;
  /** 95% bootstrap interval; null when undefined or not asked for */
  averagePrecisionInterval: Interval | null;
  rocAuc: number | null;
  bce: number | null;
  threshold: Probability;
  precision: number | null;
  recall: number | null;
  f1: number | null;
  /** the same at 0.5 */
  atHalf: { precision: number | null; recall: number | null; f1: number | null };
}

export interface Evaluation {
  photos: number;
  mAP: number | null;
  mAPInterval: Interval | null;
  macroF1: number | null;
  microF1: number | null;
  samplesF1: number | null;
  hammingLoss: number | null;
  /** mean binary cross-entropy over the known pairs of photo and label */
  bce: number | null;
  atHalf: { macroF1: number | null; microF1: number | null; samplesF1: number | null };
  labels: LabelEvaluation[];
}
