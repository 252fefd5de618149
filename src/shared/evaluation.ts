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
  /** of this label alone; missing where it was not asked for */
  reliability?: CalibrationEffect;
}

/** How far probabilities can be taken at their word, over all labels together or of one. */
export interface Reliability {
  /** groups of predictions by their probability, rising; none is empty */
  bins: {
    low: Probability;
    high: Probability;
    /** predictions in it */
    count: number;
    meanProbability: Probability;
    /** how many of them have the label, 0..1 */
    share: number;
  }[];
  /** expected calibration error: mean distance of share and mean probability; null without a known answer */
  error: number | null;
}

/** Reliability before and after calibration. */
export interface CalibrationEffect {
  before: Reliability;
  after: Reliability;
  /**
   * the photos that `after` judges by took no part in fitting it; missing in measures of earlier versions, where they did,
   * which flatters it
   */
  isCrossFitted?: boolean;
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
  /** over all labels together; missing in measures of the first versions */
  reliability?: CalibrationEffect;
}
