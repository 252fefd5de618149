/** Training and scoring without mathematics: a photo's first byte decides. For tests of what surrounds the learning. */

import type { Engine } from '../../src/main/engine/engine.ts';
import { fromFloat16 } from '../../src/main/ml/float16.ts';
import { readEmbeddings } from '../../src/main/engine/stored-embeddings.ts';
import { TRAIN, UNASSIGNED, VALIDATION } from '../../src/shared/photo.ts';
import type { LabelThreshold } from '../../src/shared/threshold.ts';
import { EMBEDDING_WIDTH } from './hashing-engine.ts';

export function threshold(label: string, apply = 0.5, suggest = 0.25): LabelThreshold {
  return {
    label,
    apply,
    suggest,
    source: 'tuned',
    objective: { kind: 'f1' },
    operatingPoint: null,
    note: null,
  };
}

/** The score of every label: the digit that the file begins with, as tenths. "7…" scores 0.7. */
function scoreOf(firstByte: number): number {
  return (firstByte - '0'.charCodeAt(0)) / 10;
}

/** Calls for an engine: training succeeds at once, every third photo validates. */
export function scriptedLearning(labels: string[]): Pick<Engine, 'train' | 'score'> {
  return {
    train: (request) =>
      Promise.resolve({
        splits: request.splits.map((split, row) =>
          split === UNASSIGNED ? (row % 3 === 2 ? VALIDATION : TRAIN) : split,
        ),
        backend: 'wasm',
        epochs: [],
        bestEpoch: 1,
        thresholds: request.labels.map((label) => threshold(label)),
        validation: null,
        unreadable: [],
      }),
    async score(request, context, onScores) {
      const { photos } = request;
      const batchSize = request.batchSize ?? 1000;
      const ids =
        photos.kind === 'stored'
          ? photos.photoIds
          : Array.from({ length: photos.embeddings.length / EMBEDDING_WIDTH }, (_, row) => row);
      for (let start = 0; start < ids.length; start += batchSize) {
        context.signal.throwIfAborted();
        const photoIds = ids.slice(start, start + batchSize);
        const embeddings =
          photos.kind === 'stored'
            ? readEmbeddings(photos.databaseFile, photoIds, 'mobilenet-v2-1.0').embeddings
            : fromFloat16(photos.embeddings);
        const probabilities = Float32Array.from({ length: photoIds.length * labels.length }, (_, index) =>
          scoreOf(embeddings[Math.floor(index / labels.length) * EMBEDDING_WIDTH]!),
        );
        await onScores({ photoIds, probabilities });
      }
    },
  };
}
