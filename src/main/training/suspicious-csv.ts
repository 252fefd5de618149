/** Suspicious labels as CSV text. */

import { stringify } from 'csv-stringify/sync';
import type { SuspiciousItem } from '../../shared/suspicious-labels.ts';
import { escapeFormula } from '../library/formula-escape.ts';

export interface SuspiciousRow extends Pick<
  SuspiciousItem,
  'value' | 'probability' | 'loss' | 'isLikelyWrong'
> {
  /** absolute; null when none is known any more */
  file: string | null;
  label: string;
}

/** Header `file,label,annotation,probability,loss,likely_wrong`, one line per row; harmless in spreadsheets. */
export function suspiciousCsv(rows: readonly SuspiciousRow[]): string {
  return stringify([
    ['file', 'label', 'annotation', 'probability', 'loss', 'likely_wrong'],
    ...rows.map(({ file, label, value, probability, loss, isLikelyWrong }) => [
      escapeFormula(file ?? ''),
      escapeFormula(label),
      value,
      probability.toFixed(6),
      loss.toFixed(6),
      isLikelyWrong ? 'yes' : 'no',
    ]),
  ]);
}
