/** Predictions into a CSV file. */

import { writeStreamAtomically } from '../sidecars/write-file-atomically.ts';
import { formatPredictionsCsv } from './export-formats.ts';
import type { PredictionsRow, Rows } from './export-formats.ts';

/**
 * Writes `file,labels,suggested,scores` (see formatPredictionsCsv), row by row: memory does not grow with the photos.
 * The file appears only when it is complete; an earlier one of that name is replaced.
 *
 * throws  AppError 'no-access', 'not-found' or 'disk-full' when it cannot be written
 */
export async function writePredictionsCsv(file: string, rows: Rows<PredictionsRow>): Promise<void> {
  await writeStreamAtomically(file, formatPredictionsCsv(rows));
}
