/** Predictions for photos that the predicting head has not seen, so that training photos can tune thresholds too. */

import type { TrainingSettings } from '../../shared/model.ts';
import { fitHead } from './fit.ts';
import { predictProbabilities } from './predict.ts';
import type { TensorFlowCore } from './tensorflow-backend.ts';

export interface CrossValidationData {
  /** photos×width row-major */
  embeddings: Float32Array;
  width: number;
  /** photos×labelCount row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  labelCount: number;
  /** indexes of the photos that take part */
  photos: Int32Array;
  /** per photo that takes part: the fold it is held out in, 0 .. foldCount − 1; folds may be empty */
  folds: Int8Array;
  foldCount: number;
}

/**
 * Trains one head per fold on the photos of the other folds, and predicts the fold with it.
 *
 * epochs   how long each head is trained: what the main fit found best
 * onFold   told after every fold, with the number of folds done
 * returns  photos.length×labelCount row-major, 0..1, in the order of data.photos; NaN in the rows of a fold that
 *          had nothing to learn from, because all photos lie in it
 * throws   what the signal was aborted with
 */
export async function crossValidate(
  tf: TensorFlowCore,
  data: CrossValidationData,
  settings: TrainingSettings,
  options: { signal: AbortSignal; epochs: number; onFold?: (done: number) => void },
): Promise<Float32Array> {
  const { embeddings, width, labelCount, photos, folds, foldCount } = data;
  const probabilities = new Float32Array(photos.length * labelCount).fill(NaN);
  for (let fold = 0; fold < foldCount; fold++) {
    const training = photos.filter((_, place) => folds[place] !== fold);
    const places = folds.reduce<number[]>((held, own, place) => (own === fold && held.push(place), held), []);
    if (training.length > 0 && places.length > 0) {
      const fit = { ...data, training, validation: new Int32Array(0) };
      const { head } = await fitHead(tf, fit, settings, { signal: options.signal, epochs: options.epochs });
      const held = new Float32Array(places.length * width);
      for (const [row, place] of places.entries()) {
        const start = photos[place]! * width;
        held.set(embeddings.subarray(start, start + width), row * width);
      }
      const predicted = await predictProbabilities(head, held);
      for (const [row, place] of places.entries())
        probabilities.set(predicted.subarray(row * labelCount, (row + 1) * labelCount), place * labelCount);
    }
    options.onFold?.(fold + 1);
  }
  return probabilities;
}
