/** Is everything there that the library says is there, and undamaged? Each finding says what to do. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { toFailure } from '../../shared/errors.ts';
import type { PhotoId } from '../../shared/ids.ts';
import { say } from '../../shared/sentences/say.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';
import { checkDatabase } from '../database/check.ts';
import type { TaskContext } from '../task-context.ts';
import { networkInUse, networkOf } from './network-in-use.ts';
import type { Library } from './library.ts';
import { thumbnailPath } from './thumbnail-path.ts';

export interface CheckReport {
  photos: number;
  files: number;
  models: number;
  findings: CheckFinding[];
}

export interface CheckFinding {
  kind: 'database' | 'model' | 'photo' | 'thumbnail' | 'embedding';
  /** how many files, photos or models are meant */
  count: number;
  /** what is wrong and what to do */
  message: Sentence;
  /** the first few, absolute paths */
  examples: string[];
}

const MOST_EXAMPLES = 5;
const PHOTOS_AT_ONCE = 500;

/**
 * Checks the database (structure and references), the models (every file and checksum), and whether photos,
 * thumbnails and embeddings are there. Nothing is changed.
 *
 * Throws AppError 'cancelled'.
 */
export async function checkLibrary(library: Library, context: TaskContext): Promise<CheckReport> {
  context.report({ done: 0, total: null, note: say('notes.checkingDatabase') });
  await nextTurn();
  const findings: CheckFinding[] = checkDatabase(library.database).map((finding) => ({
    kind: 'database',
    count: 1,
    message: say('library.checkFound', { finding }),
    examples: [library.paths.databaseFile],
  }));
  findings.push(...(await checkModels(library, context)));
  const { photos, files } = library.photos.counts();
  const { missingPhotos, missingThumbnails } = await checkFiles(library, context);
  findings.push(...findingOf('photo', missingPhotos, 'library.checkPhotosGone'));
  findings.push(...findingOf('thumbnail', missingThumbnails, 'library.checkThumbnailsGone'));
  const lacking = library.photos.idsWithoutEmbedding(networkInUse(library).key).map(({ path }) => path);
  findings.push(...findingOf('embedding', lacking, 'library.checkNotEmbedded'));
  return { photos, files, models: library.models.list().length, findings };
}

/**
 * Scoring nothing reads a model's files whole, with their checksums; embedding nothing does so with a fine-tuned
 * backbone, and finds out whether it fits the one it was tuned from.
 */
async function checkModels(library: Library, { signal }: TaskContext): Promise<CheckFinding[]> {
  const findings: CheckFinding[] = [];
  const context: TaskContext = { signal, report: () => {} };
  for (const model of library.models.list()) {
    const { id } = model;
    const modelFolder = join(library.paths.modelsFolder, library.models.folderOf(id));
    const { backbone, tunedFolder } = networkOf(library, model);
    try {
      await library.engine.score(
        { modelFolder, photos: { kind: 'given', embeddings: new Uint16Array(0) } },
        context,
        () => {},
      );
      if (tunedFolder)
        await library.engine.readPhotos(
          { files: [], thumbnailsFolder: null, backbone, tunedFolder },
          context,
          () => {},
        );
    } catch (error) {
      signal.throwIfAborted();
      const message = say('library.checkModel', { id, finding: toFailure(error).message });
      findings.push({ kind: 'model', count: 1, message, examples: [modelFolder] });
    }
  }
  return findings;
}

async function checkFiles(
  library: Library,
  context: TaskContext,
): Promise<{ missingPhotos: string[]; missingThumbnails: string[] }> {
  const ids: PhotoId[] = library.photos.allIds();
  const missingPhotos: string[] = [];
  const missingThumbnails: string[] = [];
  for (let start = 0; start < ids.length; start += PHOTOS_AT_ONCE) {
    context.signal.throwIfAborted();
    for (const photo of library.photos.get(ids.slice(start, start + PHOTOS_AT_ONCE))) {
      // A copy that is gone is no loss while another one is there.
      if (!photo.files.some((file) => existsSync(file))) missingPhotos.push(photo.files[0]!);
      else if (!existsSync(thumbnailPath(library.paths, photo.contentHash)))
        missingThumbnails.push(photo.files[0]!);
    }
    const done = Math.min(ids.length, start + PHOTOS_AT_ONCE);
    context.report({ done, total: ids.length, note: say('notes.lookingForFiles') });
    await nextTurn();
  }
  return { missingPhotos, missingThumbnails };
}

function findingOf(
  kind: CheckFinding['kind'],
  subjects: string[],
  key: 'library.checkPhotosGone' | 'library.checkThumbnailsGone' | 'library.checkNotEmbedded',
): CheckFinding[] {
  if (subjects.length === 0) return [];
  const examples = subjects.slice(0, MOST_EXAMPLES);
  return [{ kind, count: subjects.length, message: say(key, { photos: subjects.length }), examples }];
}
