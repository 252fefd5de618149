/** Lets a long computation be cancelled and its process answer meanwhile. */

const LONGEST_STRETCH_MS = 40;

export interface Pacer {
  /** Throws what the signal was aborted with; now and then lets waiting events run first. */
  pause(): Promise<void> | void;
}

/** Call pause() between batches: it costs next to nothing most times, and yields about every 40 ms. */
export function createPacer(signal: AbortSignal): Pacer {
  let stretchBegan = performance.now();
  return {
    pause() {
      signal.throwIfAborted();
      if (performance.now() - stretchBegan < LONGEST_STRETCH_MS) return;
      return new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        stretchBegan = performance.now();
        signal.throwIfAborted();
      });
    },
  };
}
