/** What is exported of a library: which photos, in which order, with which labels. */

import { setImmediate as nextTurn } from 'node:timers/promises';
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
  const nameOf = labelNamer(library);
  for (const photoIds of inParts(library.photos.idsTagged())) {
    const present = Map.groupBy(
      library.annotations.ofPhotos(photoIds).filter(({ value }) => value === 'present'),
      ({ photoId }) => photoId,
    );
    for (const photo of library.photos.get(photoIds))
      for (const file of photo.files)
        yield {
          file,
          labels: (present.get(photo.id) ?? []).map(({ labelId }) => nameOf(labelId)).toSorted(),
          split: photo.split,
        };
  }
}

/**
 * One row per file of every photo that auto-tagging looked at, with the newest predictions that were not undone,
 * most likely first.
 */
export function* predictionsRows(library: Library): Generator<PredictionsRow> {
  const nameOf = labelNamer(library);
  for (const photoIds of inParts(library.photos.allIds()))
    yield* toRows(library, library.runs.currentPredictions(photoIds), nameOf);
}

/**
 * Writes the CSV of one auto-tag run (see formatPredictionsCsv); memory does not grow with the photos.
 *
 * file    absolute; replaced when it is there
 * Throws AppError 'no-access', 'not-found' or 'disk-full' when it cannot be written, what the signal was aborted with.
 */
export async function exportRunPredictions(
  library: Library,
  runId: RunId,
  file: string,
  signal: AbortSignal,
): Promise<void> {
  await writePredictionsCsv(file, rowsOfRun(library, runId, signal));
}

async function* rowsOfRun(
  library: Library,
  runId: RunId,
  signal: AbortSignal,
): AsyncGenerator<PredictionsRow> {
  const nameOf = labelNamer(library);
  for (const results of library.runs.predictionsOf(runId)) {
    await nextTurn();
    signal.throwIfAborted();
    yield* toRows(library, results, nameOf);
  }
}

function* toRows(
  library: Library,
  results: PhotoPredictions[],
  nameOf: (labelId: LabelId) => string,
): Generator<PredictionsRow> {
  const photos = library.photos.get(results.map(({ photoId }) => photoId));
  const filesOf = new Map<PhotoId, string[]>(photos.map((photo) => [photo.id, photo.files]));
  for (const { photoId, predictions } of results) {
    const named = predictions.map(({ labelId, score, decision }) => ({
      label: nameOf(labelId),
      score,
      decision,
    }));
    for (const file of filesOf.get(photoId) ?? []) yield { file, predictions: named };
  }
}

/** Labels may be added while an export goes on, and become a photo's by merging. */
function labelNamer({ labels }: Library): (labelId: LabelId) => string {
  const read = () => new Map(labels.list().map((label) => [label.id, label.name]));
  let names = read();
  return (labelId) => {
    if (!names.has(labelId)) names = read();
    return names.get(labelId)!;
  };
}

function* inParts<Item>(items: Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += PHOTOS_AT_ONCE)
    yield items.slice(start, start + PHOTOS_AT_ONCE);
}
