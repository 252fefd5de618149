import type { Clock } from './clock.ts';

export interface Throttle {
  /** Acts now, or once at the end of the interval when it acted within the last one. */
  request(): void;
  /** Calls off what is still to come. */
  stop(): void;
}

/** Thins out an action to at most once per interval; the last request is never lost. */
export function createThrottle(clock: Clock, intervalMs: number, action: () => void): Throttle {
  let actedAt = -Infinity;
  let callOff: (() => void) | null = null;

  function act(): void {
    callOff = null;
    actedAt = clock.now();
    action();
  }

  return {
    request(): void {
      if (callOff !== null) return;
      const waitMs = actedAt + intervalMs - clock.now();
      // a clock set back must not silence the progress until it has caught up
      if (waitMs <= 0 || waitMs > intervalMs) act();
      else callOff = clock.after(waitMs, act);
    },

    stop(): void {
      callOff?.();
      callOff = null;
    },
  };
}
