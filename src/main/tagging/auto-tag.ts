/** Lets the active model tag photos: a run that can be tried dry, resumed and undone. */

import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { AutoTagReport } from '../../shared/auto-tag-report.ts';
import type { LabelId, PhotoId, RunId } from '../../shared/ids.ts';
import type { Model } from '../../shared/model.ts';
import { say } from '../../shared/sentences/say.ts';
import type { WriteMode } from '../database/auto-tag-runs.ts';
import { labelNameKey } from '../database/label-name.ts';
import { inTransaction } from '../database/transaction.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { ensureEmbeddings } from '../library/embed-photos.ts';
import { importPhotos } from '../library/import-photos.ts';
import type { Library } from '../library/library.ts';
import { networkOf } from '../library/network-in-use.ts';
import { refuseUnwritable } from '../sidecars/write-file-atomically.ts';
import { activeModel, modelFolderOf } from '../training/manage-models.ts';
import { appliedOf, createTally, decideBatch, decisionsOf } from './decide-tags.ts';
import { exportRunPredictions } from './export-tags.ts';
import { nearNames } from './near-names.ts';
import { predictNewFiles, type NewFiles } from './predict-new-files.ts';
import { createSidecarWriter } from './write-sidecars.ts';

export interface AutoTagInput {
  /** files and folders, imported first where they are new; empty: every photo of the library */
  paths: string[];
  write: WriteMode;
  /** names of those of the model's labels that take part; left out or empty: all */
  labels?: string[];
  /** where the CSV goes; null: auto-tag-RUN.csv in the library folder */
  csvFile: string | null;
  /** says what would change, and changes nothing; new photos are read, but not imported */
  isDryRun: boolean;
}

/** Small enough that a cancelled run stops at once, large enough that scoring stays cheap. */
const PHOTOS_PER_BATCH = 256;

/**
 * Auto-tags photos. Photos that a person marked fully tagged are left out, and of the others every label a person has
 * answered: the model never overrules a person.
 *
 * Interrupted, the same call goes on with the same run.
 * Throws AppError 'not-found' without a model, for a label it does not know or a path that is not there, 'cancelled';
 * for a CSV that cannot be written as writeFileAtomically does, before anything is tagged.
 */
export async function autoTag(
  library: Library,
  input: AutoTagInput,
  context: JobContext,
): Promise<AutoTagReport> {
  const model = activeModel(library);
  const labelIds = chosenLabelIds(library, model, input.labels ?? []);
  const isCsvWanted = input.write === 'csv' && !input.isDryRun;
  if (isCsvWanted && input.csvFile !== null) await refuseUnwritable(resolve(input.csvFile));
  const newFiles: NewFiles = input.isDryRun
    ? await predictNewFiles(library, input.paths, context)
    : { photos: [], knownContents: [] };
  const candidates = await photosToTag(library, input, newFiles.knownContents, context);
  const photoIds = await ensureEmbeddings(library, candidates, networkOf(library, model), context);

  const runId = input.isDryRun ? null : openRun(library, model, input, context);
  const finished = new Set(runId === null ? [] : library.runs.photosDone(runId));
  const remaining = photoIds.filter((photoId) => !finished.has(photoId));
  const sidecars = createSidecarWriter(
    library,
    runId,
    input.paths.map((path) => resolve(path)),
    context,
  );
  const tally = createTally(model.labels, labelIds);
  if (runId !== null) for (const results of library.runs.predictionsOf(runId)) results.forEach(tally.add);

  for (const { file, labels } of newFiles.photos) {
    const predictions = decisionsOf(labels, model.labels, labelIds);
    tally.add({ predictions });
    if (input.write === 'xmp') await sidecars.writeForFile(file, appliedOf(predictions));
  }

  const total = newFiles.photos.length + photoIds.length;
  let done = total - remaining.length;
  const reportDone = (count: number): void =>
    context.report({ done: count, total, note: say('notes.taggingPhotos') });
  reportDone(done);
  await library.engine.score(
    {
      modelFolder: modelFolderOf(library, model.id),
      photos: {
        kind: 'stored',
        databaseFile: library.paths.databaseFile,
        photoIds: remaining,
      },
      batchSize: PHOTOS_PER_BATCH,
    },
    { signal: context.signal, report: () => {} },
    async (batch) => {
      const ids = batch.photoIds as PhotoId[];
      const results = decideBatch(library, ids, batch.probabilities, labelIds, model);
      if (input.write === 'xmp')
        for (const [index, { photoId, predictions }] of results.entries()) {
          context.signal.throwIfAborted();
          await sidecars.write(photoId, appliedOf(predictions));
          reportDone(done + index + 1);
        }
      if (runId !== null) inTransaction(library.database, () => library.runs.addResults(runId, results));
      results.forEach(tally.add);
      done += ids.length;
      reportDone(done);
    },
  );
  let csvFile: string | null = null;
  if (runId !== null) {
    if (input.write === 'csv') {
      csvFile = resolve(input.csvFile ?? join(library.paths.folder, `auto-tag-${runId}.csv`));
      await exportRunPredictions(library, runId, csvFile, context.signal);
    }
    library.runs.finishRun(runId, 'done');
  }
  return {
    runId,
    modelId: model.id,
    photos: total,
    ...tally.totals(),
    sidecars: sidecars.count(),
    csvFile,
  };
}

/** By position in the model; null for labels that take no part, or were deleted. */
function chosenLabelIds(library: Library, model: Model, names: string[]): (LabelId | null)[] {
  const keys = new Set(names.map(labelNameKey));
  const known = new Set(model.labels.map(labelNameKey));
  const unknown = names.find((name) => !known.has(labelNameKey(name)));
  if (unknown !== undefined)
    throw new AppError(
      'not-found',
      say('tagging.unknownToModel', {
        name: unknown,
        near: nearNames(unknown, model.labels),
        known: model.labels,
      }),
    );
  return library.models
    .labelIdsOf(model.id)
    .map((labelId, position) =>
      keys.size === 0 || keys.has(labelNameKey(model.labels[position]!)) ? labelId : null,
    );
}

/** @param others  photos that take part although none of their known files lies at the paths */
async function photosToTag(
  library: Library,
  input: AutoTagInput,
  others: PhotoId[],
  context: JobContext,
): Promise<PhotoId[]> {
  if (input.paths.length > 0 && !input.isDryRun)
    await importPhotos(library, { paths: input.paths, labelsFile: null }, context);
  const ids =
    input.paths.length === 0
      ? library.photos.allIds()
      : [...new Set([...idsAt(library, input.paths), ...others])].sort((a, b) => a - b);
  const fullyTagged = new Set(library.photos.idsFullyTagged());
  return ids.filter((photoId) => !fullyTagged.has(photoId));
}

function idsAt(library: Library, paths: string[]): PhotoId[] {
  const ids = new Set<PhotoId>();
  for (const path of paths.map((each) => resolve(each)))
    if (statSync(path).isDirectory())
      for (const photoId of library.photos.idsUnderFolder(path)) ids.add(photoId);
    else for (const photoId of library.photos.idsByPaths([path]).values()) ids.add(photoId);
  return [...ids].sort((a, b) => a - b);
}

const UNFINISHED_RUN = 'auto-tag.unfinished';
const unfinishedRun = z.object({ runId: z.number(), purpose: z.string() });

/** An unfinished run with the very same purpose goes on; else a new one begins. */
function openRun(library: Library, model: Model, input: AutoTagInput, context: JobContext): RunId {
  const purpose = JSON.stringify([
    model.id,
    model.thresholds.map(({ apply, suggest }) => [apply, suggest]),
    input.write,
    input.paths.map((path) => resolve(path)),
    (input.labels ?? []).map(labelNameKey).sort(),
  ]);
  const before = unfinishedRun.safeParse(library.settings.get(UNFINISHED_RUN)).data;
  if (before?.purpose === purpose) {
    const run = library.runs.getRun(before.runId as RunId);
    if (run !== null && run.state !== 'done' && run.state !== 'undone') return run.id;
  }
  return inTransaction(library.database, () => {
    const runId = library.runs.startRun({
      modelId: model.id,
      jobId: context.jobId,
      writeMode: input.write,
    });
    library.settings.set(UNFINISHED_RUN, { runId, purpose });
    return runId;
  });
}
