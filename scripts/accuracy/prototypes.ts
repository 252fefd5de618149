/** Prototypes, tried for labels with few positives and left out of the product: likeness to their mean embedding. */

import { measureStandardization, standardizedRows } from '../../src/main/ml/standardize.ts';
import { PRESENT } from '../../src/shared/label.ts';
import type { Trial } from './head-trial.ts';

/**
 * The cosine of each tested photo's standardized embedding with the mean of the positives', both of length 1, brought
 * to 0..1: no probability, but it ranks.
 *
 * returns  tested photos × labels, row-major; 0.5 where a label has no positive
 */
export function prototypeScores({ set, targets, training, tested }: Trial): Float32Array {
  const { embeddings, width, labels } = set;
  const standardization = measureStandardization(embeddings, width, training);
  const rowsOf = (photos: Int32Array) =>
    unitRows(standardizedRows(embeddings, width, photos, standardization), width);
  const prototypes = new Float32Array(labels.length * width);
  const learned = rowsOf(training);
  for (const [row, photo] of training.entries())
    for (const label of labels.keys())
      if (targets[photo * labels.length + label] === PRESENT)
        for (let feature = 0; feature < width; feature++)
          prototypes[label * width + feature]! += learned[row * width + feature]!;
  unitRows(prototypes, width);
  const shown = rowsOf(tested);
  return Float32Array.from({ length: tested.length * labels.length }, (_, place) => {
    const [row, label] = [Math.floor(place / labels.length), place % labels.length];
    let cosine = 0;
    for (let feature = 0; feature < width; feature++)
      cosine += shown[row * width + feature]! * prototypes[label * width + feature]!;
    return (Math.min(1, Math.max(-1, cosine)) + 1) / 2;
  });
}

/** Brings every row to length 1, in place; rows of zeros stay. */
function unitRows(rows: Float32Array, width: number): Float32Array {
  for (let start = 0; start < rows.length; start += width) {
    const row = rows.subarray(start, start + width);
    const length = Math.hypot(...row);
    if (length > 0) for (let feature = 0; feature < width; feature++) row[feature]! /= length;
  }
  return rows;
}
