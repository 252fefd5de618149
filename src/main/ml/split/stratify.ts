/**
 * Iterative stratification for multi-label data: Sechidis, Tsoumakas & Vlahavas, "On the Stratification of
 * Multi-Label Data", ECML PKDD 2011, over groups instead of single photos.
 */

import type { SeededRandom } from '../../../shared/seeded-random.ts';
import type { Strata } from './strata.ts';

/** A group without a side yet. */
export const NO_SIDE = -1;

/**
 * Gives every group without a side one.
 *
 * The stratum with the fewest groups left is shared out first, its largest groups first, each to the side that is
 * furthest below its share of that stratum; then to the one furthest below its share of photos; then by lot.
 * The last groups of a stratum go to sides that have none of it.
 *
 * sides    Int8Array, one per group: 0 .. shares.length − 1 or NO_SIDE; filled in place, given ones stay
 * shares   wanted share of each side; they add up to 1
 */
export function stratify(
  strata: Strata,
  sides: Int8Array,
  shares: readonly number[],
  random: SeededRandom,
): void {
  const needs = countNeeds(strata, sides, shares);
  const groupsOf = groupsPerStratum(strata, sides);
  const order = random.shuffle(Int32Array.from({ length: strata.groupCount }, (_, group) => group));
  const lot = new Int32Array(strata.groupCount);
  order.forEach((group, place) => (lot[group] = place));

  const place = (group: number, stratum: number | null) => {
    const side = neediestSide(needs, shares.length, stratum, groupsOf, random);
    sides[group] = side;
    needs.photos[side]! -= strata.sizes[group]!;
    for (let entry = strata.starts[group]!; entry < strata.starts[group + 1]!; entry++) {
      const held = strata.strata[entry]!;
      needs.perStratum[side]![held]! -= strata.counts[entry]!;
      needs.groupsHeld[side]![held]!++;
      groupsOf.left[held]!--;
    }
  };

  for (let stratum = rarest(groupsOf.left); stratum !== null; stratum = rarest(groupsOf.left)) {
    const open = groupsOf.lists[stratum]!.filter(({ group }) => sides[group] === NO_SIDE);
    open.sort((a, b) => b.count - a.count || lot[a.group]! - lot[b.group]!);
    for (const { group } of open) place(group, stratum);
  }
  const rest = order.filter((group) => sides[group] === NO_SIDE);
  for (const group of rest.sort((a, b) => strata.sizes[b]! - strata.sizes[a]!)) place(group, null);
}

interface Needs {
  /** photos each side still lacks, of all and per stratum; negative when it has more than its share */
  photos: Float64Array;
  perStratum: Float64Array[];
  /** groups of each stratum that a side already has */
  groupsHeld: Int32Array[];
}

function countNeeds(strata: Strata, sides: Int8Array, shares: readonly number[]): Needs {
  const totals = new Float64Array(strata.strataCount);
  strata.strata.forEach((stratum, entry) => (totals[stratum]! += strata.counts[entry]!));
  const photos = strata.sizes.reduce((sum, size) => sum + size, 0);
  const needs: Needs = {
    photos: Float64Array.from(shares, (share) => share * photos),
    perStratum: shares.map((share) => totals.map((total) => share * total)),
    groupsHeld: shares.map(() => new Int32Array(strata.strataCount)),
  };
  for (let group = 0; group < strata.groupCount; group++) {
    const side = sides[group]!;
    if (side === NO_SIDE) continue;
    needs.photos[side]! -= strata.sizes[group]!;
    for (let entry = strata.starts[group]!; entry < strata.starts[group + 1]!; entry++) {
      needs.perStratum[side]![strata.strata[entry]!]! -= strata.counts[entry]!;
      needs.groupsHeld[side]![strata.strata[entry]!]!++;
    }
  }
  return needs;
}

interface OpenGroups {
  /** groups of each stratum, with the photos of it they hold */
  lists: { group: number; count: number }[][];
  /** how many of them have no side yet */
  left: Int32Array;
}

function groupsPerStratum(strata: Strata, sides: Int8Array): OpenGroups {
  const lists = Array.from({ length: strata.strataCount }, () => [] as { group: number; count: number }[]);
  const left = new Int32Array(strata.strataCount);
  for (let group = 0; group < strata.groupCount; group++) {
    if (sides[group] !== NO_SIDE) continue;
    for (let entry = strata.starts[group]!; entry < strata.starts[group + 1]!; entry++) {
      lists[strata.strata[entry]!]!.push({ group, count: strata.counts[entry]! });
      left[strata.strata[entry]!]!++;
    }
  }
  return { lists, left };
}

function rarest(left: Int32Array): number | null {
  let best: number | null = null;
  for (let stratum = 0; stratum < left.length; stratum++)
    if (left[stratum]! > 0 && (best === null || left[stratum]! < left[best]!)) best = stratum;
  return best;
}

function neediestSide(
  needs: Needs,
  sideCount: number,
  stratum: number | null,
  groupsOf: OpenGroups,
  random: SeededRandom,
): number {
  let candidates = Array.from({ length: sideCount }, (_, side) => side);
  if (stratum !== null) {
    const without = candidates.filter((side) => needs.groupsHeld[side]![stratum] === 0);
    if (without.length > 0 && groupsOf.left[stratum]! <= without.length) candidates = without;
    candidates = highest(candidates, (side) => needs.perStratum[side]![stratum]!);
  }
  candidates = highest(candidates, (side) => needs.photos[side]!);
  return candidates.length === 1 ? candidates[0]! : candidates[random.integer(candidates.length)]!;
}

/** The sides with the highest need; rounding in sums of shares must not decide between equals. */
function highest(sides: number[], need: (side: number) => number): number[] {
  const most = Math.max(...sides.map(need));
  return sides.filter((side) => need(side) >= most - 1e-9);
}
