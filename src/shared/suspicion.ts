/** Which annotations are probably wrong: pure arithmetic over scores by heads that did not see the photos. */

import type { Probability } from './ids.ts';
import { ABSENT, PRESENT, UNKNOWN } from './label.ts';

export interface AnnotatedScores {
  /** photos × labels row-major, 0..1, held out */
  probabilities: Float32Array;
  /** the same shape: PRESENT, ABSENT, or UNKNOWN, which is never suspected */
  targets: Int8Array;
  labelCount: number;
}

/** How sure the model is on average of the labels where they are present, and of their absence where they are absent. */
export interface SelfConfidence {
  /** one per label: mean probability where PRESENT; null without any */
  present: (Probability | null)[];
  /** one per label: mean of 1 − probability where ABSENT; null without any */
  absent: (Probability | null)[];
}

/**
 * The per-label thresholds of confident learning (Northcutt, Jiang, Chuang: Confident Learning, 2021, equation 2).
 */
export function selfConfidenceOf({ probabilities, targets, labelCount }: AnnotatedScores): SelfConfidence {
  const sums = { present: new Float64Array(labelCount), absent: new Float64Array(labelCount) };
  const counts = { present: new Uint32Array(labelCount), absent: new Uint32Array(labelCount) };
  for (let place = 0; place < targets.length; place++) {
    if (targets[place] === UNKNOWN) continue;
    const side = targets[place] === PRESENT ? 'present' : 'absent';
    const column = place % labelCount;
    sums[side][column]! += side === 'present' ? probabilities[place]! : 1 - probabilities[place]!;
    counts[side][column]!++;
  }
  const meansOf = (side: 'present' | 'absent') =>
    Array.from(sums[side], (sum, column) =>
      counts[side][column] === 0 ? null : sum / counts[side][column]!,
    );
  return { present: meansOf('present'), absent: meansOf('absent') };
}

/**
 * True when confident learning counts an annotation as wrong: the opposite is believed more than what is annotated,
 * and at least as much as where it is annotated itself.
 *
 * column  the label's
 */
export function isLikelyWrong(
  confidence: SelfConfidence,
  column: number,
  target: number,
  probability: Probability,
): boolean {
  const opposite = target === PRESENT ? 1 - probability : probability;
  const usual = target === PRESENT ? confidence.absent[column]! : confidence.present[column]!;
  return usual !== null && opposite > 0.5 && opposite >= usual;
}

/**
 * True when annotation and model contradict each other: the model believes the opposite, or would decide it.
 *
 * apply  the label's threshold
 */
export function isContradiction(target: number, probability: Probability, apply: Probability): boolean {
  if (target === UNKNOWN) return false;
  return target === ABSENT ? probability >= Math.min(0.5, apply) : probability < Math.max(0.5, apply);
}

/**
 * Orders annotations by suspicion: falling binary cross-entropy, which is rising self-confidence (the probability of
 * what is annotated). Of the orders that were compared, it finds the most errors first; see docs/accuracy.md.
 *
 * accepts  leaves annotations out, by their place row · labelCount + column; all known ones without it
 * returns  places, the most suspicious first; ties in the order of places
 */
export function orderBySuspicion(
  { probabilities, targets }: AnnotatedScores,
  accepts: (place: number) => boolean = () => true,
): Int32Array {
  const places: number[] = [];
  for (let place = 0; place < targets.length; place++)
    if (targets[place] !== UNKNOWN && accepts(place)) places.push(place);
  const beliefIn = (place: number) =>
    targets[place] === PRESENT ? probabilities[place]! : 1 - probabilities[place]!;
  return Int32Array.from(places.sort((a, b) => beliefIn(a) - beliefIn(b) || a - b));
}
