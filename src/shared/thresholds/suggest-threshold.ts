/** Down to which score a label is worth asking a person about. */

import { thresholdOfCut, type CutPoints } from './cut-points.ts';

/** Applied and suggested tags together find this share of the held-out positives, where the floor below allows it. */
export const SUGGEST_RECALL = 0.95;

/**
 * At least this share of the held-out photos between suggest and apply have the label: one right answer in five.
 * Just below the best-F1 threshold about half of F1 are right, so that a quarter would leave labels with an
 * F1 near 0.5, which need a person most, without suggestions.
 */
export const SUGGEST_PRECISION = 0.2;

/**
 * The suggest threshold of one label, below its apply threshold.
 *
 * Going down from `apply`, photos are taken in until SUGGEST_RECALL of the positives are found. Among the
 * thresholds passed, the lowest counts at which the band [suggest, apply) still has SUGGEST_PRECISION right.
 *
 * cuts     of the held-out scores
 * apply    0..1
 * returns  0..apply; `apply` itself, an empty band, when it finds enough alone or no band is good enough
 */
export function suggestThreshold(cuts: CutPoints, apply: number): number {
  const { scores, tagged, truePositives, positives } = cuts;
  let applied = -1;
  while (applied + 1 < scores.length && scores[applied + 1]! >= apply) applied++;
  const appliedTags = applied < 0 ? 0 : tagged[applied]!;
  const found = applied < 0 ? 0 : truePositives[applied]!;

  let suggest = apply;
  let enough = found >= SUGGEST_RECALL * positives;
  for (let cut = applied + 1; cut < scores.length && !enough; cut++) {
    const right = truePositives[cut]! - found;
    if (right >= SUGGEST_PRECISION * (tagged[cut]! - appliedTags))
      suggest = Math.min(apply, thresholdOfCut(cuts, cut));
    enough = truePositives[cut]! >= SUGGEST_RECALL * positives;
  }
  return suggest;
}
