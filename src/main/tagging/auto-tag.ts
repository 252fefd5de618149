/** Lets the active model tag photos: a run that can be tried dry, resumed and undone. */

import { join, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { AutoTagReport } from '../../shared/auto-tag-report.ts';
import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { Model } from '../../shared/model.ts';
import { say } from '../../shared/sentences/say.ts';
import { labelNameKey } from '../database/label-name.ts';
import { inTransaction } from '../database/transaction.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { ensureEmbeddings } from '../library/embed-photos.ts';
import type { Library } from '../library/library.ts';
import { networkOf } from '../library/network-in-use.ts';
import { refuseUnwritable } from '../sidecars/write-file-atomically.ts';
import { activeModel, modelFolderOf } from '../training/manage-models.ts';
import type { AutoTagInput } from './auto-tag-input.ts';
import { appliedOf, createTally, decideBatch, decisionsOf } from './decide-tags.ts';
import { exportRunPredictions } from './export-tags.ts';
import { nearNames } from './near-names.ts';
import { openAutoTagRun } from './open-auto-tag-run.ts';
import { photosToAutoTag } from './photos-to-auto-tag.ts';
import { predictNewFiles, type NewFiles } from './predict-new-files.ts';
import { createSidecarWriter } from './write-sidecars.ts';

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
  const candidates = await photosToAutoTag(library, input, newFiles.knownContents, context);
  const photoIds = await ensureEmbeddings(library, candidates, networkOf(library, model), context);

  const runId = input.isDryRun ? null : openAutoTagRun(library, model, input, context);
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
    chosen: input.photos ? { photos: input.photos.photoIds.length, search: input.photos.search } : null,
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
