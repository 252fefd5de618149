/** Fine-tuning that is not begun anew when something ends it: what it has seen and learned stays until it is done. */

import { rm } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import type { EpochRecord } from '../../shared/model.ts';
import type { TrainRequest, TrainResult } from '../engine/engine.ts';
import type { Library } from '../library/library.ts';
import type { TaskContext } from '../task-context.ts';

/** An engine that ends this often over the same work would end again. */
const MOST_ATTEMPTS = 3;

/**
 * Trains in the engine. A fine-tuning whose engine process ends unasked goes on in a new one.
 *
 * Throws what Engine.train throws.
 */
export async function trainInEngine(
  { engine }: Library,
  request: TrainRequest,
  context: TaskContext,
  onEpoch: (epoch: EpochRecord) => void,
): Promise<TrainResult> {
  for (let attempt = 1; ; attempt++)
    try {
      return await engine.train(request, context, onEpoch);
    } catch (error) {
      const mayGoOn = request.fineTuning !== null && hasLostEngine(error) && !context.signal.aborted;
      if (!mayGoOn || attempt === MOST_ATTEMPTS) throw error;
    }
}

/** Removes what a fine-tuning keeps on its way. */
export async function forgetTuning({ paths }: Library): Promise<void> {
  await rm(paths.fineTuningFolder, { recursive: true, force: true });
}

/** True when a training ended because the engine gave in: it may go on later. */
export function hasLostEngine(error: unknown): boolean {
  return error instanceof AppError && error.code === 'engine-stopped';
}
