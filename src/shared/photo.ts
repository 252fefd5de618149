/** A photo: one picture content, wherever its files lie. */

import type { PhotoId, Timestamp } from './ids.ts';

export const splits = ['train', 'validation', 'test'] as const;
/** Which part of the data a tagged photo belongs to: learned from, tuned on, or only ever measured on. */
export type Split = (typeof splits)[number];

/** In splits arrays (Int8Array): index into `splits`, or UNASSIGNED. */
export const TRAIN = 0;
export const VALIDATION = 1;
export const TEST = 2;
export const UNASSIGNED = -1;

export interface Photo {
  id: PhotoId;
  /** sha256 of the file's bytes, 64 hex digits */
  contentHash: string;
  /** as shown, orientation applied, in pixels */
  width: number;
  height: number;
  format: PhotoFormat;
  /** from the camera; null when the file does not say */
  takenAt: Timestamp | null;
  camera: string | null;
  isFullyTagged: boolean;
  split: Split | null;
  /** every file with this content, absolute paths, oldest known first */
  files: string[];
}

export const photoFormats = ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif', 'heic', 'raw', 'svg'] as const;
export type PhotoFormat = (typeof photoFormats)[number];
