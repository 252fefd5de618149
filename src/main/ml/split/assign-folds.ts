/** Shares photos out for cross-validation. */

import { createSeededRandom } from '../../../shared/seeded-random.ts';
import { countStrata } from './strata.ts';
import { NO_SIDE, stratify } from './stratify.ts';

export interface AssignFoldsInput {
  /** N group numbers from 0, as groupBursts gives; a group is never divided */
  groups: Int32Array;
  /** N×labelCount row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  labelCount: number;
  /** 2..127; folds stay empty when there are fewer groups */
  folds: number;
  seed: number;
}

/**
 * Gives every photo the fold in which it is held out, by iterative stratification over groups: folds of about the
 * same size, each with about the same share of every label.
 *
 * returns  Int8Array N: 0 .. folds − 1
 * throws   RangeError when lengths do not fit or the number of folds is out of range
 */
export function assignFolds({ groups, targets, labelCount, folds, seed }: AssignFoldsInput): Int8Array {
  if (!Number.isInteger(folds) || folds < 2 || folds > 127)
    throw new RangeError(`Cross-validation takes 2 to 127 folds, not ${folds}.`);
  const strata = countStrata(groups, targets, labelCount, () => true);
  const sides = new Int8Array(strata.groupCount).fill(NO_SIDE);
  const shares = new Array<number>(folds).fill(1 / folds);
  stratify(strata, sides, shares, createSeededRandom(seed));
  return Int8Array.from(groups, (group) => sides[group]!);
}
