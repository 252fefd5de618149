/** The orders of suspicion that the product's own is compared with. */

import { PRESENT, UNKNOWN } from '../../src/shared/label.ts';
import {
  isLikelyWrong,
  orderBySuspicion,
  selfConfidenceOf,
  type AnnotatedScores,
} from '../../src/shared/suspicion.ts';

/**
 * Orders all known annotations in other ways.
 *
 * agreement  what the neighbours say, the same shape as the probabilities
 * returns    places, the most suspicious first
 */
export function suspicionOrders(
  scores: AnnotatedScores,
  agreement: Float32Array,
): Record<
  'confidentLearning' | 'normalizedMargin' | 'rankInLabel' | 'neighbours' | 'lossAndNeighbours',
  Int32Array
> {
  const { probabilities, targets, labelCount } = scores;
  const confidence = selfConfidenceOf(scores);
  const byLoss = orderBySuspicion(scores);
  const ownOf = (values: Float32Array) => (place: number) =>
    targets[place] === PRESENT ? values[place]! : 1 - values[place]!;
  const own = ownOf(probabilities);
  const mixed = ownOf(Float32Array.from(probabilities, (p, place) => 0.7 * p + 0.3 * agreement[place]!));
  const isWrong = (place: number) =>
    isLikelyWrong(confidence, place % labelCount, targets[place]!, probabilities[place]!);
  const margin = (place: number) => {
    const means = targets[place] === PRESENT ? confidence.present : confidence.absent;
    return own(place) - means[place % labelCount]!;
  };
  const ranks = ranksInLabel(byLoss, labelCount, targets);
  const rising = (key: (place: number) => number): Int32Array => {
    const keys = new Map(Array.from(byLoss, (place) => [place, key(place)]));
    return byLoss.slice().sort((a, b) => keys.get(a)! - keys.get(b)! || a - b);
  };
  return {
    confidentLearning: rising((place) => own(place) - Number(isWrong(place))),
    normalizedMargin: rising(margin),
    rankInLabel: rising((place) => ranks[place]!),
    neighbours: rising(ownOf(agreement)),
    lossAndNeighbours: rising(mixed),
  };
}

/** 0..1 by place: where an annotation stands among the known ones of its label, the most suspicious at 0. */
function ranksInLabel(byLoss: Int32Array, labelCount: number, targets: Int8Array): Float64Array {
  const known = new Uint32Array(labelCount);
  for (let place = 0; place < targets.length; place++)
    if (targets[place] !== UNKNOWN) known[place % labelCount]!++;
  const seen = new Uint32Array(labelCount);
  const ranks = new Float64Array(targets.length);
  for (const place of byLoss) {
    const column = place % labelCount;
    ranks[place] = seen[column]!++ / known[column]!;
  }
  return ranks;
}
