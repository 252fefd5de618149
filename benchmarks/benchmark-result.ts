/** What every benchmark returns: our rate beside that of a named reference, measured in the same run. */

export interface BenchmarkResult {
  name: string;
  /** of ours and reference, such as "photos/s" */
  unit: string;
  ours: number;
  reference: number;
  /** what it was compared with, for a person */
  referenceName: string;
  /** how many times as good as the reference; above 1 we are better, whatever the unit */
  ratio: number;
  /** the ratio to reach */
  target: number;
  /** settings worth knowing: threads, batch size, memory */
  detail?: string;
}

/**
 * One line for a terminal.
 *
 * returns  such as "ok    Embedding: 210 photos/s, 0.98 × bare ONNX Runtime (214), at least 0.9"
 */
export function describeResult(result: BenchmarkResult): string {
  const verdict = result.ratio >= result.target ? 'ok  ' : 'SLOW';
  const detail = result.detail === undefined ? '' : `; ${result.detail}`;
  return (
    `${verdict}  ${result.name}: ${result.ours.toPrecision(3)} ${result.unit}, ` +
    `${result.ratio.toFixed(2)} × ${result.referenceName} (${result.reference.toPrecision(3)}), ` +
    `at least ${result.target}${detail}`
  );
}
