/** What a review gives the next training, label by label. */

import type { LabelId } from '../../shared/ids.ts';
import type { AnnotationValue } from '../../shared/label.ts';

export interface Gain {
  labelId: LabelId;
  examples: number;
  counterexamples: number;
}

/**
 * Counts answers of one label.
 *
 * by       less than 0 for those that were taken back
 * returns  the label that was answered last comes first; those without answers are left out
 */
export function countGain(gains: Gain[], labelId: LabelId, value: AnnotationValue, by: number): Gain[] {
  const before = gains.find((gain) => gain.labelId === labelId) ?? {
    labelId,
    examples: 0,
    counterexamples: 0,
  };
  const after: Gain =
    value === 'present'
      ? { ...before, examples: before.examples + by }
      : { ...before, counterexamples: before.counterexamples + by };
  const others = gains.filter((gain) => gain.labelId !== labelId);
  return after.examples + after.counterexamples > 0 ? [after, ...others] : others;
}
