/** Reads photos through the engine, even when a file makes the engine process end. */

import { AppError } from '../../shared/errors.ts';
import { say } from '../../shared/sentences/say.ts';
import type { EmbeddingNetwork, Engine, FileToRead, PhotoReading } from '../engine/engine.ts';
import type { TaskContext } from '../task-context.ts';

/** Files per engine call: few enough that a crash repeats little, enough that the pipeline stays full. */
const FILES_PER_CALL = 512;

export interface ReadOptions extends EmbeddingNetwork {
  thumbnailsFolder: string | null;
}

/**
 * Hands out one reading per file, as Engine.readPhotos does, with progress over all files.
 *
 * A call whose engine process ends unasked is repeated for the files that were not answered, one at a time: the file
 * that ends the process again becomes a problem, and the rest go on.
 * Throws AppError 'cancelled', and what onReadings throws.
 */
export async function readRobustly(
  engine: Engine,
  files: FileToRead[],
  options: ReadOptions,
  context: TaskContext,
  onReadings: (readings: PhotoReading[]) => void,
): Promise<void> {
  const total = files.length;
  let done = 0;
  const takeReadings = (readings: PhotoReading[]): void => {
    onReadings(readings);
    done += readings.length;
    context.report({ done, total, note: say('notes.readingPhotos') });
  };
  const callContext: TaskContext = { signal: context.signal, report: () => {} };

  const readCall = async (batch: FileToRead[]): Promise<FileToRead[]> => {
    const unanswered = new Map(batch.map((file) => [file.path, file]));
    try {
      await engine.readPhotos({ ...options, files: batch }, callContext, (readings) => {
        for (const reading of readings) unanswered.delete(reading.path);
        takeReadings(readings);
      });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'engine-stopped')) throw error;
    }
    return [...unanswered.values()];
  };

  for (let start = 0; start < total; start += FILES_PER_CALL) {
    context.signal.throwIfAborted();
    const unanswered = await readCall(files.slice(start, start + FILES_PER_CALL));
    for (const file of unanswered) {
      context.signal.throwIfAborted();
      const [suspect] = await readCall([file]);
      if (suspect)
        takeReadings([
          {
            kind: 'problem',
            path: suspect.path,
            code: 'unreadable-photo',
            message: say('library.stopsTheDecoder', { path: suspect.path }),
            sizeBytes: 0,
            modifiedAt: 0,
          },
        ]);
    }
  }
}
