/** Which held-out scores of a label its threshold is judged on. */

import { ABSENT, PRESENT, UNKNOWN } from '../label.ts';
import { Z_95 } from '../metrics/wilson-interval.ts';
import type { OperatingPoint, ThresholdObjective } from '../threshold.ts';

/** With this many positives and negatives among the validation photos, a label needs no cross-validated scores. */
export const ENOUGH_VALIDATION = 50;

export interface HeldOutColumn {
  /** K, 0..1 */
  probabilities: Float32Array;
  /** K: PRESENT or ABSENT */
  targets: Int8Array;
  /** where the probabilities come from */
  basis: OperatingPoint['basis'];
}

/**
 * Takes the known scores of one label: those of the validation photos alone when they hold enough of both kinds for
 * the objective, else the cross-validated ones as well.
 *
 * probabilities     N, 0..1, of photos the scoring model was not trained on
 * targets           N: PRESENT, ABSENT, or UNKNOWN, which is left out
 * isCrossValidated  N: 1 where the score is an out-of-fold prediction of a training photo, 0 for validation photos
 * throws            RangeError when the lengths differ
 */
export function chooseHeldOutColumn(
  probabilities: Float32Array,
  targets: Int8Array,
  isCrossValidated: Uint8Array,
  objective: ThresholdObjective,
): HeldOutColumn {
  if (probabilities.length !== targets.length || targets.length !== isCrossValidated.length)
    throw new RangeError(
      `${probabilities.length} probabilities, ${targets.length} targets and ${isCrossValidated.length} rows do not fit.`,
    );
  const counts = { [PRESENT]: 0, [ABSENT]: 0 };
  let known = 0;
  for (let row = 0; row < targets.length; row++) {
    const target = targets[row]!;
    if (target === UNKNOWN) continue;
    known++;
    if (isCrossValidated[row] === 0) counts[target as typeof PRESENT | typeof ABSENT]++;
  }
  const validationOnly =
    counts[PRESENT] >= enoughPositivesFor(objective) && counts[ABSENT] >= ENOUGH_VALIDATION;

  const column = { probabilities: new Float32Array(known), targets: new Int8Array(known) };
  let taken = 0;
  let hasCrossValidated = false;
  for (let row = 0; row < targets.length; row++) {
    if (targets[row] === UNKNOWN || (validationOnly && isCrossValidated[row] === 1)) continue;
    column.probabilities[taken] = probabilities[row]!;
    column.targets[taken] = targets[row]!;
    hasCrossValidated ||= isCrossValidated[row] === 1;
    taken++;
  }
  return {
    probabilities: column.probabilities.subarray(0, taken),
    targets: column.targets.subarray(0, taken),
    basis: hasCrossValidated ? 'cross-validation' : 'validation',
  };
}

/**
 * One column of a matrix.
 *
 * matrix   N×width, row-major
 * returns  a copy, N values
 */
export function columnOf<Values extends Float32Array | Int8Array>(
  matrix: Values,
  width: number,
  column: number,
): Values {
  const rows = width === 0 ? 0 : matrix.length / width;
  const values = new (matrix.constructor as new (length: number) => Values)(rows);
  for (let row = 0; row < rows; row++) values[row] = matrix[row * width + column]!;
  return values;
}

/** Positives wanted in validation: a high precision takes many to show, twice as many as a perfect model needs. */
function enoughPositivesFor(objective: ThresholdObjective): number {
  if (objective.kind !== 'precision') return ENOUGH_VALIDATION;
  const perfect = (objective.atLeast * Z_95 * Z_95) / (1 - objective.atLeast);
  return Math.max(ENOUGH_VALIDATION, 2 * perfect);
}
