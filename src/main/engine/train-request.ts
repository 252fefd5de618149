/** A training request, from stored embeddings to the model's files. */

import { AppError } from '../../shared/errors.ts';
import type { EpochRecord } from '../../shared/model.ts';
import { TEST } from '../../shared/photo.ts';
import { say } from '../../shared/sentences/say.ts';
import { assignSplits } from '../ml/split/assign-splits.ts';
import { groupBursts } from '../ml/split/group-bursts.ts';
import type { Backbone } from '../ml/load-backbone.ts';
import type { TensorFlow } from '../ml/tensorflow-backend.ts';
import { taggedPhotos, trainModel } from '../ml/train-model.ts';
import type { TaskContext } from '../task-context.ts';
import type { TrainRequest, TrainResult } from './engine.ts';
import { fineTuneOnPhotos } from './fine-tune-request.ts';
import { writeModelFiles } from './model-files.ts';
import { readEmbeddings } from './stored-embeddings.ts';

/**
 * Splits, trains, cross-validates, tunes, evaluates, and leaves the model's files in request.modelFolder.
 *
 * loadBackbone  of the settings; asked for when it is fine-tuned
 * Throws AppError 'not-enough-data' when there is nothing to learn from, 'not-found' when embeddings are missing.
 */
export async function trainOnStoredEmbeddings(
  request: TrainRequest,
  tensorFlow: TensorFlow,
  loadBackbone: () => Promise<Backbone>,
  context: TaskContext,
  onEpoch: (epoch: EpochRecord) => void,
): Promise<TrainResult> {
  const { photoIds, labels, targets, settings } = request;
  const { embeddings, width } = readEmbeddings(request.databaseFile, photoIds, settings.backbone);
  const untagged = readEmbeddings(request.databaseFile, request.untaggedPhotoIds ?? [], settings.backbone);
  context.signal.throwIfAborted();

  const groups = groupBursts({
    folders: request.folders,
    takenAt: request.takenAt,
    embeddings,
    width,
  });
  const splits = chooseSplits(request, groups);
  if (splits.every((split) => split === TEST))
    throw new AppError('not-enough-data', say('models.allSetAside'));

  const data = { embeddings, untagged: untagged.embeddings, width, targets, labels, splits, groups };
  const { trained, unreadable } =
    request.fineTuning === null
      ? { trained: await trainModel(tensorFlow, data, settings, context, onEpoch), unreadable: [] }
      : await fineTuneOnPhotos(
          request,
          request.fineTuning,
          data,
          await loadBackbone(),
          tensorFlow,
          context,
          onEpoch,
        );
  context.signal.throwIfAborted();
  const { indexes, ...scores } = trained.heldOut;
  const heldOut = new Set(indexes);
  const learnedOnly = taggedPhotos(data).filter((index) => !heldOut.has(index));
  await writeModelFiles(request.modelFolder, {
    backbone: settings.backbone,
    embeddingKey: request.embeddingKey,
    labels,
    head: trained.head,
    calibration: trained.calibration,
    crossFit: trained.crossFit,
    learnedOnly: Array.from(learnedOnly, (index) => photoIds[index]!),
    heldOut: { ...scores, photoIds: Array.from(indexes, (index) => photoIds[index]!) },
  });
  return {
    splits,
    backend: tensorFlow.backend,
    epochs: trained.epochs,
    bestEpoch: trained.bestEpoch,
    thresholds: trained.thresholds,
    validation: trained.validation,
    unreadable,
  };
}

/**
 * Photos without a split are learned from, unless one of the same moment is set aside. None is set aside for
 * validation: cross-validation measures on all of them, and costs no photo that could be learned from.
 */
function chooseSplits({ splits, targets, labels, settings }: TrainRequest, groups: Int32Array): Int8Array {
  return assignSplits({
    splits,
    groups,
    targets,
    labelCount: labels.length,
    validationShare: 0,
    seed: settings.seed,
  });
}
