/** Lets the active model tag photos: a run that can be tried dry, resumed and undone. */

import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { LabelId, ModelId, PhotoId, RunId } from '../../shared/ids.ts';
import type { Model } from '../../shared/model.ts';
import { decide, type Decision } from '../../shared/threshold.ts';
import type { WriteMode } from '../database/auto-tag-runs.ts';
import type { PhotoPredictions, Prediction } from '../database/predictions.ts';
import { inTransaction } from '../database/transaction.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { ensureEmbeddings } from '../library/embed-photos.ts';
import { importPhotos } from '../library/import-photos.ts';
import type { Library } from '../library/library.ts';
import { activeModel, modelFolderOf } from '../training/manage-models.ts';
import { exportRunPredictions } from './export-tags.ts';
import { createSidecarWriter } from './write-sidecars.ts';

export interface AutoTagInput {
  /** files and folders, imported first where they are new; empty: every photo of the library */
  paths: string[];
  write: WriteMode;
  /** where the CSV goes; null: auto-tag-RUN.csv in the library folder */
  csvFile: string | null;
  /** says what would change, and changes nothing */
  isDryRun: boolean;
}

export interface AutoTagReport {
  /** null for a dry run */
  runId: RunId | null;
  modelId: ModelId;
  photos: number;
  /** photos that get at least one label */
  taggedPhotos: number;
  /** photos that get none, but at least one suggestion */
  suggestedPhotos: number;
  labels: { label: string; applied: number; suggested: number }[];
  /** sidecars written; in a dry run, those that would be */
  sidecars: number;
  csvFile: string | null;
}

/** Small enough that a cancelled run stops at once, large enough that scoring stays cheap. */
const PHOTOS_PER_BATCH = 256;

/**
 * Auto-tags photos. Photos that a person marked fully tagged are left out, and of the others every label a person has
 * answered: the model never overrules a person.
 *
 * Interrupted, the same call goes on with the same run.
 * Throws AppError 'not-found' without a model or for a path that is not there, 'cancelled'.
 */
export async function autoTag(
  library: Library,
  input: AutoTagInput,
  context: JobContext,
): Promise<AutoTagReport> {
  const model = activeModel(library);
  const labelIds = library.models.labelIdsOf(model.id);
  const candidates = await photosToTag(library, input, context);
  const photoIds = await ensureEmbeddings(library, candidates, model.settings.backbone, context);

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
  if (runId !== null) library.runs.predictionsOf(runId).forEach(tally.add);

  const total = photoIds.length;
  let done = total - remaining.length;
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
        for (const { photoId, predictions } of results) {
          context.signal.throwIfAborted();
          const applied = predictions.filter((prediction) => prediction.decision === 'apply');
          await sidecars.write(
            photoId,
            applied.map((prediction) => prediction.labelId),
          );
        }
      if (runId !== null) inTransaction(library.database, () => library.runs.addResults(runId, results));
      results.forEach(tally.add);
      done += ids.length;
      context.report({ done, total, note: 'Tagging photos' });
    },
  );
  let csvFile: string | null = null;
  if (runId !== null) {
    if (input.write === 'csv') {
      csvFile = resolve(input.csvFile ?? join(library.paths.folder, `auto-tag-${runId}.csv`));
      await exportRunPredictions(library, runId, csvFile);
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

async function photosToTag(library: Library, input: AutoTagInput, context: JobContext): Promise<PhotoId[]> {
  if (input.paths.length > 0) await importPhotos(library, { paths: input.paths, labelsFile: null }, context);
  const ids = input.paths.length === 0 ? library.photos.allIds() : idsAt(library, input.paths);
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

function decideBatch(
  library: Library,
  photoIds: PhotoId[],
  probabilities: Float32Array,
  labelIds: (LabelId | null)[],
  model: Model,
): PhotoPredictions[] {
  const answered = new Set(
    library.annotations.ofPhotos(photoIds).map((annotation) => `${annotation.photoId}/${annotation.labelId}`),
  );
  return photoIds.map((photoId, row) => {
    const predictions: Prediction[] = [];
    labelIds.forEach((labelId, position) => {
      if (labelId === null || answered.has(`${photoId}/${labelId}`)) return;
      const score = probabilities[row * labelIds.length + position]!;
      const decision: Decision = decide(score, model.thresholds[position]!);
      if (decision !== 'none') predictions.push({ labelId, score, decision });
    });
    return { photoId, predictions };
  });
}

/** Counts what a run gives, label by label. */
function createTally(labels: string[], labelIds: (LabelId | null)[]) {
  const applied = new Uint32Array(labels.length);
  const suggested = new Uint32Array(labels.length);
  let taggedPhotos = 0;
  let suggestedPhotos = 0;
  return {
    add({ predictions }: PhotoPredictions): void {
      for (const { labelId, decision } of predictions) {
        const position = labelIds.indexOf(labelId);
        if (position >= 0) (decision === 'apply' ? applied : suggested)[position]!++;
      }
      if (predictions.some(({ decision }) => decision === 'apply')) taggedPhotos++;
      else if (predictions.length > 0) suggestedPhotos++;
    },
    totals: () => ({
      taggedPhotos,
      suggestedPhotos,
      labels: labels.map((label, position) => ({
        label,
        applied: applied[position]!,
        suggested: suggested[position]!,
      })),
    }),
  };
}
