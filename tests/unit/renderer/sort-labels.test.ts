import { expect, test } from 'vitest';
import { sortColumns, sortLabels } from '../../../src/renderer/sort-labels.ts';
import type { MainJobLabelReport } from '../../../src/shared/main-job-report.ts';

function row(label: string, support: number, averagePrecision: number | null): MainJobLabelReport {
  const measures = { precision: averagePrecision, recall: averagePrecision, f1: averagePrecision };
  return { label, support, averagePrecision, threshold: 0.5, tuned: measures, atHalf: measures };
}

const rows = [row('tree', 5, 0.9), row('boat', 0, null), row('Car', 5, 0.7), row('road', 9, 0.8)];
const names = (sorted: MainJobLabelReport[]) => sorted.map(({ label }) => label);

test('sorts numbers both ways, equal ones by name', () => {
  expect(names(sortLabels(rows, 'support', 'descending'))).toEqual(['road', 'Car', 'tree', 'boat']);
  expect(names(sortLabels(rows, 'support', 'ascending'))).toEqual(['boat', 'Car', 'tree', 'road']);
});

test('sorts names without regard to case', () => {
  expect(names(sortLabels(rows, 'label', 'ascending'))).toEqual(['boat', 'Car', 'road', 'tree']);
  expect(names(sortLabels(rows, 'label', 'descending'))).toEqual(['tree', 'road', 'Car', 'boat']);
});

test.each(['averagePrecision', 'tuned.f1', 'atHalf.recall'] as const)(
  'puts what is undefined in %s last either way',
  (column) => {
    expect(names(sortLabels(rows, column, 'ascending'))).toEqual(['Car', 'road', 'tree', 'boat']);
    expect(names(sortLabels(rows, column, 'descending'))).toEqual(['tree', 'road', 'Car', 'boat']);
  },
);

test('keeps every row and leaves the given order alone', () => {
  const before = [...rows];
  for (const column of sortColumns) expect(sortLabels(rows, column, 'ascending')).toHaveLength(rows.length);
  expect(rows).toEqual(before);
});
