/** The rows of a model's report: each label's measures beside those of the model before it. */

import type { Interval, LabelEvaluation } from '../../../shared/evaluation.ts';
import type { SortDirection } from '../../state/table-sort.svelte.ts';

export const measureColumns = [
  'label',
  'support',
  'averagePrecision',
  'precision',
  'recall',
  'f1',
  'f1AtHalf',
  'change',
] as const;
export type MeasureColumn = (typeof measureColumns)[number];

export interface MeasureRow {
  label: string;
  support: number;
  averagePrecision: number | null;
  averagePrecisionInterval: Interval | null;
  precision: number | null;
  recall: number | null;
  f1: number | null;
  f1AtHalf: number | null;
  /** of the average precision since the model before; null when either is undefined or the label is new */
  change: number | null;
  /** true: the model before did not know the label */
  isNew: boolean;
}

/**
 * Puts the labels of two evaluations side by side.
 *
 * previous  null: there is no model before, and nothing is called new
 */
export function rowsOf(
  labels: readonly LabelEvaluation[],
  previous: readonly LabelEvaluation[] | null,
): MeasureRow[] {
  const earlier = new Map((previous ?? []).map((each) => [each.label.toLowerCase(), each]));
  return labels.map((each) => {
    const before = earlier.get(each.label.toLowerCase());
    return {
      label: each.label,
      support: each.support,
      averagePrecision: each.averagePrecision,
      averagePrecisionInterval: each.averagePrecisionInterval,
      precision: each.precision,
      recall: each.recall,
      f1: each.f1,
      f1AtHalf: each.atHalf.f1,
      change: changeOf(each.averagePrecision, before?.averagePrecision ?? null),
      isNew: previous !== null && before === undefined,
    };
  });
}

/** after − before; null when either is undefined. */
export function changeOf(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}

/** A sorted copy. Undefined values come last either way; equal values are ordered by label. */
export function sortRows(
  rows: readonly MeasureRow[],
  column: MeasureColumn,
  direction: SortDirection,
): MeasureRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const byName = a.label.localeCompare(b.label);
    if (column === 'label') return sign * byName;
    const left = a[column];
    const right = b[column];
    if (left === null || right === null) return left === right ? byName : left === null ? 1 : -1;
    return sign * (left - right) || byName;
  });
}
