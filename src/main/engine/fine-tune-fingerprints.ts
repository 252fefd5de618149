/** What an interrupted fine-tuning may go on from: words that are equal when it would see and learn the same. */

import { createHash } from 'node:crypto';
import type { TrainingSettings } from '../../shared/model.ts';
import type { Recipe } from '../ml/fine-tune/recipe.ts';
import type { TrainingData } from '../ml/train-model.ts';

/**
 * Of what the frozen part gives for the photos.
 *
 * weightsSha256  of the backbone
 * after          the layer whose outputs they are
 * contentHashes  of the photos, in their order
 * returns        sha256, 64 hex digits
 */
export function fingerprintOfOutputs(of: {
  weightsSha256: string;
  after: string;
  views: readonly number[];
  contentHashes: readonly string[];
}): string {
  const { weightsSha256, after, views, contentHashes } = of;
  return createHash('sha256')
    .update(JSON.stringify([weightsSha256, after, views, contentHashes]))
    .digest('hex');
}

/**
 * Of all that a fine-tuning depends on.
 *
 * outputs  of what it is shown; see fingerprintOfOutputs
 * unseen   photos that could not be read
 * returns  sha256, 64 hex digits
 */
export function fingerprintOfTuning(of: {
  outputs: string;
  settings: TrainingSettings;
  recipe: Recipe;
  data: Pick<TrainingData, 'labels' | 'targets' | 'splits' | 'groups'>;
  unseen: Iterable<number>;
}): string {
  const { outputs, settings, recipe, data, unseen } = of;
  const { labels, targets, splits, groups } = data;
  return createHash('sha256')
    .update(JSON.stringify([outputs, settings, recipe, labels, [...unseen].sort((a, b) => a - b)]))
    .update(targets)
    .update(splits)
    .update(new Uint8Array(groups.buffer, groups.byteOffset, groups.byteLength))
    .digest('hex');
}
