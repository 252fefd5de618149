/** Labels and predictions of a library as CSV or JSON lines, a piece at a time or into a file. */

import type { Library } from '../library/library.ts';
import { writeStreamAtomically } from '../sidecars/write-file-atomically.ts';
import {
  formatLabelsCsv,
  formatLabelsJsonLines,
  formatPredictionsCsv,
  formatPredictionsJsonLines,
} from './export-formats.ts';
import { labelsRows, predictionsRows } from './export-tags.ts';

export type ExportKind = 'labels' | 'predictions';
export type ExportFormat = 'csv' | 'jsonl';

/** What people said, or what auto-tag gave, one row per file; see labelsRows, predictionsRows and export-formats.ts. */
export function exportText(library: Library, kind: ExportKind, format: ExportFormat): AsyncGenerator<string> {
  const isCsv = format === 'csv';
  if (kind === 'labels') {
    const rows = labelsRows(library);
    return isCsv ? formatLabelsCsv(rows) : formatLabelsJsonLines(rows);
  }
  const rows = predictionsRows(library);
  return isCsv ? formatPredictionsCsv(rows) : formatPredictionsJsonLines(rows);
}

/** The same into a file, which appears when it is complete. Throws AppError 'no-access', 'not-found' or 'disk-full'. */
export async function exportTextFile(
  library: Library,
  kind: ExportKind,
  format: ExportFormat,
  file: string,
): Promise<void> {
  await writeStreamAtomically(file, exportText(library, kind, format));
}
