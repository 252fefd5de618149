/** From files to embeddings: decoding and inference overlapped, every file answered once. */

import { availableParallelism } from 'node:os';
import { toFailure } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import { decodePhoto } from '../images/decode-photo.ts';
import type { DecodedPhoto } from '../images/decoded-photo.ts';
import { openPhotoFile } from '../images/open-photo-file.ts';
import { writeThumbnail } from '../images/write-thumbnail.ts';
import type { Embedder } from '../ml/embedder.ts';
import { toFloat16 } from '../ml/float16.ts';
import type { TaskContext } from '../task-context.ts';
import type { FileToRead, PhotoReading, ReadPhotosRequest } from './engine.ts';

type PhotoWithoutEmbedding = Omit<Extract<PhotoReading, { kind: 'photo' }>, 'embedding' | 'tunedEmbedding'>;

interface Decoded {
  photo: PhotoWithoutEmbedding;
  networkInput: Uint8Array;
}

/** Photos per inference. Larger batches gain nothing on CPUs and make people wait longer for the first result. */
const BATCH_SIZE = 8;

/** Decodes are queued this far ahead, so that cores stay busy while the main thread runs the network. */
const DECODES_PER_CORE = 3;

/**
 * Reads, decodes and embeds files.
 *
 * request     files, and where thumbnails go
 * embedders   of the wanted backbone, and of the fine-tuned one when that is wanted
 * onReadings  receives every file exactly once, a batch at a time
 * Throws AppError 'cancelled' (through the signal) between photos.
 */
export async function readPhotos(
  request: ReadPhotosRequest,
  embedders: { own: Embedder; tuned: Embedder | null },
  context: TaskContext,
  onReadings: (readings: PhotoReading[]) => void | Promise<void>,
): Promise<void> {
  const total = request.files.length;
  let done = 0;
  let next = 0;
  let waiting: Decoded[] = [];
  let lastEmbedding: Promise<void> = Promise.resolve();
  let batchesInFlight = 0;

  const handOut = async (readings: PhotoReading[]): Promise<void> => {
    await onReadings(readings);
    done += readings.length;
    context.report({ done, total, note: say('notes.readingPhotos') });
  };

  const embedBatch = async (batch: Decoded[]): Promise<void> => {
    context.signal.throwIfAborted();
    const pixels = concatenate(batch.map((decoded) => decoded.networkInput));
    const own = toFloat16(await embedders.own.embed(pixels, batch.length));
    const tuned =
      embedders.tuned === null ? null : toFloat16(await embedders.tuned.embed(pixels, batch.length));
    const width = embedders.own.embeddingWidth;
    await handOut(
      batch.map(({ photo }, row) => ({
        ...photo,
        embedding: own.slice(row * width, (row + 1) * width),
        tunedEmbedding: tuned && tuned.slice(row * width, (row + 1) * width),
      })),
    );
  };

  /** Batches run one after the other; the returned promise resolves when this one is through. */
  const startBatch = (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    batchesInFlight++;
    lastEmbedding = lastEmbedding.then(() => embedBatch(batch)).finally(() => batchesInFlight--);
    // Its failure is thrown at the end; until then nobody may be waiting for it.
    lastEmbedding.catch(() => {});
    return lastEmbedding;
  };

  const worker = async (): Promise<void> => {
    for (;;) {
      const file = request.files[next++];
      if (!file) return;
      context.signal.throwIfAborted();
      const outcome = await readOne(file, request.thumbnailsFolder);
      if ('networkInput' in outcome) {
        waiting.push(outcome);
        if (waiting.length >= BATCH_SIZE) {
          const batch = startBatch();
          // Let decoding run ahead by two batches, not further.
          if (batchesInFlight > 2) await batch;
        }
      } else {
        await handOut([outcome]);
      }
    }
  };

  const workers = Math.min(availableParallelism() * DECODES_PER_CORE, total);
  const outcomes = await Promise.allSettled(Array.from({ length: workers }, worker));
  if (waiting.length > 0 && !context.signal.aborted) void startBatch();
  await lastEmbedding;
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

async function readOne(
  file: FileToRead,
  thumbnailsFolder: string | null,
): Promise<Decoded | Exclude<PhotoReading, { kind: 'photo' }>> {
  const { path } = file;
  let sizeBytes = 0;
  let modifiedAt = 0;
  let decoded: DecodedPhoto;
  try {
    const opened = await openPhotoFile(path);
    ({ sizeBytes, modifiedAt } = opened);
    const { contentHash } = opened;
    if (file.knownHashes?.includes(contentHash))
      return { kind: 'known', path, contentHash, sizeBytes, modifiedAt };
    decoded = await decodePhoto(opened);
  } catch (error) {
    return { kind: 'problem', path, ...toFailure(error), sizeBytes, modifiedAt };
  }
  const { thumbnail, networkInput, ...photo } = decoded;
  // Outside the try: a full disk or a library that may not be written concerns every photo, not this one.
  if (thumbnailsFolder !== null) await writeThumbnail(thumbnailsFolder, photo.contentHash, thumbnail.bytes);
  return { photo: { kind: 'photo', path, ...photo }, networkInput };
}

function concatenate(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
