/**
 * What the engine can do: decode, embed, train, score. It only computes; main keeps the database.
 * The same interface is answered in this process (local-engine.ts: command line, tests)
 * and in a process of its own (remote-engine.ts: the desktop app).
 */

import type { EngineDescription } from '../../shared/engine-description.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Evaluation } from '../../shared/evaluation.ts';
import type { HeatMaps } from '../../shared/heat-map.ts';
import type { CrossFit, LabelCalibration } from '../../shared/metrics/calibration.ts';
import type { TaskContext } from '../task-context.ts';
import type {
  Augmentation,
  BackboneId,
  EmbeddingKey,
  EpochRecord,
  FineTunePart,
  HeldOutEvaluation,
  TrainingBackend,
  TrainingSettings,
} from '../../shared/model.ts';
import type { PhotoFormat } from '../../shared/photo.ts';
import type { Sentence } from '../../shared/sentences/sentence.ts';
import type { LabelThreshold, ThresholdObjective } from '../../shared/threshold.ts';

export interface Engine {
  describe(): Promise<EngineDescription>;

  /**
   * Reads files: hash, decode once, thumbnail, network input, embedding. One bad file never stops the others.
   * onReadings receives every file exactly once, in batches, in no particular order.
   * Throws AppError 'cancelled' when the signal aborts; what was handed out before stays valid.
   */
  readPhotos(
    request: ReadPhotosRequest,
    context: TaskContext,
    onReadings: (readings: PhotoReading[]) => void | Promise<void>,
  ): Promise<void>;

  /** Splits, trains, cross-validates, tunes thresholds and evaluates; leaves the head in request.modelFolder. */
  train(
    request: TrainRequest,
    context: TaskContext,
    onEpoch: (epoch: EpochRecord) => void,
  ): Promise<TrainResult>;

  /** Measures on this machine, in about two seconds, what fine-tuning costs; nothing is kept. */
  timeFineTuning(request: TimeFineTuningRequest, context: TaskContext): Promise<FineTuningPace>;

  /** Probabilities of stored embeddings: Float32Array, photos × labels row-major, in batches in the order of photoIds. */
  score(
    request: ScoreRequest,
    context: TaskContext,
    onScores: (batch: { photoIds: number[]; probabilities: Float32Array }) => void | Promise<void>,
  ): Promise<void>;

  /**
   * Measures a stored model on photos with known labels: those it has learned from by the scores of heads that had not.
   */
  evaluate(request: EvaluateRequest, context: TaskContext): Promise<Evaluation>;

  /** Tunes thresholds from the held-out scores kept with the model; nothing is trained. */
  tuneThresholds(request: TuneRequest, context: TaskContext): Promise<LabelThreshold[]>;

  /** The scores kept with a model of the photos it was not trained on: the basis of its thresholds. */
  heldOutScores(request: HeldOutRequest, context: TaskContext): Promise<HeldOutPhotoScores>;

  /**
   * The photos most similar to some photos, by the cosine of their embeddings with the mean of the query's.
   * The library's embeddings are read once and stay in memory; what is new or gone is followed at every call.
   */
  findSimilar(request: SimilarPhotosRequest, context: TaskContext): Promise<SimilarPhotos>;

  /**
   * Groups of almost identical photos: photo ids, the first photo of each group the one that all others resemble.
   * Throws AppError 'cancelled' when the signal aborts.
   */
  findNearDuplicates(request: NearDuplicatesRequest, context: TaskContext): Promise<Int32Array[]>;

  /**
   * Orders photos so that each is worth much and unlike those before it and those that were seen (see ml/spread-out.ts):
   * photo ids, at most `count`. Throws AppError 'not-found' when embeddings are missing.
   */
  spreadPhotos(request: SpreadRequest, context: TaskContext): Promise<number[]>;

  /**
   * Where in a photo a stored model sees each of its labels; and, when wanted, a picture of one of them.
   * Throws AppError 'not-found', 'unreadable-photo' and its like, 'no-access' for the picture.
   */
  heatMaps(request: HeatMapsRequest, context: TaskContext): Promise<HeatMaps>;

  /** What the pretrained classifier of EfficientNet-Lite0 says of photos that have an embedding of it. */
  scoreStarterWords(request: StarterWordsRequest, context: TaskContext): Promise<StarterWordScores>;

  /** Draws the sample set: JPEG files and a labels.csv in request.folder. */
  drawSamples(request: DrawSamplesRequest, context: TaskContext): Promise<void>;

  close(): Promise<void>;
}

/** A backbone as it comes, or one that was fine-tuned. */
export interface EmbeddingNetwork {
  backbone: BackboneId;
  /** the folder of the model it was fine-tuned for; left out or null: as it comes */
  tunedFolder?: string | null;
}

export interface ReadPhotosRequest extends EmbeddingNetwork {
  files: FileToRead[];
  /** thumbnails go to <folder>/<first two hex digits>/<hash>.jpg; null: none are kept */
  thumbnailsFolder: string | null;
}

export interface FileToRead {
  /** absolute */
  path: string;
  /** hashes that need no decoding: when the content is one of these, only the hash is returned */
  knownHashes?: string[];
}

export type PhotoReading =
  | {
      kind: 'photo';
      path: string;
      contentHash: string;
      sizeBytes: number;
      modifiedAt: number;
      width: number;
      height: number;
      format: PhotoFormat;
      takenAt: number | null;
      camera: string | null;
      /** float16 bits, embedding width values, of the backbone as it comes */
      embedding: Uint16Array;
      /** the same of the fine-tuned one, when that was asked for */
      tunedEmbedding: Uint16Array | null;
      /** set when the photo was taken although something is wrong with it */
      warning: Sentence | null;
    }
  | { kind: 'known'; path: string; contentHash: string; sizeBytes: number; modifiedAt: number }
  | {
      kind: 'problem';
      path: string;
      code: ErrorCode;
      message: Sentence;
      sizeBytes: number;
      modifiedAt: number;
    };

export interface TrainRequest {
  /** library.sqlite; the engine opens it read-only for the embeddings */
  databaseFile: string;
  photoIds: number[];
  labels: string[];
  /** Int8Array, photos × labels row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  /** Int8Array: TRAIN, VALIDATION, TEST, or UNASSIGNED for photos whose split is still to be chosen */
  splits: Int8Array;
  /** photos of the library of which no answer is known: what photos have in common is learned from them too */
  untaggedPhotoIds?: number[];
  /** per photo, for burst grouping */
  folders: string[];
  takenAt: (number | null)[];
  /** what fine-tuning alone needs; null without it */
  fineTuning: FineTuningFiles | null;
  /** what the new model's embeddings are kept under: its backbone's own unless that is fine-tuned */
  embeddingKey: EmbeddingKey;
  settings: TrainingSettings;
  /** created by the engine; holds head.json, head.bin and held-out.bin afterwards */
  modelFolder: string;
}

export interface FineTuningFiles {
  /** per photo, absolute */
  files: string[];
  /** per photo */
  contentHashes: string[];
  /** for what it has seen and how far it is; whoever asks removes it. What lies there is gone on from where it fits. */
  workFolder: string;
}

export interface TrainResult {
  /** as in the request, every photo assigned */
  splits: Int8Array;
  backend: TrainingBackend;
  epochs: EpochRecord[];
  bestEpoch: number;
  thresholds: LabelThreshold[];
  validation: HeldOutEvaluation | null;
  /** photos that could not be read again for fine-tuning; they were left out */
  unreadable: { path: string; code: ErrorCode; message: Sentence }[];
}

export interface TimeFineTuningRequest {
  backbone: BackboneId;
  fineTune: Exclude<FineTunePart, 'head'>;
  augmentation: Augmentation;
  maxEpochs: number;
}

/** What fine-tuning costs on this machine now, in seconds per photo; decoding the photos is in none of it. */
export interface FineTuningPace {
  backend: TrainingBackend;
  /** at most so many */
  epochs: number;
  /** views that are shown of every tagged photo, and views that an embedding is the mean of afterwards */
  views: { shown: number; embedded: number };
  /** one view through the frozen part */
  frozen: number;
  /** one photo in one epoch, learned from */
  learning: number;
  /** one view of one photo through the trained part, to measure */
  measuring: number;
  /** one view of one photo through the whole network, to embed it */
  embedding: number;
}

export interface ScoreRequest {
  modelFolder: string;
  photos:
    | { kind: 'stored'; databaseFile: string; photoIds: number[] }
    /** float16 bits, photos × embedding width; photoIds of the batches are then row numbers */
    | { kind: 'given'; embeddings: Uint16Array };
  /** photos per batch; default 4096 */
  batchSize?: number;
}

export interface EvaluateRequest {
  databaseFile: string;
  modelFolder: string;
  photoIds: number[];
  targets: Int8Array;
  thresholds: LabelThreshold[];
  /** 0: no intervals */
  bootstrapRounds: number;
  seed: number;
}

export interface TuneRequest {
  modelFolder: string;
  /** the annotations of today for the photos of the held-out scores; rows not listed are left out */
  photoIds: number[];
  targets: Int8Array;
  objective: ThresholdObjective;
  /** empty: all labels of the model */
  labels: string[];
}

export interface HeldOutRequest {
  modelFolder: string;
}

export interface HeldOutPhotoScores {
  /** the N rows */
  photoIds: number[];
  /** the L columns: the model's labels when it was trained, in the order of its outputs */
  labels: string[];
  /** Float32Array, N×L row-major, 0..1 */
  probabilities: Float32Array;
  /** N: 1 where the scores are out-of-fold predictions of a training photo, 0 for validation photos */
  isCrossValidated: Uint8Array;
  /** one per label, already in the probabilities; null: they are not calibrated */
  calibration: LabelCalibration[] | null;
  /** for the N rows; null: not known, in models of earlier versions */
  crossFit: CrossFit | null;
  /** photos that were learned from and have no row; null: not known */
  learnedOnly: number[] | null;
}

/** The photos that are compared: all of a library, so that those it no longer has are forgotten. */
export interface LibraryPhotos {
  databaseFile: string;
  backbone: BackboneId;
  /** those without an embedding of this backbone are passed over */
  photoIds: Int32Array;
  /** a number of each photo's content: another one means another picture under the same id */
  stamps: Float64Array;
}

export interface SimilarPhotosRequest extends LibraryPhotos {
  /** at least one; those without an embedding do not count */
  queryIds: number[];
  /** only these are found; null: all */
  among: Int32Array | null;
  /** how many at most */
  limit: number;
}

export interface SimilarPhotos {
  /** the most similar first; the photos asked with are found, too */
  photoIds: Int32Array;
  /** cosines, −1..1, as long as photoIds */
  similarities: Float32Array;
  /** photos that have an embedding of this backbone: the others were passed over */
  compared: number;
}

export interface NearDuplicatesRequest extends LibraryPhotos {
  /** 0..1; photos are in the order in which they may begin a group */
  leastCosine: number;
}

export interface SpreadRequest {
  databaseFile: string;
  backbone: BackboneId;
  /** the N to be ordered */
  photoIds: number[];
  /** N, ≥ 0: how much each is worth by itself */
  worth: Float32Array;
  /** the others keep away from these; none of photoIds */
  seenIds: number[];
  count: number;
}

export interface HeatMapsRequest {
  /** absolute */
  file: string;
  modelFolder: string;
  /** the photo with the heat of one of the model's labels over it, as a PNG file; null: none is drawn */
  picture: { label: string; file: string } | null;
}

export interface StarterWordsRequest {
  databaseFile: string;
  /** some thousand at most */
  photoIds: number[];
}

export interface StarterWordScores {
  /** the same at every call */
  words: { en: string; de: string }[];
  /** Float32Array, photos × words row-major, 0..1 */
  probabilities: Float32Array;
}

export interface DrawSamplesRequest {
  folder: string;
  count: number;
  seed: number;
}
