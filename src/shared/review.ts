/** The review queue: pairs of photo and label on which a person's answer is wanted. */

import type { LabelId, PhotoId, Probability } from './ids.ts';

export const reviewOrders = ['uncertain', 'rare', 'confident'] as const;
/** uncertain: nearest to the threshold first; rare: labels with few positives first; confident: likeliest first */
export type ReviewOrder = (typeof reviewOrders)[number];

export interface ReviewQuery {
  order: ReviewOrder;
  /** null: all labels */
  labelId: LabelId | null;
  limit: number;
}

export interface ReviewItem {
  photoId: PhotoId;
  contentHash: string;
  labelId: LabelId;
  score: Probability;
  apply: Probability;
}

export interface ReviewQueue {
  items: ReviewItem[];
  /** open pairs at or above their suggest threshold, in all */
  total: number;
  /** per label, open suggestions and applied tags nobody has answered, for bulk answers */
  labels: { labelId: LabelId; open: number }[];
}
