/** One open library: its folder, its stores, and the engine that computes for it. What every feature is given. */

import { createAnnotationStore, type AnnotationStore } from '../database/annotation-store.ts';
import { createConfirmationStore, type ConfirmationStore } from '../database/confirmation-store.ts';
import { createEditStore, type EditStore } from '../database/edit-store.ts';
import { createEmbeddingStore, type EmbeddingStore } from '../database/embedding-store.ts';
import { createJobStore, type JobStore } from '../database/job-store.ts';
import { createLabelStore, type LabelStore } from '../database/label-store.ts';
import { openLibraryDatabase, type LibraryDatabase } from '../database/library-database.ts';
import { createModelStore, type ModelStore } from '../database/model-store.ts';
import { createPhotoStore, type PhotoStore } from '../database/photo-store.ts';
import { createRunStore, type RunStore } from '../database/run-store.ts';
import { createScoreStore, type ScoreStore } from '../database/score-store.ts';
import { createSettingStore, type SettingStore } from '../database/setting-store.ts';
import type { Engine } from '../engine/engine.ts';
import { libraryFolderAt, prepareLibraryFolder, type LibraryFolder } from './library-folder.ts';

export interface Library {
  paths: LibraryFolder;
  database: LibraryDatabase;
  photos: PhotoStore;
  embeddings: EmbeddingStore;
  labels: LabelStore;
  annotations: AnnotationStore;
  confirmations: ConfirmationStore;
  edits: EditStore;
  models: ModelStore;
  runs: RunStore;
  scores: ScoreStore;
  jobs: JobStore;
  settings: SettingStore;
  engine: Engine;
}

/**
 * Opens a library, creating it when it may.
 *
 * folder     NAME.tagwright; the ending is added when missing
 * mayCreate  false: a library that is not there is refused
 * Throws AppError 'not-found', 'no-access', 'damaged', 'newer-library'.
 */
export function openLibrary(folder: string, engine: Engine, mayCreate: boolean): Library {
  const paths = libraryFolderAt(folder);
  prepareLibraryFolder(paths, mayCreate);
  const database = openLibraryDatabase(paths.databaseFile);
  return {
    paths,
    database,
    photos: createPhotoStore(database),
    embeddings: createEmbeddingStore(database),
    labels: createLabelStore(database),
    annotations: createAnnotationStore(database),
    confirmations: createConfirmationStore(database),
    edits: createEditStore(database),
    models: createModelStore(database),
    runs: createRunStore(database),
    scores: createScoreStore(database),
    jobs: createJobStore(database),
    settings: createSettingStore(database),
    engine,
  };
}
