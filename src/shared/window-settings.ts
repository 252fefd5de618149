/** What the window remembers between starts; kept by main in one file, apart from libraries. */

import { z } from 'zod';
import { photoGroupings, photoOrders } from './photo-set.ts';
import { reviewModes, reviewOrders } from './review.ts';
import { DEFAULT_STARTER_CONFIDENCE, LEAST_STARTER_CONFIDENCE } from './starter-labels.ts';

export const views = ['library', 'session', 'train', 'thresholds', 'review', 'auto-tag', 'settings'] as const;
export type ViewName = (typeof views)[number];

const shape = {
  language: z.enum(['system', 'en', 'de']),
  theme: z.enum(['system', 'light', 'dark']),
  view: z.enum(views),
  /** row height of the grid, CSS pixels */
  thumbnailSize: z.number().min(80).max(400),
  gridLayout: z.enum(['justified', 'square']),
  order: z.enum(photoOrders),
  grouping: z.enum(photoGroupings),
  search: z.string().max(1000),
  savedSearches: z.array(z.object({ name: z.string().max(100), search: z.string().max(1000) })),
  /** label ids of the labeling session's palette, at most 20 */
  palette: z.array(z.number().int()).max(20),
  advancesBySelf: z.boolean(),
  /** names of labels given by hand, the latest first */
  recentLabels: z.array(z.string().max(400)).max(50),
  /** the label that the threshold view showed last */
  thresholdLabel: z.string().max(400),
  /** after some answers in Review, a follow-up of the model learns from them by itself */
  learnsAlong: z.boolean(),
  reviewMode: z.enum(reviewModes),
  reviewOrder: z.enum(reviewOrders),
  /** the starter word that was reviewed last, in English; empty: the first with open questions */
  starterWord: z.string().max(400),
  /** labels that starter words are reviewed for, where they are not the words' own names */
  starterNames: z.record(z.string().max(400), z.string().min(1).max(400)),
  /** how sure the network must be of a starter word */
  starterConfidence: z.number().min(LEAST_STARTER_CONFIDENCE).max(1),
  /** the label that was reviewed last, by name as ids differ between libraries; empty: all labels */
  reviewLabel: z.string().max(400),
  /** action → key, where it differs from the default */
  keys: z.record(z.string(), z.string().max(30)),
};

/** Some of the settings; without defaults, which would overwrite those that are not named. */
export const windowSettingsChangeSchema = z.object(shape).partial();

/** All settings; the default for those that are missing. */
export const windowSettingsSchema = z.object({
  language: shape.language.default('system'),
  theme: shape.theme.default('system'),
  view: shape.view.default('library'),
  thumbnailSize: shape.thumbnailSize.default(170),
  gridLayout: shape.gridLayout.default('justified'),
  order: shape.order.default('newest'),
  grouping: shape.grouping.default('date'),
  search: shape.search.default(''),
  savedSearches: shape.savedSearches.default([]),
  palette: shape.palette.default([]),
  advancesBySelf: shape.advancesBySelf.default(true),
  recentLabels: shape.recentLabels.default([]),
  thresholdLabel: shape.thresholdLabel.default(''),
  learnsAlong: shape.learnsAlong.default(true),
  reviewMode: shape.reviewMode.default('suggestions'),
  reviewOrder: shape.reviewOrder.default('teaches'),
  starterWord: shape.starterWord.default(''),
  starterNames: shape.starterNames.default({}),
  starterConfidence: shape.starterConfidence.default(DEFAULT_STARTER_CONFIDENCE),
  reviewLabel: shape.reviewLabel.default(''),
  keys: shape.keys.default({}),
});
export type WindowSettings = z.infer<typeof windowSettingsSchema>;
