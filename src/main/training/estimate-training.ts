/** How long a fine-tuning would take, told before it starts. */

import { networkToTune } from '../../shared/composed-backbones.ts';
import { isCrossValidated } from '../../shared/fine-tuning-plan.ts';
import type { TrainingSettings } from '../../shared/model.ts';
import type { TrainingEstimate } from '../../shared/training-preview.ts';
import type { FineTuningPace } from '../engine/engine.ts';
import type { Library } from '../library/library.ts';
import { quietContext, type TaskContext } from '../task-context.ts';
import { previewTraining } from './training-preview.ts';

/** Decoding one photo of a camera on an ordinary laptop. */
const SECONDS_PER_DECODING = 1 / 30;
/** Where no photos are set aside for validation, so many are held out, of each fold too. */
const VALIDATION_SHARE = 0.2;
const FOLDS = 1 / VALIDATION_SHARE;

export interface PhotosInTuning {
  /** looked at */
  tagged: number;
  /** learned from in each epoch; when it is cross-validated, by all of its fine-tunings together */
  training: number;
  /** held out, by all together */
  validation: number;
  /** in the library: all of them are embedded anew afterwards */
  library: number;
}

/**
 * Adds up what a fine-tuning does, if it takes all of its epochs: every view of every tagged photo passes the frozen part
 * once; each epoch learns from the training photos and measures on the held-out ones, which are measured once more in
 * all views at the end; afterwards every photo of the library is decoded and embedded, by the backbone as it comes, and
 * by the tuned one in each of the views that its embedding is the mean of.
 *
 * returns  seconds
 */
export function secondsOfTuning(
  pace: FineTuningPace,
  { tagged, training, validation, library }: PhotosInTuning,
): number {
  const { epochs, views } = pace;
  const looking = tagged * (SECONDS_PER_DECODING + views.shown * pace.frozen);
  const learning = epochs * training * pace.learning;
  const measuring = (epochs + views.embedded) * validation * pace.measuring;
  const embedding = library * (SECONDS_PER_DECODING + (1 + views.embedded) * pace.embedding);
  return looking + learning + measuring + embedding;
}

/**
 * Times fine-tuning on this machine, which takes some seconds, and multiplies.
 *
 * returns  null for a head alone, which takes seconds, and when no photo is tagged
 */
export async function estimateTraining(
  library: Library,
  { backbone, fineTune, augmentation, maxEpochs }: TrainingSettings,
  context: TaskContext = quietContext(),
): Promise<TrainingEstimate | null> {
  if (fineTune === 'head') return null;
  networkToTune(backbone);
  const { photos } = previewTraining(library);
  const tagged = photos.train + photos.validation + photos.unassigned;
  if (tagged === 0) return null;
  const isOnAll = isCrossValidated(fineTune, tagged, photos.validation > 0);
  const validation = photos.validation > 0 ? photos.validation : tagged * VALIDATION_SHARE;
  const learned = tagged - validation;
  const passes = isOnAll
    ? { training: tagged + FOLDS * learned, validation: tagged }
    : { training: learned, validation };
  const pace = await library.engine.timeFineTuning({ backbone, fineTune, augmentation, maxEpochs }, context);
  return {
    seconds: secondsOfTuning(pace, { tagged, ...passes, library: library.photos.counts().photos }),
    backend: pace.backend,
    photos: Math.round(isOnAll ? tagged : learned),
    epochs: pace.epochs,
  };
}
