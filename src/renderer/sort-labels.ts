/** The order of the report's rows. */

import type { MainJobLabelReport } from '../shared/main-job-report.ts';
import type { SortDirection } from './state/table-sort.svelte.ts';

export const sortColumns = [
  'label',
  'support',
  'averagePrecision',
  'threshold',
  'tuned.precision',
  'tuned.recall',
  'tuned.f1',
  'atHalf.precision',
  'atHalf.recall',
  'atHalf.f1',
] as const;
export type SortColumn = (typeof sortColumns)[number];

/** The value of a column; null where it is undefined. */
export function valueOf(row: MainJobLabelReport, column: SortColumn): string | number | null {
  switch (column) {
    case 'label':
    case 'support':
    case 'averagePrecision':
    case 'threshold':
      return row[column];
    case 'tuned.precision':
      return row.tuned.precision;
    case 'tuned.recall':
      return row.tuned.recall;
    case 'tuned.f1':
      return row.tuned.f1;
    case 'atHalf.precision':
      return row.atHalf.precision;
    case 'atHalf.recall':
      return row.atHalf.recall;
    case 'atHalf.f1':
      return row.atHalf.f1;
  }
}

/** A sorted copy. Undefined values come last either way; equal values are ordered by label. */
export function sortLabels(
  rows: readonly MainJobLabelReport[],
  column: SortColumn,
  direction: SortDirection,
): MainJobLabelReport[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const left = valueOf(a, column);
    const right = valueOf(b, column);
    const byName = a.label.localeCompare(b.label);
    if (left === null || right === null) return left === right ? byName : left === null ? 1 : -1;
    if (typeof left === 'string' || typeof right === 'string') return sign * byName;
    return sign * (left - right) || byName;
  });
}
