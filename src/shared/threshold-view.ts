/** What the threshold view of one label needs, so that dragging asks nobody. */

import type { LabelThreshold } from './threshold.ts';

export interface ThresholdView {
  threshold: LabelThreshold;
  /** scores of held-out photos that have the label, ascending; the basis of precision and recall */
  heldOutPositives: Float32Array;
  /** scores of held-out photos that have it not, ascending */
  heldOutNegatives: Float32Array;
  /** scores of all scored photos that no person answered for this label, descending */
  libraryScores: Float32Array;
  /** their PhotoIds, same order */
  libraryPhotoIds: Int32Array;
}
