/** What the engine says of itself: shown by `tagwright doctor` and in the window. */

import type { NetworkId, TrainingBackend } from './model.ts';
import type { PhotoFormat } from './photo.ts';
import type { Sentence } from './sentences/sentence.ts';

export interface EngineDescription {
  node: string;
  trainingBackend: TrainingBackend;
  /** why this one: "libtensorflow 2.9.1" or "tfjs-node could not be loaded: …" */
  trainingBackendReason: Sentence;
  embeddingBackend: string;
  embeddingThreads: number;
  backbones: { id: NetworkId; title: string; embeddingWidth: number; sizeBytes: number }[];
  formats: PhotoFormat[];
}
