/** The queue of suspicious labels: annotations that the model contradicts, to be looked at again. */

import type { LabelId, PhotoId, Probability } from './ids.ts';
import type { AnnotationValue } from './label.ts';

export interface SuspiciousQuery {
  /** null: all labels */
  labelId: LabelId | null;
  /** at least 1 */
  limit: number;
}

export interface SuspiciousItem {
  photoId: PhotoId;
  contentHash: string;
  labelId: LabelId;
  /** what is known: present, which may be a wrong tag, or absent, which may be a missing one */
  value: AnnotationValue;
  /** of a head that did not learn from this photo */
  probability: Probability;
  apply: Probability;
  /** binary cross-entropy, nats */
  loss: number;
  /** true: confident learning counts it as an error */
  isLikelyWrong: boolean;
}

export interface SuspiciousQueue {
  /** the most suspicious first */
  items: SuspiciousItem[];
  /** contradicted annotations in all that nobody has confirmed */
  total: number;
  /** of these, the ones that confident learning counts as errors */
  likelyWrong: number;
  /** photos whose annotations were compared; 0 without a model */
  photos: number;
  /** per label with any, in the model's order; of all labels, whichever is asked for */
  labels: { labelId: LabelId; open: number }[];
}
