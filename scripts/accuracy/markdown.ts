/** Tables and figures as docs/accuracy.md writes them. */

/** A Markdown table: the first column is text, the others are figures and stand right. */
export function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  const rule = line(header.map((_, column) => (column === 0 ? '---' : '---:')));
  return [line(header), rule, ...rows.map(line)].join('\n');
}

/** A share 0..1 in percent with one decimal; a dash for what is not defined. */
export function percent(value: number | null): string {
  return value === null ? '–' : (100 * value).toFixed(1);
}

/**
 * Mean and spread of one figure over several seeds, in percent: "85.3 ± 0.8", the spread being the sample's standard
 * deviation; without it for a single seed.
 */
export function meanAndSpread(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return percent(mean);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return `${percent(mean)} ± ${percent(Math.sqrt(squares / (values.length - 1)))}`;
}
