/** The fine-tuning part of a training request: look at the photos again, train blocks and head, judge by held-out photos. */

import { availableParallelism } from 'node:os';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochRecord } from '../../shared/model.ts';
import { cutNetwork } from '../ml/fine-tune/trained-part.ts';
import { openFrozenPart } from '../ml/fine-tune/frozen-part.ts';
import { tuneModel } from '../ml/fine-tune/tune-model.ts';
import { viewsOf } from '../ml/fine-tune/views.ts';
import type { Backbone } from '../ml/load-backbone.ts';
import type { TensorFlow } from '../ml/tensorflow-backend.ts';
import { taggedPhotos, type TrainedModel, type TrainingData } from '../ml/train-model.ts';
import type { TaskContext } from '../task-context.ts';
import type { TrainRequest, TrainResult } from './engine.ts';
import { lookAtPhotos } from './look-at-photos.ts';
import { writeTunedBackbone } from './tuned-backbone.ts';

/**
 * Fine-tunes, and leaves the tuned backbone in request.modelFolder.
 *
 * data    embeddings and targets of the request's photos, every photo assigned to a split
 * Throws AppError 'not-enough-data', 'disk-full' or 'no-access'; what the signal was aborted with.
 */
export async function fineTuneOnPhotos(
  request: TrainRequest,
  data: TrainingData,
  backbone: Backbone,
  tensorFlow: TensorFlow,
  context: TaskContext,
  onEpoch: (epoch: EpochRecord) => void,
): Promise<{ trained: TrainedModel; unreadable: TrainResult['unreadable'] }> {
  const { settings, modelFolder } = request;
  const part = settings.fineTune === 'all' ? 'all' : 'top';
  const { network, weights } = backbone;
  const cut = cutNetwork(network, part);
  const views = viewsOf[settings.augmentation];
  const looked = taggedPhotos(data);
  await mkdir(modelFolder, { recursive: true });
  const frozen = part === 'all' ? null : await openFrozenPart(network, weights, cut, availableParallelism());
  const seen = await lookAtPhotos(
    {
      files: request.files,
      rows: looked,
      views,
      outputsFile: join(modelFolder, 'seen.partial'),
    },
    network,
    cut,
    frozen,
    context,
  ).finally(() => frozen?.close());
  try {
    const { trained, tuned } = await tuneModel(
      tensorFlow,
      { network, weights, cut },
      { ...data, unseen: new Set(seen.unreadable.map(({ row }) => row)) },
      { viewCount: views.length, ...seen.outputs },
      settings,
      context,
      onEpoch,
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
