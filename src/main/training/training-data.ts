/** What a model is learned from: the tagged photos, their targets and their splits. */

import { createHash } from 'node:crypto';
import type { PhotoId } from '../../shared/ids.ts';
import type { Label } from '../../shared/label.ts';
import type { Library } from '../library/library.ts';

export interface TrainingData {
  photoIds: PhotoId[];
  labels: Label[];
  /** Int8Array, photos × labels row-major: PRESENT, ABSENT or UNKNOWN */
  targets: Int8Array;
  /** Int8Array: TRAIN, VALIDATION, TEST or UNASSIGNED */
  splits: Int8Array;
}

/** Labels that at least one photo is known to have: the ones that can be learned. */
export function learnableLabels(library: Library): Label[] {
  return library.labels
    .list()
    .filter((label) => label.presentCount > 0)
    .map(({ id, name, parentId, color, shortcut }) => ({ id, name, parentId, color, shortcut }));
}

/**
 * Photo numbers follow the order in which decoding ended, which is chance. Ordered by content instead, the same photos
 * give the same splits, batches and weights in every library.
 */
export function inOrderOfContent(
  library: Library,
  photoIds: PhotoId[],
): { photoIds: PhotoId[]; contentHashes: string[] } {
  const photos = library.photos.get(photoIds);
  photos.sort((a, b) => (a.contentHash < b.contentHash ? -1 : 1));
  return {
    photoIds: photos.map((photo) => photo.id),
    contentHashes: photos.map((photo) => photo.contentHash),
  };
}

/**
 * Gathers targets and splits.
 *
 * photoIds  the rows
 * labels    the columns
 */
export function gatherTrainingData(library: Library, photoIds: PhotoId[], labels: Label[]): TrainingData {
  const targets = library.annotations.targets(
    photoIds,
    labels.map((label) => label.id),
  );
  return { photoIds, labels, targets, splits: library.photos.splitsOf(photoIds) };
}

/**
 * One short word for the data: equal photos, labels, targets and splits give an equal fingerprint.
 *
 * contentHashes  one per photo, in the order of data.photoIds, which is their own
 * returns        sha256, 64 hex digits
 */
export function fingerprintOf(data: TrainingData, contentHashes: string[], splits: Int8Array): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify(data.labels.map((label) => label.name)));
  const labelCount = data.labels.length;
  for (const [row, contentHash] of contentHashes.entries()) {
    hash.update(contentHash);
    hash.update(data.targets.subarray(row * labelCount, (row + 1) * labelCount));
    hash.update(splits.subarray(row, row + 1));
  }
  return hash.digest('hex');
}
