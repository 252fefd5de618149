/** What a split should share out evenly: per group of photos, how many of each kind it holds. */

import { ABSENT, PRESENT } from '../../../shared/label.ts';

/** Groups × strata, sparse: group g holds `counts[i]` photos of stratum `strata[i]`, from starts[g] to starts[g + 1]. */
export interface Strata {
  groupCount: number;
  strataCount: number;
  /** photos per group */
  sizes: Int32Array;
  starts: Int32Array;
  strata: Int32Array;
  counts: Int32Array;
}

/**
 * Counts the photos of every group and stratum. A label's present photos are a stratum, and its absent ones too
 * when they are the rarer (a label that nearly all photos have is learned from those that do not). Unknown counts
 * for nothing.
 *
 * groups      N: 0 .. groupCount − 1
 * targets     N×labelCount row-major: PRESENT, ABSENT or UNKNOWN
 * isIncluded  which photos count
 * throws      RangeError when the lengths do not fit together
 */
export function countStrata(
  groups: Int32Array,
  targets: Int8Array,
  labelCount: number,
  isIncluded: (photo: number) => boolean,
): Strata {
  if (targets.length !== groups.length * labelCount)
    throw new RangeError(`${targets.length} targets are not ${groups.length} photos × ${labelCount} labels.`);
  const groupCount = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const isWanted = wantedStrata(targets, labelCount, groups.length, isIncluded);

  const sizes = new Int32Array(groupCount);
  const perGroup = Array.from({ length: groupCount }, () => new Map<number, number>());
  for (let photo = 0; photo < groups.length; photo++) {
    if (!isIncluded(photo)) continue;
    const group = groups[photo]!;
    sizes[group]!++;
    for (let label = 0; label < labelCount; label++) {
      const stratum = stratumOf(targets[photo * labelCount + label]!, label);
      if (stratum === null || isWanted[stratum] === 0) continue;
      perGroup[group]!.set(stratum, (perGroup[group]!.get(stratum) ?? 0) + 1);
    }
  }
  const starts = new Int32Array(groupCount + 1);
  perGroup.forEach((held, group) => (starts[group + 1] = starts[group]! + held.size));
  const entries = perGroup.flatMap((held) => [...held]);
  return {
    groupCount,
    strataCount: 2 * labelCount,
    sizes,
    starts,
    strata: Int32Array.from(entries, ([stratum]) => stratum),
    counts: Int32Array.from(entries, ([, count]) => count),
  };
}

function stratumOf(target: number, label: number): number | null {
  if (target === PRESENT) return 2 * label;
  return target === ABSENT ? 2 * label + 1 : null;
}

function wantedStrata(
  targets: Int8Array,
  labelCount: number,
  photoCount: number,
  isIncluded: (photo: number) => boolean,
): Uint8Array {
  const totals = new Int32Array(2 * labelCount);
  for (let photo = 0; photo < photoCount; photo++) {
    if (!isIncluded(photo)) continue;
    for (let label = 0; label < labelCount; label++) {
      const stratum = stratumOf(targets[photo * labelCount + label]!, label);
      if (stratum !== null) totals[stratum]!++;
    }
  }
  const isWanted = new Uint8Array(2 * labelCount);
  for (let label = 0; label < labelCount; label++) {
    isWanted[2 * label] = 1;
    isWanted[2 * label + 1] = totals[2 * label + 1]! < totals[2 * label]! ? 1 : 0;
  }
  return isWanted;
}
