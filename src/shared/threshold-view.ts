/** What the threshold view of one label needs, so that dragging asks nobody. */

import type { CalibrationEffect } from './evaluation.ts';
import type { LabelThreshold, OperatingPoint } from './threshold.ts';

export interface ThresholdView {
  threshold: LabelThreshold;
  /** scores of held-out photos that have the label, ascending; the basis of precision and recall */
  heldOutPositives: Float32Array;
  /** scores of held-out photos that have it not, ascending */
  heldOutNegatives: Float32Array;
  /** where the held-out scores come from */
  basis: OperatingPoint['basis'];
  /** of this label's held-out scores */
  reliability: CalibrationEffect;
  /** scores of all scored photos that no person answered for this label, descending */
  libraryScores: Float32Array;
  /** their PhotoIds, same order */
  libraryPhotoIds: Int32Array;
}

/** How many of the photos that nobody answered for get a label, or have it suggested, at its thresholds of now. */
export interface LabelReach {
  label: string;
  applied: number;
  suggested: number;
}
