/** Numbers as people read them. */

const counts = new Intl.NumberFormat('en');

/** 12345 → "12,345" */
export function formatCount(value: number): string {
  return counts.format(Math.round(value));
}

/** A measure of 0..1 with three digits; null (undefined) becomes a dash. */
export function formatMeasure(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}

/** Units per second: whole above ten, one digit below. */
export function formatRate(perSecond: number): string {
  return perSecond >= 10 ? formatCount(perSecond) : perSecond.toFixed(1);
}

/** Seconds as "0.4 s", "12 s", "3 min", "3 min 20 s" or "1 h 5 min". */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return `${Math.max(0, seconds).toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
