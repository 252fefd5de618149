/** What a training would learn from now. */

import type { LabelId } from './ids.ts';
import type { TrainingBackend } from './model.ts';

/** Below a dozen photos of either kind a label can be learned, but neither well nor with a threshold to trust. */
export const FEW_EXAMPLES = 12;

export interface TrainingPreview {
  photos: { train: number; validation: number; test: number; unassigned: number };
  labels: TrainableLabel[];
  /** answers given since the active model was trained */
  newAnswers: number;
}

/** How long a fine-tuning would take on this machine. */
export interface TrainingEstimate {
  /** of everything: looking at the photos, learning, and looking at all of them with the new eyes */
  seconds: number;
  backend: TrainingBackend;
  /** tagged photos that would be learned from */
  photos: number;
  epochs: number;
}

/** How long a network takes on this machine to look at all photos that it has not seen. */
export interface LookingTime {
  photos: number;
  seconds: number;
}

export interface TrainableLabel {
  labelId: LabelId;
  label: string;
  positives: number;
  negatives: number;
  /** 'none': not learnable, 'few': learnable but not to be trusted, 'good' */
  standing: 'none' | 'few' | 'good';
}

/** A photo whose probability of a label changed much between two models. */
export interface MovedPhoto {
  photoId: number;
  contentHash: string;
  label: string;
  before: number;
  after: number;
  /** the tag that the newer model would give or take; null when both decide alike */
  flip: 'gained' | 'lost' | null;
}
