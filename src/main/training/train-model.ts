/** Learns a new model from everything that is tagged, and makes it the active one. */

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { networkToTune } from '../../shared/composed-backbones.ts';
import { AppError } from '../../shared/errors.ts';
import type { ModelId, PhotoId } from '../../shared/ids.ts';
import type { EpochRecord, Model, TrainingSettings } from '../../shared/model.ts';
import { TEST, TRAIN, VALIDATION } from '../../shared/photo.ts';
import { say } from '../../shared/sentences/say.ts';
import { inTransaction } from '../database/transaction.ts';
import { isPutAside, type JobContext } from '../jobs/job-runner.ts';
import { ensureEmbeddings } from '../library/embed-photos.ts';
import type { Library } from '../library/library.ts';
import { tunedKey, untunedNetwork } from '../library/network-in-use.ts';
import { forgetTuning, hasLostEngine, trainInEngine } from './fine-tune-on.ts';
import { fingerprintOf, gatherTrainingData, inOrderOfContent, learnableLabels } from './training-data.ts';
import { countTrainingTime } from './training-time.ts';

/** So many untagged photos say how the library's photos lie to each other; more take longer and say little more. */
const MOST_UNTAGGED = 1500;

/** What makes a new model the follow-up of another. */
export interface FollowUp {
  followsId: ModelId;
  /** asked in the last step; false: the model is thrown away, as if the training had been cancelled */
  mayReplace(): boolean;
}

/**
 * Trains a model. Until the last step nothing in the library changes; then the model, its thresholds and the splits of
 * photos that had none appear together.
 *
 * settings  complete; see resolveTrainingSettings
 * onEpoch   called after every epoch
 * followUp  of a model that is learned along with answers: whose it is, and whether it is still wanted
 * Throws AppError 'not-enough-data' without tagged photos or labels, 'cancelled'.
 */
export async function trainNewModel(
  library: Library,
  settings: TrainingSettings,
  context: JobContext,
  onEpoch: (epoch: EpochRecord) => void = () => {},
  followUp: FollowUp | null = null,
): Promise<Model> {
  // What is said while it learns is news to the model.
  const learnedAt = Date.now();
  const labels = learnableLabels(library);
  const tagged = library.photos.idsTagged();
  if (labels.length === 0 || tagged.length === 0)
    throw new AppError('not-enough-data', say('models.nothingTagged'));
  const isFineTuned = settings.fineTune !== 'head';
  refuseUntrainable(settings);
  const network = untunedNetwork(settings.backbone);
  const embedded = await ensureEmbeddings(library, tagged, network, context);
  if (embedded.length === 0)
    throw new AppError('not-enough-data', say('models.noneReadable', { photos: tagged.length }));
  // What cannot be read is told when the library is scored.
  const withoutProblems = { ...context, problem: () => {} };
  if (!isFineTuned)
    await ensureEmbeddings(library, library.photos.idsUntagged(MOST_UNTAGGED), network, withoutProblems);
  const { photoIds, contentHashes } = inOrderOfContent(library, embedded);
  const data = gatherTrainingData(library, photoIds, labels);
  const keys = library.photos.burstKeys(photoIds);
  const time = countTrainingTime(library, fingerprintOf(data, contentHashes, data.splits), settings);
  const folder = randomUUID();
  const modelFolder = join(library.paths.modelsFolder, folder);
  try {
    const result = await trainInEngine(
      library,
      {
        databaseFile: library.paths.databaseFile,
        photoIds,
        labels: labels.map((label) => label.name),
        targets: data.targets,
        splits: data.splits,
        untaggedPhotoIds: library.embeddings.untagged(settings.backbone, MOST_UNTAGGED),
        folders: keys.map((key) => key.folder),
        takenAt: keys.map((key) => key.takenAt),
        settings,
        fineTuning: isFineTuned
          ? {
              files: filesInReach(library, photoIds),
              contentHashes,
              workFolder: library.paths.fineTuningFolder,
            }
          : null,
        embeddingKey: isFineTuned ? tunedKey(modelFolder) : settings.backbone,
        modelFolder,
      },
      {
        signal: context.signal,
        report: (progress) => {
          time.keep();
          context.report(progress);
        },
      },
      onEpoch,
    );
    context.signal.throwIfAborted();
    for (const { path, code, message } of result.unreadable)
      context.problem({ subject: path, code, message, isWarning: false });
    const countIn = (split: number): number => result.splits.filter((code) => code === split).length;
    const isStale = followUp === null && !hasWaitingTraining(library, context);
    const modelId: ModelId = inTransaction(library.database, () => {
      if (followUp !== null && !followUp.mayReplace()) throw new AppError('cancelled', say('jobs.cancelled'));
      library.photos.setSplits(photoIds, result.splits);
      const id = library.models.insert(
        {
          createdAt: learnedAt,
          settings,
          backend: result.backend,
          dataFingerprint: fingerprintOf(data, contentHashes, result.splits),
          labels: data.labels.map((label) => label.name),
          thresholds: result.thresholds,
          photoCounts: { train: countIn(TRAIN), validation: countIn(VALIDATION), test: countIn(TEST) },
          trainingSeconds: time.seconds(),
          epochs: result.epochs,
          bestEpoch: result.bestEpoch,
          validation: result.validation,
        },
        folder,
        followUp?.followsId,
      );
      library.models.activate(id);
      time.forget(isStale);
      return id;
    });
    if (isFineTuned || isStale) await forgetTuning(library);
    return library.models.get(modelId);
  } catch (error) {
    await rm(modelFolder, { recursive: true, force: true });
    const mayGoOn = isPutAside(context.signal) || hasLostEngine(error);
    if (mayGoOn) time.putAside();
    else time.forget(false);
    if (isFineTuned && !mayGoOn) await forgetTuning(library);
    throw error;
  }
}

/** Throws AppError 'invalid-input' for settings that do not go together. */
export function refuseUntrainable({ fineTune, hiddenUnits, backbone }: TrainingSettings): void {
  if (fineTune === 'head') return;
  if (hiddenUnits > 0) throw new AppError('invalid-input', say('fineTuning.needsLinearHead'));
  networkToTune(backbone);
}

/** A fine-tuning that was broken off before, and will go on with what it has kept. */
function hasWaitingTraining({ jobs }: Library, { jobId }: JobContext): boolean {
  return jobs.unfinished().some(({ job }) => job.id !== jobId && job.kind === 'train');
}

/** One file per photo, in the order given; of a photo whose files are all gone the first, which cannot be read. */
function filesInReach(library: Library, photoIds: PhotoId[]): string[] {
  const fileOf = new Map(
    library.photos
      .get(photoIds)
      .map(({ id, files }) => [id, files.find((file) => existsSync(file)) ?? files[0]]),
  );
  return photoIds.map((photoId) => fileOf.get(photoId) ?? '');
}
