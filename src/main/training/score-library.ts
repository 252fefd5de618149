/** Scores the whole library with the active model, so that suggestions, searches and thresholds always have data. */

import { toFailure } from '../../shared/errors.ts';
import type { ModelId, PhotoId } from '../../shared/ids.ts';
import { say } from '../../shared/sentences/say.ts';
import { inTransaction } from '../database/transaction.ts';
import type { JobContext } from '../jobs/job-runner.ts';
import { ensureEmbeddings } from '../library/embed-photos.ts';
import type { Library } from '../library/library.ts';
import { networkOf } from '../library/network-in-use.ts';
import { modelFolderOf } from './manage-models.ts';

/** Small enough that storing a batch never keeps a keypress waiting. */
const PHOTOS_PER_BATCH = 1024;

export interface ScoringReport {
  /** null without a model; then nothing is scored */
  modelId: ModelId | null;
  /** photos scored now */
  scored: number;
  /** photos without scores all the same: their files are not there or cannot be read */
  left: number;
}

/**
 * Scores every photo that the active model has not scored yet; photos are embedded with its backbone first where they
 * lack that. Scores of the active and of one earlier model are kept, all others forgotten.
 *
 * Interrupted, the same call goes on with what is left.
 * Throws AppError 'not-found' or 'damaged' when the model's files are, 'cancelled'.
 */
export async function scoreLibrary(library: Library, context: JobContext): Promise<ScoringReport> {
  const model = library.models.active();
  if (model === null) return { modelId: null, scored: 0, left: 0 };
  library.scores.keepOnly(modelsToKeep(library, model.id));
  const lacking = library.scores.missing(model.id);
  const network = networkOf(library, model);
  // Photos whose files are gone are not told as problems here: this runs after every import.
  const reachable = new Set(library.photos.idsWithoutEmbedding(network.key).map(({ photoId }) => photoId));
  const wanted = lacking.filter(
    (photoId) => reachable.has(photoId) || library.embeddings.has(photoId, network.key),
  );
  const photoIds = await ensureEmbeddings(library, wanted, network, context);
  if (photoIds.length > 0)
    await library.engine.score(
      {
        modelFolder: modelFolderOf(library, model.id),
        photos: { kind: 'stored', databaseFile: library.paths.databaseFile, photoIds },
        batchSize: PHOTOS_PER_BATCH,
      },
      {
        signal: context.signal,
        report: (progress) => context.report({ ...progress, note: say('notes.scoringPhotos') }),
      },
      (batch) =>
        inTransaction(library.database, () =>
          library.scores.put(model.id, batch.photoIds as PhotoId[], batch.probabilities),
        ),
    );
  return { modelId: model.id, scored: photoIds.length, left: lacking.length - photoIds.length };
}

/**
 * The same as the last step of another job, which is done without it: a scoring that was cancelled or failed is made
 * up for later, and only told as a problem.
 *
 * Throws what is a bug.
 */
export async function scoreAfterwards(library: Library, context: JobContext): Promise<void> {
  try {
    await scoreLibrary(library, context);
  } catch (error) {
    if (context.signal.aborted) return;
    const { code, message } = toFailure(error);
    if (code === 'internal') throw error;
    context.problem({ subject: 'Scoring photos', code, message, isWarning: false });
  }
}

/** True when scoreLibrary would find something to do: the last scoring was broken off. */
export function hasUnscored(library: Library): boolean {
  const model = library.models.active();
  if (model === null) return false;
  const { key } = networkOf(library, model);
  return library.scores.missing(model.id).some((photoId) => library.embeddings.has(photoId, key));
}

/** The active model, and the newest other one that has scores: what a new model is compared with. */
function modelsToKeep(library: Library, active: ModelId): ModelId[] {
  const other = library.models
    .list()
    .find((model) => model.id !== active && library.scores.count(model.id) > 0);
  return other === undefined ? [active] : [active, other.id];
}
