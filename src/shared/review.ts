/** The review queue: pairs of photo and label on which a person's answer is wanted. */

import type { LabelId, ModelId, PhotoId, Probability } from './ids.ts';

export const reviewModes = ['suggestions', 'suspicious', 'starter'] as const;
/**
 * suggestions: what nobody has answered; suspicious: what somebody has, and the model contradicts; starter: what a
 * network says that knows nothing of these photos
 */
export type ReviewMode = (typeof reviewModes)[number];

export const reviewOrders = ['teaches', 'uncertain', 'rare', 'confident'] as const;
/**
 * teaches: photos that are uncertain and unlike what is known and each other; uncertain: nearest to the threshold first; rare: labels with
 * few positives first; confident: likeliest first
 */
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

/** After so many answers in Review, a follow-up of the model learns from them. */
export const ANSWERS_PER_FOLLOW_UP = 20;

export interface ReviewQueue {
  /** whose suggestions they are; null without a model */
  modelId: ModelId | null;
  items: ReviewItem[];
  /** open pairs of this order in all: at or above `suggest`; of 'uncertain', those just below as well */
  total: number;
  /** per label, in the model's order, pairs at or above `suggest` that nobody has answered */
  labels: { labelId: LabelId; open: number }[];
}
