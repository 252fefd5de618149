/** Reads in the background what the next search may ask, so that the first one of its kind is as quick as the others. */

import { photoOrders } from '../../shared/photo-set.ts';
import type { Library } from './library.ts';
import { photoSearchOf } from './photo-search.ts';

/** until the window has drawn what it asked for */
const WAIT_MS = 300;
/** for requests to be answered between two steps */
const PAUSE_MS = 15;

const waiting = new WeakMap<Library, NodeJS.Timeout>();
const reading = new WeakSet<Library>();

/**
 * Reads ahead after a moment of rest, in steps of some 20 ms (putting 100,000 photos in another order takes up to
 * 60). Called again before it has begun, it begins its rest anew. Ends by itself when everything is read or the
 * library is closed.
 */
export function readAheadSoon(library: Library): void {
  if (reading.has(library)) return;
  clearTimeout(waiting.get(library));
  const steps = stepsOf(library);
  const step = (): void => {
    const isOver = !library.database.open || steps.next().done === true;
    if (isOver) reading.delete(library);
    else setTimeout(step, PAUSE_MS).unref();
  };
  const begin = (): void => {
    reading.add(library);
    step();
  };
  waiting.set(library, setTimeout(begin, WAIT_MS).unref());
}

function* stepsOf(library: Library): Generator<void, void> {
  const { index, models } = photoSearchOf(library);
  for (const order of photoOrders) {
    index.inOrder(order);
    yield;
  }
  while (models.readAhead()) yield;
}
