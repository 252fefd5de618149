/** How labels and predictions look outside Tagwright: CSV and JSON Lines. Pure text, a piece at a time. */

import { stringify } from 'csv-stringify/sync';
import { LABEL_SEPARATOR } from '../../shared/label.ts';
import type { Split } from '../../shared/photo.ts';
import type { Decision } from '../../shared/threshold.ts';
import { escapeFormula } from '../library/formula-escape.ts';

/** One photo and what a person said it shows. */
export interface LabelsRow {
  /** absolute */
  file: string;
  labels: string[];
  split: Split | null;
}

/** One photo and what a model says it shows. */
export interface PredictionsRow {
  /** absolute */
  file: string;
  /** in the order in which they shall be listed */
  predictions: { label: string; score: number; decision: Decision }[];
}

export type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;

const ROWS_PER_PIECE = 256;

/**
 * Labels as a CSV that readLabelsCsv reads back unchanged: `file,labels,split`, labels joined by "|".
 * Cells that a spreadsheet would run as a formula are written with a "'" before them.
 */
export async function* formatLabelsCsv(rows: Rows<LabelsRow>): AsyncGenerator<string> {
  const header = ['file', 'labels', 'split'];
  yield* formatCsv(header, rows, ({ file, labels, split }) => [
    file,
    labels.join(LABEL_SEPARATOR),
    split ?? '',
  ]);
}

/**
 * Predictions as a CSV: `file,labels,suggested,scores`.
 *
 * labels     those that are applied, joined by "|": the first two columns are a labels CSV
 * suggested  those that are only suggested, joined by "|"
 * scores     `label=score` of both, in the same order, joined by "|"; the score is 0..1 with four decimals and stands
 *            after the last "="
 */
export async function* formatPredictionsCsv(rows: Rows<PredictionsRow>): AsyncGenerator<string> {
  const header = ['file', 'labels', 'suggested', 'scores'];
  yield* formatCsv(header, rows, ({ file, predictions }) => {
    const of = (decision: Decision) => predictions.filter((prediction) => prediction.decision === decision);
    const [applied, suggested] = [of('apply'), of('suggest')];
    const names = (list: typeof predictions) => list.map(({ label }) => label).join(LABEL_SEPARATOR);
    const scores = [...applied, ...suggested].map(({ label, score }) => `${label}=${score.toFixed(4)}`);
    return [file, names(applied), names(suggested), scores.join(LABEL_SEPARATOR)];
  });
}

/** One line of JSON per photo: `{"file", "labels": […], "split"}`. */
export async function* formatLabelsJsonLines(rows: Rows<LabelsRow>): AsyncGenerator<string> {
  for await (const { file, labels, split } of rows) yield `${JSON.stringify({ file, labels, split })}\n`;
}

/** One line of JSON per photo: `{"file", "predictions": [{"label", "score", "decision"}]}`, all labels included. */
export async function* formatPredictionsJsonLines(rows: Rows<PredictionsRow>): AsyncGenerator<string> {
  for await (const { file, predictions } of rows)
    yield `${JSON.stringify({
      file,
      predictions: predictions.map(({ label, score, decision }) => ({ label, score, decision })),
    })}\n`;
}

async function* formatCsv<Row>(
  header: string[],
  rows: Rows<Row>,
  cellsOf: (row: Row) => string[],
): AsyncGenerator<string> {
  let piece = [header];
  for await (const row of rows) {
    piece.push(cellsOf(row).map(escapeFormula));
    if (piece.length >= ROWS_PER_PIECE) {
      yield toCsv(piece);
      piece = [];
    }
  }
  if (piece.length > 0) yield toCsv(piece);
}

function toCsv(cells: string[][]): string {
  return stringify(cells, { quoted_match: /[\r\n]/ });
}
