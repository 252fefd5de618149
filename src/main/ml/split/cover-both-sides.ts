/** Moves single groups so that what was found twice can be both learned and checked. */

import { TRAIN, VALIDATION } from '../../../shared/photo.ts';
import type { Strata } from './strata.ts';

/**
 * Stratification shares out one stratum at a time; photos with several labels can leave a stratum with all its
 * groups on one side. Each such stratum gets a group moved to the other side, the smallest that leaves no other
 * stratum without one.
 *
 * sides      Int8Array, one per group: TRAIN or VALIDATION; changed in place
 * isMovable  which groups may be moved
 */
export function coverBothSides(
  strata: Strata,
  sides: Int8Array,
  isMovable: (group: number) => boolean,
): void {
  const held = [TRAIN, VALIDATION].map(() => new Int32Array(strata.strataCount));
  for (let group = 0; group < strata.groupCount; group++)
    for (const stratum of strataOf(strata, group)) held[sides[group]!]![stratum]!++;

  const mayLeave = (group: number, from: number) =>
    strataOf(strata, group).every((stratum) => {
      const isOnlyOne = held[from]![stratum] === 1;
      // A stratum of a single group is learned from rather than checked.
      return !isOnlyOne || (from === VALIDATION && held[TRAIN]![stratum] === 0);
    });

  let hasMoved = true;
  while (hasMoved) {
    hasMoved = false;
    const movable = Array.from({ length: strata.groupCount }, (_, group) => group)
      .filter((group) => isMovable(group) && strata.sizes[group]! > 0)
      .sort((a, b) => strata.sizes[a]! - strata.sizes[b]!);
    for (const group of movable) {
      const from = sides[group]!;
      const to = from === TRAIN ? VALIDATION : TRAIN;
      const helps = strataOf(strata, group).some(
        (stratum) => held[to]![stratum] === 0 && held[from]![stratum]! > 1,
      );
      if (!helps || !mayLeave(group, from)) continue;
      sides[group] = to;
      for (const stratum of strataOf(strata, group)) {
        held[from]![stratum]!--;
        held[to]![stratum]!++;
      }
      hasMoved = true;
    }
  }
}

function strataOf({ starts, strata }: Strata, group: number): Int32Array {
  return strata.subarray(starts[group]!, starts[group + 1]!);
}
