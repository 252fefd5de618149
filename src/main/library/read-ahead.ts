/** Reads in the background what the next search may ask, so that the first one of its kind is as quick as the others. */

import { photoOrders } from '../../shared/photo-set.ts';
import type { Library } from './library.ts';
import { photoSearchOf } from './photo-search.ts';

/** until the window has drawn what it asked for */
const WAIT_MS = 300;
/** for requests to be answered between two steps */
const PAUSE_MS = 15;

const waiting = new WeakMap<Library, NodeJS.Timeout>();

/**
 * Reads ahead after a moment of rest, in steps of some 20 ms (putting 100,000 photos in another order takes up to
 * 60), and begins its rest anew when called again. Ends by itself when everything is read or the library is closed.
 */
export function readAheadSoon(library: Library): void {
  clearTimeout(waiting.get(library));
  const steps = stepsOf(library);
  const step = (): void => {
    if (library.database.open && steps.next().done !== true) next(PAUSE_MS);
  };
  const next = (delayMs: number): void => {
    waiting.set(library, setTimeout(step, delayMs).unref());
  };
  next(WAIT_MS);
}

function* stepsOf(library: Library): Generator<void, void> {
  const { index, models } = photoSearchOf(library);
  for (const order of photoOrders) {
    index.inOrder(order);
    yield;
  }
  while (models.readAhead()) yield;
}
