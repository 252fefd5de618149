/** What an import did, as far as the window tells of it. */

import { z } from 'zod';

/** Counts of files; the job's result may hold more. */
export const importOutcomeSchema = z.object({
  /** photos that lie at the paths */
  found: z.number(),
  added: z.number(),
  /** edited since they were read before */
  changed: z.number(),
  /** known photos, found at a new place */
  moved: z.number(),
  problems: z.number(),
  /** not null: a labels file came along */
  labels: z.unknown(),
});
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;
