/** Brings files and folders into the library: what is new or changed is read, everything else is left alone. */

import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { JobProblem } from '../../shared/job.ts';
import type { EmbeddingKey } from '../../shared/model.ts';
import { say } from '../../shared/sentences/say.ts';
import { inTransaction } from '../database/transaction.ts';
import type { FileToRead, PhotoReading } from '../engine/engine.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { applyLabelsCsv, type LabelsReport } from './apply-labels-csv.ts';
import { readLabelsCsv, type LabelsCsv } from './labels-csv.ts';
import type { Library } from './library.ts';
import { networkInUse } from './network-in-use.ts';
import { readRobustly } from './read-robustly.ts';
import { scanFolder } from './scan-folder.ts';
import { storeReading, type StoredAs } from './store-reading.ts';
import { thumbnailPath } from './thumbnail-path.ts';

export interface ImportInput {
  /** files and folders; may be empty when labelsFile names the photos */
  paths: string[];
  /** a labels CSV, or null */
  labelsFile: string | null;
  /** true: files that could not be read are read again, though they have not changed */
  triesProblemsAgain?: boolean;
}

export interface ImportReport {
  found: number;
  added: number;
  changed: number;
  moved: number;
  /** files whose content the library already had */
  duplicates: number;
  unchanged: number;
  /** files known before that are not there any more */
  missing: number;
  problems: number;
  warnings: number;
  labels: LabelsReport | null;
}

/** Problems of these kinds may go away without the file changing, so such files are read again every time. */
const passingProblems = ['no-access', 'not-found', 'engine-stopped', 'internal'];

/**
 * Imports photos, and their labels when a labels CSV is given.
 *
 * One bad file never stops it: it is told to context.problem and kept in the library's list of problems.
 * Interrupted, it is simply run again: files that were stored are found unchanged.
 * Throws AppError 'not-found' for a path that is not there, 'invalid-input' for a labels CSV without its header.
 */
export async function importPhotos(
  library: Library,
  input: ImportInput,
  context: JobContext,
): Promise<ImportReport> {
  const network = networkInUse(library);
  refuseAbsent(input);
  const labelsCsv = input.labelsFile === null ? null : await readLabelsCsv(resolve(input.labelsFile));
  const paths = pathsToImport(input, labelsCsv);

  const plan = await planImport(library, paths, network.key, input.triesProblemsAgain === true, context);
  const counts: Record<StoredAs, number> = {
    added: 0,
    changed: 0,
    moved: 0,
    duplicate: 0,
    refreshed: 0,
    problem: 0,
  };
  let warnings = 0;
  const takeReadings = (readings: PhotoReading[]): void => {
    inTransaction(library.database, () => {
      for (const reading of readings) counts[storeReading(library, reading, network)]++;
    });
    for (const problem of readings.flatMap(problemsOf)) {
      if (problem.isWarning) warnings++;
      context.problem(problem);
    }
  };
  const options = { ...network, thumbnailsFolder: library.paths.thumbnailsFolder };
  await readRobustly(library.engine, plan.filesToRead, options, context, takeReadings);
  const missing = markMissingFiles(library, paths, plan.seen);
  const labels = labelsCsv === null ? null : applyLabelsCsv(library, labelsCsv, context);

  return {
    found: plan.seen.size,
    added: counts.added,
    changed: counts.changed,
    moved: counts.moved,
    duplicates: counts.duplicate,
    unchanged: plan.unchanged + counts.refreshed,
    missing,
    problems: counts.problem + plan.problems,
    warnings,
    labels,
  };
}

/**
 * Looks whether what shall be imported is there, before a library is made for it.
 *
 * Throws AppError 'not-found', or 'invalid-input' for a folder in place of the CSV.
 */
export function refuseAbsent({ paths, labelsFile }: Pick<ImportInput, 'paths' | 'labelsFile'>): void {
  const absent = paths.map((path) => resolve(path)).find((path) => !existsSync(path));
  if (absent !== undefined) throw new AppError('not-found', say('library.nothingAt', { path: absent }));
  if (labelsFile === null) return;
  const path = resolve(labelsFile);
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new AppError('not-found', say('labelsCsv.notThere', { path }));
  if (status.isDirectory()) throw new AppError('invalid-input', say('labelsCsv.isFolder', { path }));
}

function pathsToImport(input: ImportInput, labelsCsv: LabelsCsv | null): string[] {
  const paths = input.paths.map((path) => resolve(path));
  if (paths.length > 0) return paths;
  if (labelsCsv === null) throw new AppError('invalid-input', say('library.importNothing'));
  return labelsCsv.rows.map((row) => row.file);
}

interface ImportPlan {
  filesToRead: FileToRead[];
  /** every file that was found, absolute paths */
  seen: Set<string>;
  unchanged: number;
  problems: number;
}

async function planImport(
  library: Library,
  paths: string[],
  key: EmbeddingKey,
  triesProblemsAgain: boolean,
  context: JobContext,
): Promise<ImportPlan> {
  const plan: ImportPlan = { filesToRead: [], seen: new Set(), unchanged: 0, problems: 0 };
  const problemsBefore = new Map(library.photos.listProblems().map((problem) => [problem.path, problem]));
  for await (const found of scanFolder(paths, { signal: context.signal })) {
    if ('problem' in found) {
      plan.problems++;
      context.problem(found.problem);
      continue;
    }
    const { path, sizeBytes } = found;
    const modifiedAt = Math.trunc(found.modifiedAt);
    if (plan.seen.has(path)) continue;
    plan.seen.add(path);
    context.report({ done: plan.seen.size, total: null, note: say('notes.lookingForPhotos') });
    const problem = problemsBefore.get(path);
    if (
      !triesProblemsAgain &&
      problem?.sizeBytes === sizeBytes &&
      problem.modifiedAt === modifiedAt &&
      !passingProblems.includes(problem.code)
    ) {
      plan.problems++;
      context.problem({
        subject: path,
        code: problem.code,
        message: problem.message,
        isWarning: false,
      });
      continue;
    }
    const known = library.photos.findFile(path);
    const isUnchanged =
      known !== null &&
      !known.isMissing &&
      known.sizeBytes === sizeBytes &&
      known.modifiedAt === modifiedAt &&
      isComplete(library, known.photoId, key);
    if (isUnchanged) plan.unchanged++;
    else plan.filesToRead.push({ path, knownHashes: knownHashes(library, sizeBytes, key) });
  }
  return plan;
}

/** Both things that decoding gives are there; thumbnails are not when the library comes from a backup. */
function isComplete(library: Library, photoId: PhotoId, key: EmbeddingKey): boolean {
  const [photo] = library.photos.get([photoId]);
  return (
    photo !== undefined &&
    library.embeddings.has(photoId, key) &&
    existsSync(thumbnailPath(library.paths, photo.contentHash))
  );
}

/** Contents of this size that need no decoding. */
function knownHashes(library: Library, sizeBytes: number, key: EmbeddingKey): string[] {
  return library.photos.hashesOfSize(sizeBytes).filter((hash) => {
    const photoId = library.photos.findByHash(hash);
    return photoId !== null && isComplete(library, photoId, key);
  });
}

function problemsOf(reading: PhotoReading): JobProblem[] {
  if (reading.kind === 'problem')
    return [{ subject: reading.path, code: reading.code, message: reading.message, isWarning: false }];
  if (reading.kind === 'photo' && reading.warning !== null)
    return [
      {
        subject: reading.path,
        code: 'unreadable-photo',
        message: reading.warning,
        isWarning: true,
      },
    ];
  return [];
}

/** Files the library knew under the imported folders, and that are gone. Their labels stay. */
function markMissingFiles(library: Library, paths: string[], seen: Set<string>): number {
  const gone: string[] = [];
  for (const folder of paths.filter(isFolder))
    for (const { path, isMissing } of library.photos.filesUnder(folder))
      if (!isMissing && !seen.has(path) && !existsSync(path)) gone.push(path);
  library.photos.setMissing(gone, true);
  return gone.length;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
