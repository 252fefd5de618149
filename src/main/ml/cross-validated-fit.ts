/** What a fit with cross-validation is given and gives, whatever the head. */

import type { EpochRecord } from '../../shared/model.ts';
import type { EmbeddingForm } from './embedding-form.ts';
import type { PairLoss } from './fit-objective.ts';
import type { Head } from './head.ts';
import type { HeldOutFold } from './held-out-folds.ts';

export interface FoldedData {
  /** K×width row-major, as the backbone gives them: all photos to learn from */
  embeddings: Float32Array;
  width: number;
  /** U×width row-major: photos of the same library of which no answer is known; none when left out */
  untagged?: Float32Array;
  /** K×labelCount row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  labelCount: number;
  /** each photo is held out at most once; there may be no folds */
  folds: readonly HeldOutFold[];
}

export interface CrossValidatedFit {
  /** learned from all photos; works on embeddings as the backbone gives them */
  head: Head;
  epochs: EpochRecord[];
  /** the epoch the weights are from, counted from 1 */
  bestEpoch: number;
  /** K×labelCount row-major, 0..1: each photo's by the head of its fold; NaN where it was not held out */
  heldOut: Float32Array;
}

export interface FitOptions {
  signal: AbortSignal;
  onEpoch?: (epoch: EpochRecord) => void;
  /** told after every fold that is computed by itself, with the number of folds done */
  onFold?: (done: number) => void;
  /** what a linear head does to embeddings first; 'unit-length' when left out */
  form?: EmbeddingForm;
  /** another loss than binary cross-entropy, for studies */
  pairLoss?: PairLoss;
  /** leaves labels with few positives to the loss alone, for studies */
  withoutPrototypes?: boolean;
}
