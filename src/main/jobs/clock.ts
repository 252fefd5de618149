/** Time as the job runner sees it; tests bring their own. */
export interface Clock {
  /** milliseconds since 1970 */
  now(): number;
  /** Calls back once after so many milliseconds; the returned function calls it off. */
  after(delayMs: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    // a pending progress message is no reason to keep the command line alive
    timer.unref();
    return () => clearTimeout(timer);
  },
};
