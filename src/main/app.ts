/** Puts the parts together: one open library with its jobs. The window, the command line and the tests all use it. */

import { z } from 'zod';
import { chosenPhotosSchema } from '../shared/chosen-photos.ts';
import type { JobId, ModelId } from '../shared/ids.ts';
import type { Job, JobKind, JobProblem } from '../shared/job.ts';
import type { LabelCount } from '../shared/label.ts';
import type { LibrarySummary } from '../shared/library-summary.ts';
import type { EpochRecord, Model, ModelSummary } from '../shared/model.ts';
import { trainingSettingsSchema } from '../shared/training-settings.ts';
import { createJobLock } from './database/job-lock.ts';
import type { Engine } from './engine/engine.ts';
import { createJobRunner, type JobContext, type JobRunner } from './jobs/job-runner.ts';
import { importPhotos } from './library/import-photos.ts';
import { findDuplicates } from './library/near-duplicates.ts';
import { openLibrary, type Library } from './library/library.ts';
import { autoTag } from './tagging/auto-tag.ts';
import { lookForStarterLabels } from './tagging/starter-labels.ts';
import { undoLatestRun } from './tagging/undo-run.ts';
import { trainOrGoOn } from './training/broken-off-training.ts';
import { evaluateModel } from './training/evaluate-model.ts';
import { trainFollowUp } from './training/follow-up.ts';
import { scoreAfterwards, scoreLibrary } from './training/score-library.ts';

export interface AppOptions {
  /** NAME.tagwright; the ending is added when missing */
  folder: string;
  engine: Engine;
  /** false: a library that is not there is refused; default true */
  mayCreate?: boolean;
  onJobChange?(job: Job): void;
  onEpoch?(epoch: EpochRecord): void;
  /** bugs, for the log: the person sees the job's failure */
  onUnexpected?(error: unknown): void;
}

export interface App {
  library: Library;
  jobs: JobRunner;
  summary(): LibrarySummary;
  listLabels(): LabelCount[];
  listModels(): ModelSummary[];
  getModel(id: ModelId): Model;
  listJobs(): Job[];
  problemsOf(id: JobId): JobProblem[];
  /** Stops running jobs so that they can be resumed, and closes the library. The engine stays open: it is the caller's. */
  close(): Promise<void>;
}

const importInput = z.object({
  paths: z.array(z.string()),
  labelsFile: z.string().nullable(),
  triesProblemsAgain: z.boolean().optional(),
});
const autoTagInput = z.object({
  paths: z.array(z.string()),
  // absent in jobs that an earlier Tagwright left behind, as are the labels
  photos: chosenPhotosSchema.nullable().default(null),
  write: z.enum(['none', 'csv', 'xmp']),
  csvFile: z.string().nullable(),
  labels: z.array(z.string()).default([]),
  isDryRun: z.boolean(),
});
const evaluateInput = z.object({
  split: z.enum(['all', 'validation', 'test']),
  bootstrapRounds: z.number().int().min(0),
});
const duplicatesInput = z.object({ leastCosine: z.number().min(0).max(1) });
const nothing = z.unknown();

/**
 * Opens a library and gets its jobs ready; interrupted ones are not resumed before app.jobs.resumeInterrupted().
 *
 * Throws AppError 'not-found', 'no-access', 'damaged', 'newer-library'.
 */
export function createApp(options: AppOptions): App {
  const library = openLibrary(options.folder, options.engine, options.mayCreate ?? true);
  const jobs = createJobRunner({
    jobs: library.jobs,
    lock: createJobLock(library.database),
    onChange: options.onJobChange,
    onUnexpected: options.onUnexpected,
  });
  const onEpoch = options.onEpoch ?? (() => {});
  const register = <Input>(
    kind: JobKind,
    schema: z.ZodType<Input>,
    run: (input: Input, context: JobContext) => Promise<unknown>,
  ): void => jobs.register(kind, { parseInput: (input) => schema.parse(input), run });

  register('import', importInput, async (input, context) => {
    const report = await importPhotos(library, input, context);
    await scoreAfterwards(library, context);
    return report;
  });
  register('train', trainingSettingsSchema, async (settings, context) => {
    const model = await trainOrGoOn(library, settings, context, onEpoch);
    await scoreAfterwards(library, context);
    return model;
  });
  register('follow-up', nothing, async (_, context) => {
    const model = await trainFollowUp(library, context);
    if (model !== null) await scoreAfterwards(library, context);
    return model;
  });
  register('score', nothing, (_, context) => scoreLibrary(library, context));
  register('evaluate', evaluateInput, (input, context) => evaluateModel(library, input, context));
  register('auto-tag', autoTagInput, (input, context) => autoTag(library, input, context));
  register('duplicates', duplicatesInput, ({ leastCosine }, context) =>
    findDuplicates(library, leastCosine, context),
  );
  register('starter-labels', nothing, (_, context) => lookForStarterLabels(library, context));
  register('undo', nothing, (_, context) => undoLatestRun(library, context));

  return {
    library,
    jobs,
    summary: () => ({
      name: library.paths.name,
      folder: library.paths.folder,
      ...library.photos.counts(),
    }),
    listLabels: () => library.labels.list(),
    listModels: () => library.models.list(),
    getModel: (id) => library.models.get(id),
    listJobs: () => library.jobs.list(),
    problemsOf: (id) => library.jobs.problems(id),
    async close() {
      await jobs.close();
      library.database.close();
    },
  };
}
