/** Ctrl-C and SIGTERM: the first one asks to stop in order, a later one ends the process at once. */

import { exitCodes } from './exit-codes.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A terminal sends Ctrl-C to every process of a command, and bin/tagwright.mjs passes it on: two within this time are
 * one keystroke.
 */
const ONE_KEYSTROKE_MS = 1000;

/**
 * Listens for the wish to stop.
 *
 * onStop   called once
 * returns  ends the listening
 */
export function onStopSignal(onStop: () => void): () => void {
  let askedAt: number | null = null;
  const listener = (): void => {
    const now = Date.now();
    if (askedAt === null) {
      askedAt = now;
      onStop();
    } else if (now - askedAt > ONE_KEYSTROKE_MS) process.exit(exitCodes.stopped);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, listener);
  return () => {
    for (const signal of STOP_SIGNALS) process.off(signal, listener);
  };
}
