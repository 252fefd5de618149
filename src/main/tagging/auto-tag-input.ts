/** What an auto-tag run is asked to do; kept with its job, so that it can go on after a restart. */

import type { ChosenPhotos } from '../../shared/chosen-photos.ts';
import type { WriteMode } from '../database/auto-tag-runs.ts';

export interface AutoTagInput {
  /** files and folders, imported first where they are new; empty: every photo of the library, or `photos` */
  paths: string[];
  /** photos of the library, in place of paths; left out or null: the paths say which */
  photos?: ChosenPhotos | null;
  write: WriteMode;
  /** names of those of the model's labels that take part; left out or empty: all */
  labels?: string[];
  /** where the CSV goes; null: auto-tag-RUN.csv in the library folder */
  csvFile: string | null;
  /** says what would change, and changes nothing; new photos are read, but not imported */
  isDryRun: boolean;
}
