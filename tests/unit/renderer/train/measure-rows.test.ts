import { expect, test } from 'vitest';
import { rowsOf, sortRows } from '../../../../src/renderer/screens/train/measure-rows.ts';
import type { LabelEvaluation } from '../../../../src/shared/evaluation.ts';

function evaluated(label: string, support: number, averagePrecision: number | null): LabelEvaluation {
  return {
    label,
    support,
    known: 10,
    averagePrecision,
    averagePrecisionInterval: null,
    rocAuc: null,
    bce: null,
    threshold: 0.5,
    precision: null,
    recall: null,
    f1: null,
    atHalf: { precision: null, recall: null, f1: 0.25 },
  };
}

test('a label is compared with itself in the model before, undefined and new ones with nothing', () => {
  const before = [evaluated('Beach', 3, 0.5), evaluated('night', 0, null)];
  const rows = rowsOf(
    [evaluated('beach', 4, 0.75), evaluated('night', 1, 0.5), evaluated('dog', 2, 0.25)],
    before,
  );
  expect(rows.map(({ label, change, isNew }) => ({ label, change, isNew }))).toEqual([
    { label: 'beach', change: 0.25, isNew: false },
    { label: 'night', change: null, isNew: false },
    { label: 'dog', change: null, isNew: true },
  ]);
  expect(rowsOf([evaluated('dog', 2, 0.25)], null)[0]).toMatchObject({ isNew: false, f1AtHalf: 0.25 });
});

test('undefined values come last in either direction, equal ones by label', () => {
  const rows = rowsOf([evaluated('c', 1, null), evaluated('b', 1, 0.5), evaluated('a', 1, 0.75)], null);
  const order = (direction: 'ascending' | 'descending') =>
    sortRows(rows, 'averagePrecision', direction).map(({ label }) => label);
  expect(order('ascending')).toEqual(['b', 'a', 'c']);
  expect(order('descending')).toEqual(['a', 'b', 'c']);
  expect(sortRows(rows, 'support', 'descending').map(({ label }) => label)).toEqual(['a', 'b', 'c']);
});
