/** A model: a head trained on one backbone's embeddings, its labels, thresholds, settings and measures. */

import type { Evaluation } from './evaluation.ts';
import type { ModelId, Timestamp } from './ids.ts';
import type { LabelThreshold, OperatingPoint } from './threshold.ts';

/** The pretrained networks that come with Tagwright. */
export const networkIds = ['mobilenet-v2-1.0', 'mobilenet-v2-0.35', 'efficientnet-lite0'] as const;
export type NetworkId = (typeof networkIds)[number];
/** Ways to look at every photo several times: composed-backbones.ts says how. */
export const composedBackboneIds = ['two-networks', 'eight-views'] as const;
export type ComposedBackboneId = (typeof composedBackboneIds)[number];
export const backboneIds = [...networkIds, ...composedBackboneIds] as const;
export type BackboneId = NetworkId | ComposedBackboneId;
export const DEFAULT_BACKBONE: NetworkId = 'mobilenet-v2-1.0';

/**
 * Whose embeddings: a backbone as it comes, or one that was fine-tuned, named after its model's folder. Embeddings of
 * one key must never be mixed with those of another.
 */
export type EmbeddingKey = BackboneId | `tuned:${string}`;

/** Which TensorFlow.js backend trains: libtensorflow (`tensorflow`) or WebAssembly (`wasm`). */
export type TrainingBackend = 'tensorflow' | 'wasm';

/** What is learned: the head alone, also the last blocks of the backbone, or all of it. */
export const fineTuneParts = ['head', 'top', 'all'] as const;
export type FineTunePart = (typeof fineTuneParts)[number];

/** Which flipped and turned views of the photos fine-tuning learns from; turned ones suit photos taken from above. */
export const augmentations = ['none', 'mirror', 'mirror-and-turn'] as const;
export type Augmentation = (typeof augmentations)[number];

export interface TrainingSettings {
  backbone: BackboneId;
  /** how much of the network is trained */
  fineTune: FineTunePart;
  /** counts with fineTune 'top' and 'all' alone: the head learns from stored embeddings of the photos as they are */
  augmentation: Augmentation;
  seed: number;
  /** width of the hidden layer; 0: none, the head is one linear layer */
  hiddenUnits: number;
  maxEpochs: number;
  batchSize: number;
  learningRate: number;
  /**
   * L2 penalty: adds l2/2 · Σw² / labels to the loss, which is a mean over labels too (weights only, not biases);
   * 0: chosen by cross-validation; with a hidden layer 0.05
   */
  l2: number;
  /** stop after this many epochs without a better validation mAP */
  patience: number;
  /**
   * Strength of the positive weights: positiveWeight = (negatives / positives) ^ strength per label.
   * 0: none; 1: both sides weigh the same. What it adds to the probabilities is taken out of the head again.
   */
  imbalance: number;
  /**
   * How much "nothing said of this label" counts as "has it not", on photos that are tagged in part: 0 leaves it out
   * of learning, 1 takes it for an answer.
   */
  assumeAbsent: number;
}

export interface EpochRecord {
  epoch: number;
  trainingLoss: number;
  /** of photos held out from the heads that score them; null without any */
  validationLoss: number | null;
  validationMAP: number | null;
}

/** Measured by heads that had not learned from the photos they scored. */
export interface HeldOutEvaluation extends Evaluation {
  /** 'validation': photos set aside; 'cross-validation': every photo that was learned from, each by a head without it */
  basis: OperatingPoint['basis'];
}

export interface ModelSummary {
  id: ModelId;
  createdAt: Timestamp;
  isActive: boolean;
  /** the model that a person had trained, when this one learned along with answers after it; else null */
  followsId: ModelId | null;
  settings: TrainingSettings;
  backend: TrainingBackend;
  /** sha256 over photo hashes, targets and splits: equal data, equal fingerprint */
  dataFingerprint: string;
  labels: string[];
  photoCounts: { train: number; validation: number; test: number };
  /** of all its parts, when it was broken off and gone on with */
  trainingSeconds: number;
  /** on photos held out, at the tuned thresholds; null where none could be */
  validation: HeldOutEvaluation | null;
}

export interface Model extends ModelSummary {
  epochs: EpochRecord[];
  bestEpoch: number;
  thresholds: LabelThreshold[];
}
