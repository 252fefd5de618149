/** What held-out predictions are compared with, where a label may have no known negative. */

import { ABSENT, UNKNOWN } from '../../shared/label.ts';

export interface JudgedTargets {
  /** for the loss: where no photo is known to lack a label, what training assumed absent is taken for absent */
  assumed: Int8Array;
  /** for rankings: labels that no photo is known to lack are unknown, for positives above nothing are no ranking */
  comparable: Int8Array;
}

/**
 * Prepares the targets of held-out photos.
 *
 * targets       N×labelCount row-major: PRESENT, ABSENT or UNKNOWN
 * isHeld        N: 1 where a photo was held out; all targets of the others become UNKNOWN
 * learnable     labelCount: 0 where a label could not be learned; its targets become UNKNOWN
 * assumeAbsent  as in the training settings
 */
export function judgedTargets(
  targets: Int8Array,
  isHeld: Uint8Array,
  learnable: Uint8Array,
  assumeAbsent: number,
): JudgedTargets {
  const labelCount = learnable.length;
  const assumed = new Int8Array(targets.length).fill(UNKNOWN);
  const comparable = assumed.slice();
  for (let label = 0; label < labelCount; label++) {
    if (learnable[label] === 0) continue;
    const places = Array.from(isHeld.keys())
      .filter((row) => isHeld[row] === 1)
      .map((row) => row * labelCount + label);
    const hasNegatives = places.some((place) => targets[place] === ABSENT);
    for (const place of places) {
      const isAssumed = targets[place] === UNKNOWN && !hasNegatives && assumeAbsent > 0;
      assumed[place] = isAssumed ? ABSENT : targets[place]!;
      if (hasNegatives) comparable[place] = targets[place]!;
    }
  }
  return { assumed, comparable };
}
