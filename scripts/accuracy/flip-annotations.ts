/** Spoils the truth of a photo set, as careless tagging would. */

import { ABSENT, PRESENT, UNKNOWN } from '../../src/shared/label.ts';
import type { SeededRandom } from '../../src/shared/seeded-random.ts';

export const flipWays = ['uniform', 'balanced', 'half-unknown'] as const;
/**
 * uniform: 5% of all known annotations; balanced: 5% of the present ones, and as many absent ones; half-unknown: each
 * annotation is hidden with probability 0.5, and 5% of the known rest flipped
 */
export type FlipWay = (typeof flipWays)[number];

const FLIPPED_SHARE = 0.05;

/**
 * Flips annotations at random.
 *
 * truth    PRESENT or ABSENT; it is not changed
 * returns  the spoiled targets, and the places that were flipped
 */
export function flipAnnotations(
  truth: Int8Array,
  way: FlipWay,
  random: SeededRandom,
): { targets: Int8Array; flipped: Set<number> } {
  const targets = Int8Array.from(truth, (target) =>
    way === 'half-unknown' && random.next() < 0.5 ? UNKNOWN : target,
  );
  const placesOf = (wanted: number[]) =>
    random.shuffle([...targets.keys()].filter((place) => wanted.includes(targets[place]!)));
  const share = (places: number[]) => Math.round(places.length * FLIPPED_SHARE);
  const flipped = new Set<number>();
  if (way === 'balanced') {
    const present = placesOf([PRESENT]);
    const count = share(present);
    for (const place of present.slice(0, count)) flipped.add(place);
    for (const place of placesOf([ABSENT]).slice(0, count)) flipped.add(place);
  } else {
    const known = placesOf([PRESENT, ABSENT]);
    for (const place of known.slice(0, share(known))) flipped.add(place);
  }
  for (const place of flipped) targets[place] = targets[place] === PRESENT ? ABSENT : PRESENT;
  return { targets, flipped };
}
