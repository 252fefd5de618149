import type { Progress } from '../../shared/job.ts';

export interface ProgressMeter {
  /** Notes where the work stands at a moment (milliseconds). */
  add(now: number, progress: Progress): void;
  /** Units per second over the window; null while there is less than half a second to measure. */
  ratePerSecond(): number | null;
  /** null without a rate or a total */
  secondsLeft(): number | null;
}

interface Sample {
  at: number;
  done: number;
}

const SHORTEST_SPAN_MS = 500;
const SAMPLE_EVERY_MS = 100;

/** Measures speed over the last seconds only: what the machine does now, not what it did an hour ago. */
export function createProgressMeter(windowMs = 5_000): ProgressMeter {
  let samples: Sample[] = [];
  let latest: Progress = { done: 0, total: null };

  function ratePerSecond(): number | null {
    const first = samples[0];
    const last = samples.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < SHORTEST_SPAN_MS) return null;
    return ((last.done - first.done) / (last.at - first.at)) * 1000;
  }

  return {
    add(now, progress): void {
      const last = samples.at(-1);
      const isNewStage = last !== undefined && (progress.done < last.done || now < last.at);
      if (isNewStage) samples = [];
      latest = progress;
      const isCloseToLast = samples.length > 1 && now - (samples.at(-2)?.at ?? -Infinity) < SAMPLE_EVERY_MS;
      if (isCloseToLast) samples.pop();
      samples.push({ at: now, done: progress.done });
      // one sample from before the window stays, so that the span never falls short of it
      while (samples.length > 2 && samples[1]!.at <= now - windowMs) samples.shift();
    },

    ratePerSecond,

    secondsLeft(): number | null {
      const rate = ratePerSecond();
      if (rate === null || rate <= 0 || latest.total === null) return null;
      return Math.max(0, latest.total - latest.done) / rate;
    },
  };
}
