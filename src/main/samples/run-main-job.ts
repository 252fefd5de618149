/** The main job, whole: import, learn from the tagged part, tune, auto-tag the rest, compare with the truth. */

import { join } from 'node:path';
import type { PhotoId } from '../../shared/ids.ts';
import { ABSENT, PRESENT } from '../../shared/label.ts';
import type { MainJobReport } from '../../shared/main-job-report.ts';
import { evaluate } from '../../shared/metrics/evaluate.ts';
import type { EpochRecord, Model, TrainingSettings } from '../../shared/model.ts';
import { createSeededRandom } from '../../shared/seeded-random.ts';
import type { App } from '../app.ts';
import { labelNameKey } from '../database/label-name.ts';
import { inTransaction } from '../database/transaction.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { applyLabelsCsv } from '../library/apply-labels-csv.ts';
import { importPhotos } from '../library/import-photos.ts';
import { readLabelsCsv, type LabelsCsv, type LabelsCsvRow } from '../library/labels-csv.ts';
import type { Library } from '../library/library.ts';
import { autoTag } from '../tagging/auto-tag.ts';
import { modelFolderOf } from '../training/manage-models.ts';
import { trainNewModel } from '../training/train-model.ts';

export interface MainJobInput {
  photosFolder: string;
  /** the truth; a part of it is given to the model, the rest is only compared with */
  labelsFile: string;
  /** 0..1; the part that counts as tagged, when the file gives no split. With a split, all but "test" is tagged. */
  taggedShare: number;
  settings: TrainingSettings;
  /** seconds that drawing took; 0 for a person's own photos */
  drawSeconds: number;
}

/** Frames closer in time than this belong to one burst, and a burst is not torn apart. */
const BURST_GAP_MS = 10_000;

/**
 * Runs the main job in an open library made for it: labels that an earlier run gave to the photos of the rest are taken
 * back.
 *
 * returns  the report; everything in it is measured on the photos that the model tagged by itself
 * Throws AppError 'not-enough-data', 'not-found', 'invalid-input', 'cancelled'.
 */
export async function runMainJob(
  app: App,
  input: MainJobInput,
  context: JobContext,
  onEpoch: (epoch: EpochRecord) => void = () => {},
): Promise<MainJobReport> {
  const { library } = app;
  const csv = await readLabelsCsv(input.labelsFile);
  const watch = stopwatch();
  const imported = await importPhotos(library, { paths: [input.photosFolder], labelsFile: null }, context);
  const { tagged, rest } = chooseTagged(library, csv, input);
  forgetLabels(library, rest);
  applyLabelsCsv(
    library,
    { ...csv, rows: tagged.map((row) => ({ ...row, split: trainSplit(row) })) },
    context,
  );
  const importSeconds = watch();

  const model = await trainNewModel(library, input.settings, context, onEpoch);
  const trainSeconds = watch();

  const predictionsFile = join(library.paths.folder, 'auto-tagged.csv');
  await autoTag(
    library,
    {
      paths: [input.photosFolder],
      write: 'csv',
      csvFile: predictionsFile,
      isDryRun: false,
    },
    context,
  );
  const autoTagSeconds = watch();

  const measured = await compareWithTruth(library, model, rest, context);
  return {
    libraryFolder: library.paths.folder,
    photosFolder: input.photosFolder,
    predictionsFile,
    photos: imported.found,
    taggedPhotos: model.photoCounts.train + model.photoCounts.validation,
    problems: imported.problems,
    backbone: model.settings.backbone,
    trainingBackend: model.backend,
    seconds: {
      draw: input.drawSeconds,
      import: importSeconds,
      train: trainSeconds,
      autoTag: autoTagSeconds,
    },
    ...measured,
  };
}

/** Seconds since the last call, or since it was made. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const seconds = (performance.now() - last) / 1000;
    last = performance.now();
    return seconds;
  };
}

/** "test" rows are never among the tagged ones. */
function trainSplit(row: LabelsCsvRow): LabelsCsvRow['split'] {
  return row.split === 'test' ? null : row.split;
}

function chooseTagged(
  library: Library,
  csv: LabelsCsv,
  input: MainJobInput,
): { tagged: LabelsCsvRow[]; rest: LabelsCsvRow[] } {
  if (csv.rows.some((row) => row.split === 'test'))
    return {
      tagged: csv.rows.filter((row) => row.split !== 'test'),
      rest: csv.rows.filter((row) => row.split === 'test'),
    };
  const bursts = burstsOf(library, csv.rows);
  createSeededRandom(input.settings.seed).shuffle(bursts);
  const wanted = Math.round(csv.rows.length * input.taggedShare);
  const tagged: LabelsCsvRow[] = [];
  const rest: LabelsCsvRow[] = [];
  for (const burst of bursts) (tagged.length < wanted ? tagged : rest).push(...burst);
  return { tagged, rest };
}

/** Rows in runs of photos taken right after each other; a photo without a time stands alone. */
function burstsOf(library: Library, rows: LabelsCsvRow[]): LabelsCsvRow[][] {
  const ids = library.photos.idsByPaths(rows.map((row) => row.file));
  const known = rows.filter((row) => ids.has(row.file));
  const keys = library.photos.burstKeys(known.map((row) => ids.get(row.file)!));
  const timed = known.map((row, index) => ({ row, ...keys[index]! }));
  timed.sort(
    (a, b) =>
      compare(a.folder, b.folder) || (a.takenAt ?? 0) - (b.takenAt ?? 0) || compare(a.row.file, b.row.file),
  );
  const bursts: LabelsCsvRow[][] = [];
  let previous: (typeof timed)[number] | undefined;
  for (const current of timed) {
    const isNext =
      previous !== undefined &&
      previous.folder === current.folder &&
      previous.takenAt !== null &&
      current.takenAt !== null &&
      current.takenAt - previous.takenAt <= BURST_GAP_MS;
    if (isNext) bursts.at(-1)!.push(current.row);
    else bursts.push([current.row]);
    previous = current;
  }
  return bursts;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The rest must be unknown to the model, also when an earlier run of the main job tagged other photos. */
function forgetLabels(library: Library, rest: LabelsCsvRow[]): void {
  const photoIds = [...library.photos.idsByPaths(rest.map((row) => row.file)).values()];
  inTransaction(library.database, () => {
    library.annotations.clearImported(photoIds);
    library.photos.setFullyTagged(photoIds, false);
    library.photos.setSplit(photoIds, null);
  });
}

async function compareWithTruth(
  library: Library,
  model: Model,
  rest: LabelsCsvRow[],
  context: JobContext,
): Promise<Pick<MainJobReport, 'autoTaggedPhotos' | 'mAP' | 'tuned' | 'atHalf' | 'labels'>> {
  const ids = library.photos.idsByPaths(rest.map((row) => row.file));
  const truth = new Map<PhotoId, Set<string>>();
  for (const row of rest) {
    const photoId = ids.get(row.file);
    if (photoId !== undefined) truth.set(photoId, new Set(row.labels.map(labelNameKey)));
  }
  const photoIds = [...truth.keys()];
  const labelCount = model.labels.length;
  const probabilities = new Float32Array(photoIds.length * labelCount);
  let row = 0;
  await library.engine.score(
    {
      modelFolder: modelFolderOf(library, model.id),
      photos: { kind: 'stored', databaseFile: library.paths.databaseFile, photoIds },
    },
    context,
    (batch) => {
      probabilities.set(batch.probabilities, row * labelCount);
      row += batch.photoIds.length;
    },
  );
  const keys = model.labels.map(labelNameKey);
  const targets = Int8Array.from(
    photoIds.flatMap((photoId) => keys.map((key) => (truth.get(photoId)!.has(key) ? PRESENT : ABSENT))),
  );
  const evaluation = evaluate({
    labels: model.labels,
    probabilities,
    targets,
    thresholds: model.thresholds,
    bootstrapRounds: 0,
    seed: model.settings.seed,
  });
  return {
    autoTaggedPhotos: photoIds.length,
    mAP: evaluation.mAP,
    tuned: { macroF1: evaluation.macroF1, microF1: evaluation.microF1 },
    atHalf: { macroF1: evaluation.atHalf.macroF1, microF1: evaluation.atHalf.microF1 },
    labels: evaluation.labels.map(
      ({ label, support, averagePrecision, threshold, precision, recall, f1, atHalf }) => ({
        label,
        support,
        averagePrecision,
        threshold,
        tuned: { precision, recall, f1 },
        atHalf,
      }),
    ),
  };
}
