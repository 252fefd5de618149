/** Decides which photos a model learns from and which it is checked on. */

import { splits as splitNames, TEST, TRAIN, UNASSIGNED, VALIDATION } from '../../../shared/photo.ts';
import { createSeededRandom } from '../../../shared/seeded-random.ts';
import { coverBothSides } from './cover-both-sides.ts';
import { countStrata } from './strata.ts';
import { NO_SIDE, stratify } from './stratify.ts';

export interface AssignSplitsInput {
  /** N: TRAIN, VALIDATION, TEST, or UNASSIGNED for those to decide on */
  splits: Int8Array;
  /** N group numbers from 0, as groupBursts gives */
  groups: Int32Array;
  /** N×labelCount row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  labelCount: number;
  /** wanted share of validation among training and validation photos, 0..1; with 0 none is added to what is given */
  validationShare: number;
  seed: number;
}

/**
 * Gives every unassigned photo a split.
 *
 * - What is given stays, be it from a labels.csv or from an earlier training; photos added later change nothing.
 * - A photo whose group has assigned photos goes where most of them are, so that bursts never straddle.
 * - The other groups go to training or validation by iterative stratification, so that with those given each label
 *   comes near the wanted share, and a label with photos in two groups is on both sides when it can be.
 * - Nothing is made a test photo. When all photos are given and none is validation, the result has no validation:
 *   thresholds then rest on cross-validation.
 *
 * returns  Int8Array N, a new one: TRAIN, VALIDATION or TEST
 * throws   RangeError when lengths do not fit or the share is not within 0..1
 */
export function assignSplits(input: AssignSplitsInput): Int8Array {
  const { splits, groups, targets, labelCount, validationShare, seed } = input;
  if (groups.length !== splits.length)
    throw new RangeError(`${groups.length} group numbers do not fit ${splits.length} splits.`);
  if (!(validationShare >= 0 && validationShare <= 1))
    throw new RangeError(`A share is between 0 and 1, not ${validationShare}.`);
  const assigned = joinAssignedGroups(splits, groups);
  const strata = countStrata(groups, targets, labelCount, (photo) => assigned[photo] !== TEST);
  if (validationShare === 0) return assigned.map((split) => (split === UNASSIGNED ? TRAIN : split));
  const given = sideOfGroups(assigned, groups, strata.groupCount, [TRAIN, VALIDATION]);
  const sides = given.slice();
  stratify(strata, sides, [1 - validationShare, validationShare], createSeededRandom(seed));
  if (validationShare < 1) coverBothSides(strata, sides, (group) => given[group] === NO_SIDE);
  return assigned.map((split, photo) => (split === UNASSIGNED ? sides[groups[photo]!]! : split));
}

/** Unassigned photos take the split that most of their group have; of equals, the first in TRAIN, VALIDATION, TEST. */
function joinAssignedGroups(splits: Int8Array, groups: Int32Array): Int8Array {
  const groupCount = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const sides = sideOfGroups(splits, groups, groupCount, [TRAIN, VALIDATION, TEST]);
  return splits.map((split, photo) => {
    if (split !== UNASSIGNED) return split;
    const side = sides[groups[photo]!]!;
    return side === NO_SIDE ? UNASSIGNED : side;
  });
}

function sideOfGroups(
  splits: Int8Array,
  groups: Int32Array,
  groupCount: number,
  candidates: readonly number[],
): Int8Array {
  const counts = splitNames.map(() => new Int32Array(groupCount));
  splits.forEach((split, photo) => {
    if (split !== UNASSIGNED) counts[split]![groups[photo]!]!++;
  });
  return Int8Array.from({ length: groupCount }, (_, group) => {
    let side = NO_SIDE;
    for (const candidate of candidates)
      if (counts[candidate]![group]! > (side === NO_SIDE ? 0 : counts[side]![group]!)) side = candidate;
    return side;
  });
}
