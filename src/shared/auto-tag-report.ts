/** What auto-tag runs and their undoing tell when they are done. */

import type { ChoiceSummary } from './chosen-photos.ts';
import type { ModelId, RunId } from './ids.ts';

export interface AutoTagReport {
  /** null for a dry run */
  runId: RunId | null;
  modelId: ModelId;
  /** photos picked by hand or by a search; null: the library, or what lies at the paths */
  chosen: ChoiceSummary | null;
  /** looked at: those fully tagged and those left out are not among them */
  photos: number;
  /** photos that get at least one label */
  taggedPhotos: number;
  /** photos that get none, but at least one suggestion */
  suggestedPhotos: number;
  /** those that took part, in the model's order */
  labels: { label: string; applied: number; suggested: number }[];
  /** sidecars written; in a dry run, those that would be */
  sidecars: number;
  csvFile: string | null;
}

export interface UndoReport {
  runId: RunId;
  /** tags and suggestions taken back */
  predictions: number;
  /** sidecars that are as they were before the run */
  restoredFiles: number;
  /** sidecars that somebody changed after the run; they were left alone and told as problems */
  conflicts: number;
}
