/** The fine-tuning part of a training request: look at the photos again, train blocks and head, judge by held-out photos. */

import { availableParallelism } from 'node:os';
import { mkdir } from 'node:fs/promises';
import type { EpochRecord } from '../../shared/model.ts';
import { recipeFor } from '../ml/fine-tune/recipe.ts';
import { cutNetwork } from '../ml/fine-tune/trained-part.ts';
import { openFrozenPart } from '../ml/fine-tune/frozen-part.ts';
import { tuneModel } from '../ml/fine-tune/tune-model.ts';
import { viewsOf } from '../ml/fine-tune/views.ts';
import type { Backbone } from '../ml/load-backbone.ts';
import type { TensorFlow } from '../ml/tensorflow-backend.ts';
import { taggedPhotos, type TrainedModel, type TrainingData } from '../ml/train-model.ts';
import type { TaskContext } from '../task-context.ts';
import { checkpointsIn } from './checkpoint-file.ts';
import type { FineTuningFiles, TrainRequest, TrainResult } from './engine.ts';
import { fingerprintOfOutputs, fingerprintOfTuning } from './fine-tune-fingerprints.ts';
import { lookAtPhotos } from './look-at-photos.ts';
import { writeTunedBackbone } from './tuned-backbone.ts';

/**
 * Fine-tunes, and leaves the tuned backbone in request.modelFolder. What an earlier run of the same request has seen and
 * learned is gone on from.
 *
 * data  embeddings and targets of the request's photos, every photo assigned to a split
 * Throws AppError 'not-enough-data', 'disk-full' or 'no-access'; what the signal was aborted with.
 */
export async function fineTuneOnPhotos(
  { settings, modelFolder }: TrainRequest,
  { files, contentHashes, workFolder }: FineTuningFiles,
  data: TrainingData,
  backbone: Backbone,
  tensorFlow: TensorFlow,
  context: TaskContext,
  onEpoch: (epoch: EpochRecord) => void,
): Promise<{ trained: TrainedModel; unreadable: TrainResult['unreadable'] }> {
  const part = settings.fineTune === 'all' ? 'all' : 'top';
  const { network, weights, manifest } = backbone;
  const cut = cutNetwork(network, part);
  const views = viewsOf[settings.augmentation];
  const outputsFingerprint = fingerprintOfOutputs({
    weightsSha256: manifest.weights.sha256,
    after: cut.after,
    views,
    contentHashes,
  });
  await mkdir(workFolder, { recursive: true });
  const frozen = part === 'all' ? null : await openFrozenPart(network, weights, cut, availableParallelism());
  const seen = await lookAtPhotos(
    { files, rows: taggedPhotos(data), views, folder: workFolder, fingerprint: outputsFingerprint },
    network,
    cut,
    frozen,
    context,
  ).finally(() => frozen?.close());
  try {
    const unseen = new Set(seen.unreadable.map(({ row }) => row));
    const fingerprint = fingerprintOfTuning({
      outputs: outputsFingerprint,
      settings,
      recipe: recipeFor(settings),
      data,
      unseen,
    });
    const { trained, tuned } = await tuneModel(
      tensorFlow,
      { network, weights, cut },
      { ...data, unseen },
      { viewCount: views.length, ...seen.outputs },
      settings,
      context,
      { onEpoch, checkpoints: (tuning) => checkpointsIn(workFolder, fingerprint, tuning) },
    );
    await writeTunedBackbone(modelFolder, { weights: tuned, views: settings.augmentation });
    return {
      trained,
      unreadable: seen.unreadable.map(({ path, code, message }) => ({ path, code, message })),
    };
  } finally {
    seen.close();
  }
}
