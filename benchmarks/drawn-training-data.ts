/** Tagged photos that exist only as numbers: what a head can be trained on. */

import type { FitData } from '../src/main/ml/fit.ts';
import { createSeededRandom } from '../src/shared/seeded-random.ts';

export const DRAWN_WIDTH = 1280;

/**
 * Draws photos fully tagged by chance. Each label raises some features, as much as a network's do.
 *
 * share    of the photos that have a label, 0..1
 * returns  all photos for training, none for validation
 */
export function drawTrainingData(photos: number, labelCount: number, share: number): FitData {
  const random = createSeededRandom(1);
  const targets = Int8Array.from({ length: photos * labelCount }, () => (random.next() < share ? 1 : 0));
  const embeddings = new Float32Array(photos * DRAWN_WIDTH);
  for (let photo = 0; photo < photos; photo++)
    for (let feature = 0; feature < DRAWN_WIDTH; feature++)
      embeddings[photo * DRAWN_WIDTH + feature] = Math.max(
        0,
        random.normal() + 0.5 * targets[photo * labelCount + (feature % labelCount)]!,
      );
  return {
    embeddings,
    width: DRAWN_WIDTH,
    targets,
    labelCount,
    training: Int32Array.from({ length: photos }, (_, photo) => photo),
    validation: new Int32Array(0),
  };
}
