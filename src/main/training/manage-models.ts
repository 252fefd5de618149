/** Lists, chooses and deletes models. */

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { ModelId } from '../../shared/ids.ts';
import type { Model } from '../../shared/model.ts';
import { say } from '../../shared/sentences/say.ts';
import { labelNameKey } from '../database/label-name.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Library } from '../library/library.ts';
import { tunedKey } from '../library/network-in-use.ts';

/** The model that scores and tags now. Throws AppError 'not-found' when nothing was trained yet. */
export function activeModel(library: Library): Model {
  const model = library.models.active();
  if (model === null) throw new AppError('not-found', say('models.noneYet'));
  return model;
}

/** Where a label stands among the model's outputs. Throws AppError 'not-found' for one it does not know. */
export function labelPositionOf({ labels }: Model, name: string): number {
  const key = labelNameKey(name);
  const position = labels.findIndex((label) => labelNameKey(label) === key);
  if (position < 0) throw new AppError('not-found', say('models.unknownLabel', { name, known: labels }));
  return position;
}

/** Folder with the model's files, absolute. */
export function modelFolderOf(library: Library, modelId: ModelId): string {
  return join(library.paths.modelsFolder, library.models.folderOf(modelId));
}

/**
 * Deletes a model with its files and the embeddings of its fine-tuned backbone. Tags it has given stay; they know its number and score.
 *
 * Throws AppError 'not-found', or 'conflict' for the active one, because the library would be left without.
 */
export async function deleteModel(library: Library, modelId: ModelId): Promise<void> {
  const model = library.models.get(modelId);
  if (model.isActive && library.models.list().length > 1)
    throw new AppError('conflict', say('models.isActive', { id: modelId }));
  const folder = modelFolderOf(library, modelId);
  inTransaction(library.database, () => {
    library.models.remove(modelId);
    library.embeddings.removeAll(tunedKey(folder));
  });
  await rm(folder, { recursive: true, force: true });
}
