/** How long things take. */

/** returns  wall-clock milliseconds until the work is done */
export async function millisecondsOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** returns  wall-clock seconds until the work is done */
export async function secondsOf(work: () => unknown): Promise<number> {
  return (await millisecondsOf(work)) / 1000;
}

/** The middle one; of an even count the upper of both. At least one value. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
