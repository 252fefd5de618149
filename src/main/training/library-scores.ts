/** The active model's scores of all photos, one column per label, read once and kept while they stay the same. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ModelId } from '../../shared/ids.ts';
import type { Library } from '../library/library.ts';

export interface ScoreColumns {
  modelId: ModelId;
  /** N */
  photoIds: Int32Array;
  /** by position in the model; N scores in the order of photoIds */
  columns: Float32Array[];
}

/** Photos per read: between two reads main answers other requests. */
const CHUNK = 4000;

/** Makes the reader of one library. */
export function createScoreReader(library: Library): (modelId: ModelId) => Promise<ScoreColumns> {
  let kept: { key: string; columns: Promise<ScoreColumns> } | null = null;
  return (modelId) => {
    // The count tells of scores that went with an edited photo, the revision of those that came instead.
    const key = `${modelId} ${library.scores.count(modelId)} ${library.scores.revision()}`;
    if (kept?.key === key) return kept.columns;
    const columns = readColumns(library, modelId);
    kept = { key, columns };
    columns.catch(() => {
      if (kept?.columns === columns) kept = null;
    });
    return columns;
  };
}

async function readColumns(library: Library, modelId: ModelId): Promise<ScoreColumns> {
  const { scores, models } = library;
  const width = models.labelIdsOf(modelId).length;
  if (width === 0) return { modelId, photoIds: new Int32Array(0), columns: [] };
  const { photoIds, scores: first } = scores.forLabel(modelId, 0);
  const columns = [first, ...Array.from({ length: width - 1 }, () => new Float32Array(photoIds.length))];
  for (let start = 0; width > 1 && start < photoIds.length; start += CHUNK) {
    await nextTurn();
    const wanted = Array.from(photoIds.subarray(start, start + CHUNK), (id) => id as never);
    const { probabilities, labelCount } = scores.matrix(modelId, wanted);
    const rows = labelCount === 0 ? 0 : probabilities.length / labelCount;
    for (let row = 0; row < rows; row++)
      for (let position = 1; position < width; position++)
        columns[position]![start + row] = probabilities[row * labelCount + position]!;
  }
  return { modelId, photoIds, columns };
}
