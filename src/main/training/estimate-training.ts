/** How long a fine-tuning would take, told before it starts. */

import type { TrainingSettings } from '../../shared/model.ts';
import type { TrainingEstimate } from '../../shared/training-preview.ts';
import type { Library } from '../library/library.ts';
import { quietContext, type TaskContext } from '../task-context.ts';
import { previewTraining } from './training-preview.ts';

/** Decoding one photo of a camera on an ordinary laptop. */
const SECONDS_PER_DECODING = 1 / 30;
/** Where no photos are set aside for validation, so many are held out. */
const VALIDATION_SHARE = 0.2;

/**
 * Times fine-tuning on this machine, which takes some seconds, and multiplies.
 *
 * returns  null for a head alone: that takes seconds
 */
export async function estimateTraining(
  library: Library,
  { backbone, fineTune, augmentation, maxEpochs }: TrainingSettings,
  context: TaskContext = quietContext(),
): Promise<TrainingEstimate | null> {
  if (fineTune === 'head') return null;
  const { photos } = previewTraining(library);
  const tagged = photos.train + photos.validation + photos.unassigned;
  const validation = photos.validation > 0 ? photos.validation : tagged * VALIDATION_SHARE;
  const training = tagged - validation;
  const pace = await library.engine.timeFineTuning({ backbone, fineTune, augmentation, maxEpochs }, context);
  const learning = training * pace.secondsPerTrainingPhoto + validation * pace.secondsPerValidationPhoto;
  const decoding = (tagged + library.photos.counts().photos) * SECONDS_PER_DECODING;
  return {
    seconds: learning + decoding,
    backend: pace.backend,
    photos: Math.round(training),
    epochs: pace.epochs,
  };
}
