/** Why a photo is hard for a model: label by label, how far what it says lies from what is known. */

import type { LabelId, ModelId, PhotoId, Probability } from './ids.ts';
import { PRESENT, UNKNOWN, type AnnotationValue } from './label.ts';
import { crossEntropyFromProbability } from './metrics/cross-entropy.ts';
import { decide, type Decision } from './threshold.ts';

/**
 * Where the probabilities come from. held-out: from a head that did not learn from this photo; learned: from the model,
 * which learned from it and so looks better than it is; unseen: from the model, which never saw it.
 */
export type ExplanationBasis = 'held-out' | 'learned' | 'unseen';

export interface LabelExplanation {
  labelId: LabelId;
  target: AnnotationValue | 'unknown';
  probability: Probability;
  apply: Probability;
  suggest: Probability;
  decision: Decision;
  /** binary cross-entropy in nats, ≥ 0; null where nothing is known of the label */
  loss: number | null;
  /** of the photo's summed loss, 0..1; null where `loss` is, or where the sum is 0 */
  share: number | null;
}

export interface PhotoExplanation {
  photoId: PhotoId;
  modelId: ModelId;
  basis: ExplanationBasis;
  /** mean binary cross-entropy over the labels that are known; null when none is */
  loss: number | null;
  /** the largest loss first; then what is unknown, the likeliest first */
  labels: LabelExplanation[];
}

/** Whether the model would tag what is known not to be there, or leave out what is. */
export function isContradicted({ target, decision }: Pick<LabelExplanation, 'target' | 'decision'>): boolean {
  return target !== 'unknown' && (decision === 'apply') !== (target === 'present');
}

export interface JudgedLabel {
  labelId: LabelId;
  /** PRESENT, ABSENT or UNKNOWN */
  target: number;
  probability: Probability;
  apply: Probability;
  suggest: Probability;
}

/**
 * Judges the labels of one photo.
 *
 * returns  the labels of PhotoExplanation in its order, and its mean loss: −y·ln(p) − (1 − y)·ln(1 − p) over known ones
 */
export function explainLabels(judged: readonly JudgedLabel[]): Pick<PhotoExplanation, 'loss' | 'labels'> {
  const losses = judged.map(({ target, probability }) =>
    target === UNKNOWN ? null : crossEntropyFromProbability(probability, target),
  );
  const known = losses.filter((loss) => loss !== null);
  const sum = known.reduce((total, loss) => total + loss, 0);
  const labels = judged.map(({ labelId, target, probability, apply, suggest }, index): LabelExplanation => {
    const loss = losses[index]!;
    return {
      labelId,
      target: target === UNKNOWN ? 'unknown' : target === PRESENT ? 'present' : 'absent',
      probability,
      apply,
      suggest,
      decision: decide(probability, { apply, suggest }),
      loss,
      share: loss === null || sum === 0 ? null : loss / sum,
    };
  });
  labels.sort((a, b) => (b.loss ?? -1) - (a.loss ?? -1) || b.probability - a.probability);
  return { loss: known.length === 0 ? null : sum / known.length, labels };
}
