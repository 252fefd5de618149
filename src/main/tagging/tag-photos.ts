/** Tags by hand: says of photos that they have a label, have it not, or that nobody knows. */

import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { LabelId, PhotoId } from '../../shared/ids.ts';
import type { AnnotationValue } from '../../shared/label.ts';
import { say } from '../../shared/sentences/say.ts';
import { cleanLabelName, labelNameKey } from '../database/label-name.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Library } from '../library/library.ts';
import { nearNames } from './near-names.ts';

export interface LabelChange {
  label: string;
  value: AnnotationValue | 'unknown';
}

export interface TagInput {
  /** files, and folders that stand for every photo of the library below them */
  paths: string[];
  changes: LabelChange[];
  /** true: unknown labels of these photos count as absent from now on; false: no longer; null: as before */
  isFullyTagged: boolean | null;
}

export interface TagReport {
  photos: number;
  /** with the labels' names as the library has them */
  changes: LabelChange[];
  /** labels that are new in the library */
  createdLabels: string[];
  isFullyTagged: boolean | null;
}

/**
 * Tags photos, all or nothing.
 *
 * Throws AppError 'not-found' for a path that is not in the library, or a label that is to be taken away and is not
 * there; 'invalid-input' when a label is named twice or nothing is to be done.
 */
export function tagPhotos(library: Library, input: TagInput): TagReport {
  refuseContradictions(input);
  const photoIds = photosAt(library, input.paths);
  return inTransaction(library.database, () => {
    const createdLabels: string[] = [];
    const changes = input.changes.map(({ label: wanted, value }) => {
      const labelId = findOrAdd(library, wanted, value, createdLabels);
      if (value === 'unknown') library.annotations.clear(photoIds, labelId);
      else library.annotations.set(photoIds, labelId, value, 'human');
      return { label: library.labels.get(labelId)!.name, value };
    });
    if (input.isFullyTagged !== null) library.photos.setFullyTagged(photoIds, input.isFullyTagged);
    return { photos: photoIds.length, changes, createdLabels, isFullyTagged: input.isFullyTagged };
  });
}

function refuseContradictions({ paths, changes, isFullyTagged }: TagInput): void {
  if (paths.length === 0) throw new AppError('invalid-input', say('tagging.namePhotos'));
  if (changes.length === 0 && isFullyTagged === null)
    throw new AppError('invalid-input', say('tagging.nameTags'));
  const seen = new Set<string>();
  for (const { label } of changes) {
    const key = labelNameKey(cleanLabelName(label));
    if (seen.has(key)) throw new AppError('invalid-input', say('tagging.namedTwice', { name: label }));
    seen.add(key);
  }
}

function findOrAdd(
  library: Library,
  name: string,
  value: LabelChange['value'],
  createdLabels: string[],
): LabelId {
  const known = library.labels.findByName(name);
  if (known !== null) return known.id;
  if (value !== 'present') {
    const names = library.labels.list().map((label) => label.name);
    throw new AppError('not-found', say('tagging.noSuchLabel', { name, near: nearNames(name, names) }));
  }
  const labelId = library.labels.add({ name });
  createdLabels.push(library.labels.get(labelId)!.name);
  return labelId;
}

/** Photos by paths, relative ones from the working folder; a folder stands for all below it. Throws AppError 'not-found'. */
export function photosAt(library: Library, paths: readonly string[]): PhotoId[] {
  const absolute = paths.map((path) => resolve(path));
  const idOf = library.photos.idsByPaths(absolute);
  const ids = new Set<PhotoId>();
  for (const path of absolute) {
    const known = idOf.get(path);
    const found = known !== undefined ? [known] : isFolder(path) ? library.photos.idsUnderFolder(path) : [];
    if (found.length === 0) throw new AppError('not-found', say('tagging.notInLibrary', { path }));
    for (const id of found) ids.add(id);
  }
  return [...ids];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
