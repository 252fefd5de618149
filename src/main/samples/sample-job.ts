/** "Try it with sample photos": draws the sample set, then runs the main job on it. */

import { join } from 'node:path';
import type { MainJobReport } from '../../shared/main-job-report.ts';
import type { EpochRecord, TrainingSettings } from '../../shared/model.ts';
import type { App } from '../app.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { runMainJob } from './run-main-job.ts';

export interface SampleJobInput {
  /** where the photos are drawn to */
  photosFolder: string;
  count: number;
  settings: TrainingSettings;
}

/** A third of the photos is tagged: a few hundred of the usual thousand, as the product promises. */
const TAGGED_SHARE = 1 / 3;

/**
 * Draws what is not drawn yet and runs the main job; interrupted, it goes on where it was.
 *
 * Throws AppError 'no-access' or 'disk-full' when photos cannot be written, 'cancelled'.
 */
export async function runSampleJob(
  app: App,
  input: SampleJobInput,
  context: JobContext,
  onEpoch: (epoch: EpochRecord) => void = () => {},
): Promise<MainJobReport> {
  const started = performance.now();
  await app.library.engine.drawSamples(
    { folder: input.photosFolder, count: input.count, seed: input.settings.seed },
    context,
  );
  return runMainJob(
    app,
    {
      photosFolder: input.photosFolder,
      labelsFile: join(input.photosFolder, 'labels.csv'),
      taggedShare: TAGGED_SHARE,
      settings: input.settings,
      drawSeconds: (performance.now() - started) / 1000,
    },
    context,
    onEpoch,
  );
}
