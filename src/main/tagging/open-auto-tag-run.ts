/** Opens the run that an auto-tag job writes to: the one broken off when its purpose is the very same, else a new one. */

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';
import { chosenPhotosSchema, type ChosenPhotos } from '../../shared/chosen-photos.ts';
import type { PhotoId, RunId } from '../../shared/ids.ts';
import type { Model } from '../../shared/model.ts';
import { labelNameKey } from '../database/label-name.ts';
import { inTransaction } from '../database/transaction.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import type { Library } from '../library/library.ts';
import type { AutoTagInput } from './auto-tag-input.ts';

const UNFINISHED_RUN = 'auto-tag.unfinished';
const unfinishedRun = z.object({
  runId: z.number().transform((id) => id as RunId),
  purpose: z.string(),
  photos: chosenPhotosSchema.nullable().default(null),
});

/** An unfinished run with the very same purpose goes on; else a new one begins. */
export function openAutoTagRun(
  library: Library,
  model: Model,
  input: AutoTagInput,
  context: JobContext,
): RunId {
  const purpose = purposeOf(model, input);
  const before = brokenOff(library);
  if (before?.purpose === purpose) return before.runId;
  return inTransaction(library.database, () => {
    const runId = library.runs.startRun({
      modelId: model.id,
      jobId: context.jobId,
      writeMode: input.write,
    });
    library.settings.set(UNFINISHED_RUN, { runId, purpose, photos: input.photos ?? null });
    return runId;
  });
}

/**
 * The photos of a run that was broken off and was asked just this, by the same search; null when there is none. What a
 * run tags may change what its search finds, so asking again must not search again.
 */
export function photosOfBrokenOffRun(
  library: Library,
  model: Model,
  search: string,
  input: AutoTagInput,
): ChosenPhotos | null {
  const before = brokenOff(library);
  if (before === null || before.photos?.search !== search) return null;
  return before.purpose === purposeOf(model, { ...input, photos: before.photos }) ? before.photos : null;
}

function brokenOff(library: Library): z.infer<typeof unfinishedRun> | null {
  const before = unfinishedRun.safeParse(library.settings.get(UNFINISHED_RUN)).data;
  const run = before ? library.runs.getRun(before.runId) : null;
  return before && run && run.state !== 'done' && run.state !== 'undone' ? before : null;
}

function purposeOf(model: Model, input: AutoTagInput): string {
  return JSON.stringify([
    model.id,
    model.thresholds.map(({ apply, suggest }) => [apply, suggest]),
    input.write,
    input.paths.map((path) => resolve(path)),
    (input.labels ?? []).map(labelNameKey).sort(),
    // Not there at all without them: a run that an earlier Tagwright left behind goes on, too.
    ...(input.photos ? [fingerprintOf(input.photos.photoIds)] : []),
  ]);
}

/** sha256 of the photos' ids, whatever their order, 64 hex digits. */
function fingerprintOf(photoIds: PhotoId[]): string {
  const ids = Int32Array.from(new Set(photoIds)).sort();
  return createHash('sha256').update(ids).digest('hex');
}
