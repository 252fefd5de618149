/** Libraries for tests: real SQLite, in memory or in a temporary folder. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { PhotoId } from '../../../src/shared/ids.ts';
import type { HeldOutEvaluation } from '../../../src/shared/model.ts';
import type { LabelThreshold } from '../../../src/shared/threshold.ts';
import { verbatim } from '../../../src/shared/sentences/sentence.ts';
import { createAnnotationStore } from '../../../src/main/database/annotation-store.ts';
import { createConfirmationStore } from '../../../src/main/database/confirmation-store.ts';
import { createEditStore } from '../../../src/main/database/edit-store.ts';
import { createEmbeddingStore } from '../../../src/main/database/embedding-store.ts';
import { createJobStore } from '../../../src/main/database/job-store.ts';
import { createLabelStore } from '../../../src/main/database/label-store.ts';
import { openLibraryDatabase } from '../../../src/main/database/library-database.ts';
import { createModelStore, type NewModel } from '../../../src/main/database/model-store.ts';
import { createPhotoStore } from '../../../src/main/database/photo-store.ts';
import { createRunStore } from '../../../src/main/database/run-store.ts';
import { createScoreStore } from '../../../src/main/database/score-store.ts';
import { createSettingStore } from '../../../src/main/database/setting-store.ts';

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tagwright-database-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty library with all stores, closed when the test ends. */
export function openTestLibrary(file = ':memory:') {
  const db = openLibraryDatabase(file);
  onTestFinished(() => void db.close());
  return {
    db,
    photos: createPhotoStore(db),
    embeddings: createEmbeddingStore(db),
    labels: createLabelStore(db),
    annotations: createAnnotationStore(db),
    edits: createEditStore(db),
    confirmations: createConfirmationStore(db),
    models: createModelStore(db),
    runs: createRunStore(db),
    scores: createScoreStore(db),
    jobs: createJobStore(db),
    settings: createSettingStore(db),
  };
}

export type TestLibrary = ReturnType<typeof openTestLibrary>;

/** 64 hex digits that differ for different numbers. */
export function hashOf(number: number): string {
  return number.toString(16).padStart(64, '0');
}

/** Photos first, first + 1, …, each with one file /photos/<number>.jpg of <number> bytes, taken at 1000 × number. */
export function addPhotos({ photos }: Pick<TestLibrary, 'photos'>, count: number, first = 1): PhotoId[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const photoId = photos.insertPhoto({
      contentHash: hashOf(number),
      width: 40,
      height: 30,
      format: 'jpeg',
      takenAt: number * 1000,
      camera: null,
    });
    photos.putFile({
      path: `/photos/${number}.jpg`,
      photoId,
      sizeBytes: number,
      modifiedAt: number + 0.25,
      warning: null,
    });
    return photoId;
  });
}

export function thresholdOf(label: string, apply = 0.5): LabelThreshold {
  return {
    label,
    apply,
    suggest: apply / 2,
    source: 'tuned',
    objective: { kind: 'precision', atLeast: 0.9 },
    operatingPoint: {
      precision: 0.95,
      precisionInterval: { low: 0.9, high: 0.98 },
      recall: null,
      recallInterval: null,
      f1: null,
      positives: 40,
      negatives: 60,
      basis: 'cross-validation',
    },
    note: verbatim('Few photos.'),
  };
}

const evaluation: HeldOutEvaluation = {
  basis: 'cross-validation',
  photos: 10,
  mAP: 0.9,
  mAPInterval: null,
  macroF1: 0.8,
  microF1: 0.81,
  samplesF1: null,
  hammingLoss: 0.1,
  bce: 0.2,
  atHalf: { macroF1: 0.7, microF1: null, samplesF1: null },
  labels: [],
};

export function newModel(labels: string[]): NewModel {
  return {
    createdAt: 1_700_000_000_000,
    settings: {
      backbone: 'mobilenet-v2-1.0',
      fineTune: 'head',
      augmentation: 'mirror',
      seed: 7,
      hiddenUnits: 0,
      maxEpochs: 30,
      batchSize: 64,
      learningRate: 0.001,
      l2: 0.0001,
      patience: 5,
      imbalance: 0.5,
      assumeAbsent: 0,
    },
    backend: 'wasm',
    dataFingerprint: hashOf(99),
    labels,
    photoCounts: { train: 7, validation: 3, test: 0 },
    trainingSeconds: 1.5,
    validation: evaluation,
    epochs: [{ epoch: 1, trainingLoss: 0.5, validationLoss: null, validationMAP: null }],
    bestEpoch: 1,
    thresholds: labels.map((label) => thresholdOf(label)),
  };
}
