/** One measured figure of the window. */

export interface UiMeasure {
  name: string;
  unit: 'ms' | 'MB' | '×';
  value: number;
  /** not to be exceeded; null: only told */
  limit: number | null;
  detail?: string;
}

/** The middle value; of an even number the upper of the two. Throws RangeError for none. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value that `percent` of all do not exceed, 0..100 (nearest rank). Throws RangeError for none. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new RangeError('There is nothing to take a percentile of.');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))]!;
}

/** One line of the table. */
export function describeMeasure({ name, unit, value, limit, detail }: UiMeasure): string {
  const verdict = limit === null ? '    ' : value <= limit ? 'ok  ' : 'SLOW';
  const shown = `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
  const target = limit === null ? '' : `at most ${limit} ${unit}`;
  return `${verdict}  ${name.padEnd(62)} ${shown.padStart(10)}  ${target.padEnd(16)} ${detail ?? ''}`.trimEnd();
}
