/** A training that ended after its model was made, while the library was scored with it: it need not learn again. */

import { isDeepStrictEqual } from 'node:util';
import type { Job } from '../../shared/job.ts';
import type { EpochRecord, Model, TrainingSettings } from '../../shared/model.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import type { Library } from '../library/library.ts';
import { untunedNetwork } from '../library/network-in-use.ts';
import { forgetTuning } from './fine-tune-on.ts';
import { trainNewModel } from './train-model.ts';
import { fingerprintOf, gatherTrainingData, inOrderOfContent, learnableLabels } from './training-data.ts';

/**
 * Trains a model, or takes the one that was made before the training was broken off.
 *
 * settings  of the job
 * Throws as trainNewModel does.
 */
export async function trainOrGoOn(
  library: Library,
  settings: TrainingSettings,
  context: JobContext,
  onEpoch: (epoch: EpochRecord) => void,
): Promise<Model> {
  const made = modelOfBrokenOff(library, settings, context);
  if (made === null) return trainNewModel(library, settings, context, onEpoch);
  if (settings.fineTune !== 'head') await forgetTuning(library);
  return made;
}

/**
 * The model that a training job has made before it was broken off: this very job, which is resumed, or the job of the
 * same command given before, as long as it would learn from the same answers.
 */
function modelOfBrokenOff(library: Library, settings: TrainingSettings, { jobId }: JobContext): Model | null {
  const own = library.jobs.get(jobId);
  const startedAt = startOfBrokenOff(library, own);
  if (startedAt === null) return null;
  const made = library.models
    .list()
    .find(
      (model) =>
        model.createdAt >= startedAt &&
        model.followsId === null &&
        isDeepStrictEqual(model.settings, settings),
    );
  if (made === undefined) return null;
  const isOwn = own !== null && own.startedAt !== null && made.createdAt >= own.startedAt;
  if (!isOwn && (!made.isActive || made.dataFingerprint !== fingerprintNow(library, settings))) return null;
  return library.models.get(made.id);
}

/** When the first of the trainings began that did not come to their end, up to this one; null: none has begun. */
function startOfBrokenOff({ jobs }: Library, own: Job | null): number | null {
  let startedAt = own?.startedAt ?? null;
  for (const { id, kind, state, startedAt: start } of jobs.list()) {
    if (kind !== 'train' || (own !== null && id >= own.id)) continue;
    if (state === 'done') break;
    startedAt = start ?? startedAt;
  }
  return startedAt;
}

/** Of all that a training would learn from now, once its photos are looked at. */
function fingerprintNow(library: Library, { backbone }: TrainingSettings): string {
  const { key } = untunedNetwork(backbone);
  const embedded = library.photos.idsTagged().filter((photoId) => library.embeddings.has(photoId, key));
  const { photoIds, contentHashes } = inOrderOfContent(library, embedded);
  const data = gatherTrainingData(library, photoIds, learnableLabels(library));
  return fingerprintOf(data, contentHashes, data.splits);
}
