import { createAnnotationStore } from './annotation-store.ts';
import { createEmbeddingStore } from './embedding-store.ts';
import { createJobStore } from './job-store.ts';
import { createLabelStore } from './label-store.ts';
import type { LibraryDatabase } from './library-database.ts';
import { createModelStore } from './model-store.ts';
import { createPhotoStore } from './photo-store.ts';
import { createRunStore } from './run-store.ts';
import { createSettingStore } from './setting-store.ts';

/** Every store of one open library. */
export function createStores(db: LibraryDatabase) {
  return {
    photos: createPhotoStore(db),
    embeddings: createEmbeddingStore(db),
    labels: createLabelStore(db),
    annotations: createAnnotationStore(db),
    models: createModelStore(db),
    runs: createRunStore(db),
    jobs: createJobStore(db),
    settings: createSettingStore(db),
  };
}

export type Stores = ReturnType<typeof createStores>;
