/** What the window remembers between starts; kept by main in one file, apart from libraries. */

import { z } from 'zod';
import { photoGroupings, photoOrders } from './photo-set.ts';

export const views = ['library', 'session', 'train', 'thresholds', 'review', 'auto-tag', 'settings'] as const;
export type ViewName = (typeof views)[number];

export const windowSettingsSchema = z.object({
  language: z.enum(['system', 'en', 'de']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  view: z.enum(views).default('library'),
  /** row height of the grid, CSS pixels */
  thumbnailSize: z.number().min(80).max(400).default(170),
  gridLayout: z.enum(['justified', 'square']).default('justified'),
  order: z.enum(photoOrders).default('newest'),
  grouping: z.enum(photoGroupings).default('date'),
  search: z.string().max(1000).default(''),
  savedSearches: z.array(z.object({ name: z.string().max(100), search: z.string().max(1000) })).default([]),
  /** label ids of the labeling session's palette, at most 20 */
  palette: z.array(z.number().int()).max(20).default([]),
  advancesBySelf: z.boolean().default(true),
  /** action → key, where it differs from the default */
  keys: z.record(z.string(), z.string().max(30)).default({}),
});
export type WindowSettings = z.infer<typeof windowSettingsSchema>;
