/** What the active model thinks of files that the library does not have yet: for a dry run, which imports nothing. */

import { resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import type { Library } from '../library/library.ts';
import { scanFolder } from '../library/scan-folder.ts';
import { predictFiles, type FilePrediction } from './predict-files.ts';

export interface NewFiles {
  /** contents the library does not have, each once */
  photos: FilePrediction[];
  /** photos of the library of which a copy lies among the new files */
  knownContents: PhotoId[];
}

/**
 * Reads the files at and below the paths whose names the library does not know. Those that cannot be read are told as
 * problems; nothing is stored. A file that was changed since its import counts as known.
 *
 * Throws AppError 'not-found' for a path that is not there, 'cancelled'.
 */
export async function predictNewFiles(
  library: Library,
  paths: string[],
  context: JobContext,
): Promise<NewFiles> {
  const files = await findNewFiles(
    library,
    paths.map((path) => resolve(path)),
    context,
  );
  const photos = new Map<string, FilePrediction>();
  const knownContents = new Set<PhotoId>();
  await predictFiles(library, files, context, (prediction) => {
    const { file, contentHash, failure } = prediction;
    if (failure !== null) context.problem({ subject: file, ...failure, isWarning: false });
    if (contentHash === null) return;
    const known = library.photos.findByHash(contentHash);
    if (known !== null) knownContents.add(known);
    else if (!photos.has(contentHash)) photos.set(contentHash, prediction);
  });
  return { photos: [...photos.values()], knownContents: [...knownContents] };
}

async function findNewFiles(library: Library, paths: string[], context: JobContext): Promise<string[]> {
  const files = new Set<string>();
  for await (const found of scanFolder(paths, { signal: context.signal })) {
    if ('problem' in found) {
      // A path that was named and is not there is a mistake in the question, not one file in trouble.
      if (paths.includes(found.problem.subject))
        throw new AppError(found.problem.code, found.problem.message);
      context.problem(found.problem);
    } else if (library.photos.findFile(found.path) === null) files.add(found.path);
  }
  return [...files];
}
