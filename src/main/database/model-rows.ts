/** Rows of `model` and `model_label`, and what they mean. */

import type { LabelId, ModelId, Timestamp } from '../../shared/ids.ts';
import type {
  HeldOutEvaluation,
  ModelSummary,
  TrainingBackend,
  TrainingSettings,
} from '../../shared/model.ts';
import type { LabelThreshold, OperatingPoint, ThresholdObjective } from '../../shared/threshold.ts';
import { noteAbout } from '../../shared/thresholds/threshold-notes.ts';
import { fromSentenceColumn, toSentenceColumn } from './sentence-column.ts';

export interface ModelRow {
  id: ModelId;
  created_at: Timestamp;
  is_active: number;
  follows_id: ModelId | null;
  folder: string;
  settings: string;
  backend: TrainingBackend;
  data_fingerprint: string;
  train_photos: number;
  validation_photos: number;
  test_photos: number;
  training_seconds: number;
  best_epoch: number;
  epochs: string;
  validation: string | null;
}

export interface ModelLabelRow {
  position: number;
  label_id: LabelId | null;
  name: string;
  apply: number;
  suggest: number;
  source: LabelThreshold['source'];
  objective: string;
  operating_point: string | null;
  note: string | null;
}

/** apply, suggest, source, objective, operating_point, note */
export type ThresholdValues = [number, number, string, string, string | null, string | null];

/** In the order of ThresholdValues. */
export function thresholdValues(threshold: LabelThreshold): ThresholdValues {
  const { apply, suggest, source, objective, operatingPoint, note } = threshold;
  const pointJson = operatingPoint === null ? null : JSON.stringify(operatingPoint);
  return [apply, suggest, source, JSON.stringify(objective), pointJson, note && toSentenceColumn(note)];
}

/** The JSON was written by thresholdValues; the schema checks that it is JSON. */
export function toThreshold(row: ModelLabelRow): LabelThreshold {
  return {
    label: row.name,
    apply: row.apply,
    suggest: row.suggest,
    source: row.source,
    objective: JSON.parse(row.objective) as ThresholdObjective,
    operatingPoint: row.operating_point === null ? null : (JSON.parse(row.operating_point) as OperatingPoint),
    note: row.note === null ? null : noteAbout(row.name, fromSentenceColumn(row.note)),
  };
}

/** labels: the model's, in the order of the head's outputs */
export function toSummary(row: ModelRow, labels: string[]): ModelSummary {
  return {
    id: row.id,
    createdAt: row.created_at,
    isActive: row.is_active === 1,
    followsId: row.follows_id,
    // models of an earlier Tagwright lack the settings that came later
    settings: {
      assumeAbsent: 0,
      fineTune: 'head',
      augmentation: 'mirror',
      ...(JSON.parse(row.settings) as Partial<TrainingSettings>),
    } as TrainingSettings,
    backend: row.backend,
    dataFingerprint: row.data_fingerprint,
    labels,
    photoCounts: { train: row.train_photos, validation: row.validation_photos, test: row.test_photos },
    trainingSeconds: row.training_seconds,
    validation: row.validation === null ? null : toHeldOutEvaluation(row.validation),
  };
}

/** Models of the first versions were all measured on photos set aside, and do not say so. */
function toHeldOutEvaluation(json: string): HeldOutEvaluation {
  return { basis: 'validation', ...(JSON.parse(json) as Omit<HeldOutEvaluation, 'basis'>) };
}
