import type { Clock } from '../../../src/main/jobs/clock.ts';

/** Time that passes only when a test says so. */
export function createManualClock(start = 1_000_000) {
  let now = start;
  let timers: { at: number; callback: () => void }[] = [];

  const clock: Clock = {
    now: () => now,
    after(delayMs, callback) {
      const timer = { at: now + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  };

  return {
    ...clock,
    /** Lets time pass and calls what falls due, in order. */
    pass(durationMs: number): void {
      const end = now + durationMs;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((each) => each !== due);
        now = due.at;
        due.callback();
      }
      now = end;
    },
    pending: () => timers.length,
  };
}
