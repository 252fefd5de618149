/** Labels and annotations: what a person says of a photo. */

import type { LabelId, ModelId, PhotoId, Probability, Timestamp } from './ids.ts';

export interface Label {
  id: LabelId;
  /** unique without regard to case, any language, NFC, no "|" */
  name: string;
  parentId: LabelId | null;
  /** "#rrggbb" */
  color: string | null;
  /** one character */
  shortcut: string | null;
}

/** A label with the number of photos that a person said have it, and have it not. */
export interface LabelCount extends Label {
  presentCount: number;
  absentCount: number;
}

/** Not tagged yet is unknown, which is not the same as absent. */
export type AnnotationValue = 'present' | 'absent';

export type AnnotationSource = 'human' | 'imported' | 'accepted-suggestion';

/** One answer to "does this photo have this label?". No row means unknown. */
export interface Annotation {
  photoId: PhotoId;
  labelId: LabelId;
  value: AnnotationValue;
  source: AnnotationSource;
  /** of an accepted suggestion: who suggested it, and how sure it was */
  modelId: ModelId | null;
  score: Probability | null;
  at: Timestamp;
}

/** In targets matrices (Int8Array, photos × labels, row-major). */
export const PRESENT = 1;
export const ABSENT = 0;
export const UNKNOWN = -1;

/** Between two labels in a labels.csv cell, so it cannot be part of a name. */
export const LABEL_SEPARATOR = '|';
