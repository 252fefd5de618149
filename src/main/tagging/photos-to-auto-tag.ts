/** Which photos an auto-tag run looks at. */

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PhotoId } from '../../shared/ids.ts';
import { say } from '../../shared/sentences/say.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { importPhotos } from '../library/import-photos.ts';
import type { Library } from '../library/library.ts';
import type { AutoTagInput } from './auto-tag-input.ts';

/**
 * The photos that take part, by id, without those marked fully tagged. New photos at the paths are imported first, but
 * not for a dry run; chosen photos that the library has forgotten since are told as problems.
 *
 * others  photos that take part although none of their known files lies at the paths
 * Throws what importPhotos throws, and for a path that is not there.
 */
export async function photosToAutoTag(
  library: Library,
  input: AutoTagInput,
  others: PhotoId[],
  context: JobContext,
): Promise<PhotoId[]> {
  if (input.paths.length > 0 && !input.isDryRun)
    await importPhotos(library, { paths: input.paths, labelsFile: null }, context);
  const fullyTagged = new Set(library.photos.idsFullyTagged());
  return namedPhotos(library, input, others, context).filter((photoId) => !fullyTagged.has(photoId));
}

function namedPhotos(
  library: Library,
  { paths, photos }: AutoTagInput,
  others: PhotoId[],
  context: JobContext,
): PhotoId[] {
  if (photos) return stillThere(library, photos.photoIds, context);
  if (paths.length === 0) return library.photos.allIds();
  return inOrder([...idsAt(library, paths), ...others]);
}

function stillThere(library: Library, chosen: PhotoId[], context: JobContext): PhotoId[] {
  const known = new Set(library.photos.allIds());
  return inOrder(chosen).filter((photoId) => {
    if (known.has(photoId)) return true;
    context.problem({
      subject: `photo ${photoId}`,
      code: 'not-found',
      message: say('tagging.chosenPhotoGone', { id: photoId }),
      isWarning: false,
    });
    return false;
  });
}

function idsAt(library: Library, paths: string[]): PhotoId[] {
  return paths
    .map((each) => resolve(each))
    .flatMap((path) =>
      statSync(path).isDirectory()
        ? library.photos.idsUnderFolder(path)
        : [...library.photos.idsByPaths([path]).values()],
    );
}

const inOrder = (photoIds: PhotoId[]): PhotoId[] => [...new Set(photoIds)].sort((a, b) => a - b);
