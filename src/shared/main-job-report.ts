/** The report of the main job: a part of the photos tagged, a model learned from it, the rest auto-tagged and compared. */

export interface MainJobReport {
  libraryFolder: string;
  photosFolder: string;
  /** the auto-tag result, one row per photo */
  predictionsFile: string;
  photos: number;
  /** photos whose labels the model was given (training and validation) */
  taggedPhotos: number;
  /** photos it tagged by itself; all measures below are on these */
  autoTaggedPhotos: number;
  /** files that could not be read */
  problems: number;
  backbone: string;
  trainingBackend: string;
  seconds: { draw: number; import: number; train: number; autoTag: number };
  mAP: number | null;
  tuned: { macroF1: number | null; microF1: number | null };
  atHalf: { macroF1: number | null; microF1: number | null };
  labels: MainJobLabelReport[];
}

export interface MainJobLabelReport {
  label: string;
  /** auto-tagged photos that truly have it */
  support: number;
  averagePrecision: number | null;
  threshold: number;
  tuned: { precision: number | null; recall: number | null; f1: number | null };
  atHalf: { precision: number | null; recall: number | null; f1: number | null };
}
