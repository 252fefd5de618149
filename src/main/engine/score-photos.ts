/** Probabilities of many photos, batch by batch. */

import { fromFloat16 } from '../ml/float16.ts';
import { predictProbabilities } from '../ml/predict.ts';
import type { TaskContext } from '../task-context.ts';
import type { ScoreRequest } from './engine.ts';
import { readModelFiles } from './model-files.ts';
import { readEmbeddings } from './stored-embeddings.ts';
import { say } from '../../shared/sentences/say.ts';

const DEFAULT_BATCH_SIZE = 4096;

/**
 * Scores photos with a stored model.
 *
 * onScores  receives the batches in the order of the photos: probabilities Float32Array, photos × labels row-major;
 *           for given embeddings photoIds are row numbers
 * Throws AppError 'not-found' when the model's files or an embedding are missing, 'damaged' for a broken model.
 */
export async function scorePhotos(
  request: ScoreRequest,
  context: TaskContext,
  onScores: (batch: { photoIds: number[]; probabilities: Float32Array }) => void | Promise<void>,
): Promise<void> {
  const { photos } = request;
  const model = await readModelFiles(request.modelFolder);
  const width = model.head.embeddingWidth;
  const total = photos.kind === 'stored' ? photos.photoIds.length : photos.embeddings.length / width;
  const batchSize = request.batchSize ?? DEFAULT_BATCH_SIZE;
  for (let start = 0; start < total; start += batchSize) {
    context.signal.throwIfAborted();
    const end = Math.min(start + batchSize, total);
    const photoIds =
      photos.kind === 'stored'
        ? photos.photoIds.slice(start, end)
        : Array.from({ length: end - start }, (_, row) => start + row);
    const embeddings =
      photos.kind === 'stored'
        ? readEmbeddings(photos.databaseFile, photoIds, model.embeddingKey).embeddings
        : fromFloat16(photos.embeddings.subarray(start * width, end * width));
    const probabilities = await predictProbabilities(model.head, embeddings);
    await onScores({ photoIds, probabilities });
    context.report({ done: end, total, note: say('notes.scoringPhotos') });
  }
}
