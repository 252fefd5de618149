/** Longer pauses than this are breaks, not work. */
const LONGEST_PAUSE_MS = 30_000;

/**
 * How fast labels are given.
 *
 * timesMs  when each label was given, ascending, milliseconds
 * returns  labels per minute of work, where a pause counts for 30 seconds at most; null before the second label
 */
export function labelsPerMinute(timesMs: readonly number[]): number | null {
  if (timesMs.length < 2) return null;
  let workedMs = 0;
  for (let index = 1; index < timesMs.length; index++)
    workedMs += Math.min(timesMs[index]! - timesMs[index - 1]!, LONGEST_PAUSE_MS);
  return workedMs === 0 ? null : ((timesMs.length - 1) / workedMs) * 60_000;
}
