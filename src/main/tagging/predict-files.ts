/** What the active model thinks of files, in the library or not. Nothing is stored. */

import { resolve } from 'node:path';
import type { FailureData } from '../../shared/errors.ts';
import type { Probability } from '../../shared/ids.ts';
import type { Model } from '../../shared/model.ts';
import { decide, type Decision } from '../../shared/threshold.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';
import { say } from '../../shared/sentences/say.ts';
import type { PhotoReading } from '../engine/engine.ts';
import { readRobustly } from '../library/read-robustly.ts';
import type { Library } from '../library/library.ts';
import { networkOf } from '../library/network-in-use.ts';
import type { TaskContext } from '../task-context.ts';
import { activeModel, modelFolderOf } from '../training/manage-models.ts';

export interface FilePrediction {
  /** absolute */
  file: string;
  /** sha256 of the content, 64 hex digits; null when the file could not be read */
  contentHash: string | null;
  /** every label of the model, the most likely first; empty when the file could not be read */
  labels: { label: string; probability: Probability; decision: Decision }[];
  /** why the file could not be read, or null */
  failure: FailureData | null;
  warning: Sentence | null;
}

/** Files read before their predictions are handed out. */
const FILES_PER_BATCH = 64;

/**
 * Predicts the labels of files, in their order; a file that cannot be read gets its reason.
 *
 * Throws AppError 'not-found' without a model, 'cancelled', and what onPrediction throws.
 */
export async function predictFiles(
  library: Library,
  paths: string[],
  context: TaskContext,
  onPrediction: (prediction: FilePrediction) => void,
): Promise<void> {
  const model = activeModel(library);
  const files = paths.map((path) => resolve(path));
  for (let start = 0; start < files.length; start += FILES_PER_BATCH) {
    const batch = files.slice(start, start + FILES_PER_BATCH);
    const report: TaskContext['report'] = ({ done, note }) =>
      context.report({ done: start + done, total: files.length, ...(note && { note }) });
    const predictions = await predictBatch(library, model, batch, { signal: context.signal, report });
    predictions.forEach(onPrediction);
  }
}

async function predictBatch(
  library: Library,
  model: Model,
  files: string[],
  context: TaskContext,
): Promise<FilePrediction[]> {
  const readings = new Map<string, PhotoReading>();
  await readRobustly(
    library.engine,
    [...new Set(files)].map((path) => ({ path })),
    { ...networkOf(library, model), thumbnailsFolder: null },
    context,
    (batch) => batch.forEach((reading) => readings.set(reading.path, reading)),
  );
  const photos = [...readings.values()].filter((reading) => reading.kind === 'photo');
  const probabilitiesOf = await scorePhotos(library, model, photos, context);
  return files.map((file) => {
    const reading = readings.get(file);
    const probabilities = probabilitiesOf.get(file);
    if (reading?.kind === 'problem')
      return {
        file,
        contentHash: null,
        labels: [],
        failure: { code: reading.code, message: reading.message },
        warning: null,
      };
    if (reading?.kind !== 'photo' || !probabilities)
      return {
        file,
        contentHash: null,
        labels: [],
        failure: { code: 'internal', message: say('tagging.notAnswered', { path: file }) },
        warning: null,
      };
    return {
      file,
      contentHash: reading.contentHash,
      labels: judge(model, probabilities),
      failure: null,
      warning: reading.warning,
    };
  });
}

async function scorePhotos(
  library: Library,
  model: Model,
  photos: Extract<PhotoReading, { kind: 'photo' }>[],
  { signal }: TaskContext,
): Promise<Map<string, Float32Array>> {
  const width = photos[0]?.embedding.length ?? 0;
  const embeddings = new Uint16Array(photos.length * width);
  photos.forEach((photo, row) => embeddings.set(photo.tunedEmbedding ?? photo.embedding, row * width));
  const found = new Map<string, Float32Array>();
  if (photos.length === 0) return found;
  const labelCount = model.labels.length;
  await library.engine.score(
    { modelFolder: modelFolderOf(library, model.id), photos: { kind: 'given', embeddings } },
    { signal, report: () => {} },
    ({ photoIds, probabilities }) =>
      photoIds.forEach((row, index) =>
        found.set(photos[row]!.path, probabilities.slice(index * labelCount, (index + 1) * labelCount)),
      ),
  );
  return found;
}

function judge(model: Model, probabilities: Float32Array): FilePrediction['labels'] {
  return model.labels
    .map((label, position) => {
      const probability = probabilities[position]!;
      return { label, probability, decision: decide(probability, model.thresholds[position]!) };
    })
    .sort((a, b) => b.probability - a.probability);
}
