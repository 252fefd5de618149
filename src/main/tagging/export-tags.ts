/** What is exported of a library: which photos, in which order, with which labels. */

import type { LabelId, PhotoId, RunId } from '../../shared/ids.ts';
import type { PhotoPredictions } from '../database/predictions.ts';
import type { Library } from '../library/library.ts';
import type { LabelsRow, PredictionsRow } from './export-formats.ts';
import { writePredictionsCsv } from './write-predictions-csv.ts';

/** Photos looked up at once: memory does not grow with the library. */
const PHOTOS_AT_ONCE = 1000;

/**
 * One row per file of every tagged photo, with the labels that are present.
 *
 * Absent and unknown are not told apart here: read back as a labels CSV, every listed photo counts as fully tagged.
 */
export function* labelsRows(library: Library): Generator<LabelsRow> {
  const nameOf = labelNames(library);
  for (const photoIds of inParts(library.photos.idsTagged())) {
    const present = Map.groupBy(
      library.annotations.ofPhotos(photoIds).filter(({ value }) => value === 'present'),
      ({ photoId }) => photoId,
    );
    for (const photo of library.photos.get(photoIds))
      for (const file of photo.files)
        yield {
          file,
          labels: (present.get(photo.id) ?? []).map(({ labelId }) => nameOf.get(labelId)!).toSorted(),
          split: photo.split,
        };
  }
}

/**
 * One row per file of every photo that auto-tagging looked at, with the newest predictions that were not undone,
 * most likely first.
 */
export function* predictionsRows(library: Library): Generator<PredictionsRow> {
  for (const photoIds of inParts(library.photos.allIds()))
    yield* toRows(library, library.runs.currentPredictions(photoIds));
}

/**
 * Writes the CSV of one auto-tag run (see formatPredictionsCsv).
 *
 * file  absolute; replaced when it is there
 * Throws AppError 'no-access', 'not-found' or 'disk-full' when it cannot be written.
 */
export async function exportRunPredictions(library: Library, runId: RunId, file: string): Promise<void> {
  const results = library.runs.predictionsOf(runId);
  await writePredictionsCsv(file, rowsInParts(library, results));
}

function* rowsInParts(library: Library, results: PhotoPredictions[]): Generator<PredictionsRow> {
  for (const part of inParts(results)) yield* toRows(library, part);
}

function* toRows(library: Library, results: PhotoPredictions[]): Generator<PredictionsRow> {
  const nameOf = labelNames(library);
  const photos = library.photos.get(results.map(({ photoId }) => photoId));
  const filesOf = new Map<PhotoId, string[]>(photos.map((photo) => [photo.id, photo.files]));
  for (const { photoId, predictions } of results) {
    const named = predictions.map(({ labelId, score, decision }) => ({
      label: nameOf.get(labelId)!,
      score,
      decision,
    }));
    for (const file of filesOf.get(photoId) ?? []) yield { file, predictions: named };
  }
}

function labelNames(library: Library): Map<LabelId, string> {
  return new Map(library.labels.list().map((label) => [label.id, label.name]));
}

function* inParts<Item>(items: Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += PHOTOS_AT_ONCE)
    yield items.slice(start, start + PHOTOS_AT_ONCE);
}
