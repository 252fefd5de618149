/** The counts of one library. */

export interface LibrarySummary {
  name: string;
  /** the NAME.tagwright folder, absolute */
  folder: string;
  photos: number;
  files: number;
  missingFiles: number;
  /** photos with at least one annotation, or marked fully tagged */
  taggedPhotos: number;
  fullyTaggedPhotos: number;
  labels: number;
  models: number;
  activeModelId: number | null;
  /** files that could not be read */
  problems: number;
  /** photos to which their newest auto-tag run gave at least one label */
  autoTaggedPhotos: number;
}
