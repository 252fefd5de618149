/** How long a training has taken, over all its parts: what breaks it off does not end the count. */

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TrainingSettings } from '../../shared/model.ts';
import type { Library } from '../library/library.ts';

const SETTING = 'training-time';
const KEPT_EVERY_MS = 1000;

/** Seconds of the trainings that were broken off, by what they learn. */
const keptSchema = z.record(z.string(), z.number().nonnegative()).catch({});

export interface TrainingTime {
  /** of this part and those before it */
  seconds(): number;
  /** Call it as often as you like: what is lost when the process ends is about a second. */
  keep(): void;
  /** Keeps it to the moment, when the training is put aside. */
  putAside(): void;
  /** The training is over. others: those that were broken off will not go on either */
  forget(others: boolean): void;
}

/**
 * Goes on counting the time of a training that was broken off, or begins.
 *
 * dataFingerprint  of what it learns from: with other data or settings it is another training
 * now              milliseconds from anywhere that never go back
 */
export function countTrainingTime(
  { settings: store }: Pick<Library, 'settings'>,
  dataFingerprint: string,
  settings: TrainingSettings,
  now: () => number = () => performance.now(),
): TrainingTime {
  const key = createHash('sha256')
    .update(dataFingerprint + JSON.stringify(settings))
    .digest('hex');
  const kept = (): Record<string, number> => keptSchema.parse(store.get(SETTING) ?? {});
  const secondsBefore = kept()[key] ?? 0;
  const startedAt = now();
  let keptAt = startedAt;

  const seconds = (): number => secondsBefore + (now() - startedAt) / 1000;
  const putAside = (): void => {
    keptAt = now();
    store.set(SETTING, { ...kept(), [key]: seconds() });
  };
  return {
    seconds,
    keep() {
      if (now() - keptAt >= KEPT_EVERY_MS) putAside();
    },
    putAside,
    forget(others) {
      const { [key]: _, ...rest } = kept();
      store.set(SETTING, others || Object.keys(rest).length === 0 ? undefined : rest);
    },
  };
}
