/** The library of the try-out, kept apart from the person's own photos. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { JobId } from '../../shared/ids.ts';
import type { Job } from '../../shared/job.ts';
import type { MainJobReport } from '../../shared/main-job-report.ts';
import type { EpochRecord } from '../../shared/model.ts';
import { resolveTrainingSettings, trainingSettingsSchema } from '../../shared/training-settings.ts';
import { createApp, type App, type AppOptions } from '../app.ts';
import { runSampleJob, type SampleJobInput } from '../samples/sample-job.ts';
import { scoreAfterwards } from '../training/score-library.ts';

export const DEFAULT_SAMPLE_COUNT = 1000;
const LIBRARY_NAME = 'Sample photos.tagwright';

/** What was kept of a job by an earlier start of Tagwright. */
const sampleInput: z.ZodType<SampleJobInput> = z.object({
  photosFolder: z.string(),
  count: z.number().int().positive(),
  settings: trainingSettingsSchema,
});

export interface SampleLibrary {
  app: App;
  start(count: number): JobId;
  /** of the last run that was done; null before the first */
  report(): MainJobReport | null;
}

/** True when the try-out was begun before, so that there is something to show or to resume. */
export function hasSampleLibrary(dataFolder: string): boolean {
  return existsSync(join(dataFolder, LIBRARY_NAME, 'library.sqlite'));
}

/**
 * Opens the sample library in dataFolder, creating it when it is not there. Its photos are drawn beside it.
 *
 * Throws AppError 'no-access', 'damaged', 'newer-library'.
 */
export function openSampleLibrary(
  dataFolder: string,
  options: Pick<AppOptions, 'engine' | 'onUnexpected'> & {
    onJobChange(job: Job): void;
    onEpoch(epoch: EpochRecord): void;
  },
): SampleLibrary {
  const app = createApp({ ...options, folder: join(dataFolder, LIBRARY_NAME) });
  app.jobs.register('sample', {
    parseInput: (input) => sampleInput.parse(input),
    run: async (input, context) => {
      const report = await runSampleJob(app, input, context, options.onEpoch);
      await scoreAfterwards(app.library, context);
      return report;
    },
  });
  return {
    app,
    start: (count) => {
      const input: SampleJobInput = {
        photosFolder: join(dataFolder, 'sample-photos'),
        count,
        settings: resolveTrainingSettings({}),
      };
      return app.jobs.start('sample', 'Try it with sample photos', input).id;
    },
    report: () => {
      const last = app.listJobs().find((job) => job.kind === 'sample' && job.state === 'done');
      return last ? (app.library.jobs.result(last.id) as MainJobReport | null) : null;
    },
  };
}
