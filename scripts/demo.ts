/**
 * `npm run demo`: the main job in a terminal, from photos to report.
 * `npm run demo -- --photos DIR --labels labels.csv` runs it on a person's own photos.
 */

import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgressLine } from '../src/cli/progress.ts';
import { createApp } from '../src/main/app.ts';
import { createLocalEngine } from '../src/main/engine/local-engine.ts';
import { runMainJob } from '../src/main/samples/run-main-job.ts';
import { runSampleJob } from '../src/main/samples/sample-job.ts';
import { AppError } from '../src/shared/errors.ts';
import type { MainJobReport } from '../src/shared/main-job-report.ts';
import { verbatim } from '../src/shared/sentences/sentence.ts';
import { resolveTrainingSettings } from '../src/shared/training-settings.ts';
import { formatMainJobReport } from './format-main-job-report.ts';

const help = `npm run demo [-- OPTIONS]

Draws sample photos, takes the labels of a third of them as known, learns from those, tunes a threshold per label,
tags the rest, and compares with the truth.

  --photos DIR    your own photos instead
  --labels FILE   with --photos: a CSV with the header file,labels (labels separated by |)
  --tagged SHARE  the part that counts as tagged, 0..1 (default 0.33)
  --count N       sample photos to draw (default 1000)
  --seed N        another sample set, another split (default 1)
  --out DIR       where the library and the sample photos go (default tagwright-demo)
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      photos: { type: 'string' },
      labels: { type: 'string' },
      tagged: { type: 'string', default: String(1 / 3) },
      count: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: 'tagwright-demo' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  if ((values.photos === undefined) !== (values.labels === undefined))
    throw new AppError('invalid-input', verbatim('--photos and --labels belong together.'));
  const settings = resolveTrainingSettings({ seed: wholeNumber('--seed', values.seed) });
  const count = wholeNumber('--count', values.count);
  const taggedShare = Number(values.tagged);
  if (!(taggedShare > 0 && taggedShare < 1))
    throw new AppError(
      'invalid-input',
      verbatim(`--tagged: expected a number between 0 and 1, got ${values.tagged}.`),
    );

  const out = resolve(values.out);
  const own = values.photos === undefined ? null : resolve(values.photos);
  if (own !== null && !existsSync(own))
    throw new AppError('not-found', verbatim(`There is no folder ${own}.`));
  const name = own === null ? 'Sample photos' : basename(own);
  const progress = createProgressLine(process.stderr);
  const engine = createLocalEngine();
  const app = createApp({
    folder: join(out, `${name}.tagwright`),
    engine,
    onJobChange: (job) => progress.show(job.progress, job),
  });
  app.jobs.register('sample', {
    parseInput: () => undefined,
    run: (_, context): Promise<MainJobReport> =>
      own === null
        ? runSampleJob(app, { photosFolder: join(out, 'photos'), count, settings }, context)
        : runMainJob(
            app,
            {
              photosFolder: own,
              labelsFile: resolve(values.labels!),
              taggedShare,
              settings,
              drawSeconds: 0,
            },
            context,
          ),
  });
  const started = app.jobs.start('sample', name, null);
  process.once('SIGINT', () => app.jobs.cancel(started.id));
  try {
    const job = await started.finished;
    progress.clear();
    for (const problem of app.problemsOf(job.id).slice(0, 20)) console.error(problem.message.english);
    if (job.failure) throw new AppError(job.failure.code, job.failure.message);
    if (job.state !== 'done') throw new AppError('cancelled', verbatim('The demo was cancelled.'));
    console.log(formatMainJobReport(job.result as MainJobReport));
    return job.problemCount > 0 ? 3 : 0;
  } finally {
    await app.close();
    await engine.close();
  }
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new AppError('invalid-input', verbatim(`${option}: expected a whole number above 0, got ${text}.`));
}

try {
  process.exitCode = await main();
} catch (error) {
  if (
    !(error instanceof AppError) &&
    (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') !== true
  )
    throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
