/** Moving the two handles of a label: by pointer to any value, by keys in steps. Suggest never passes apply. */

import type { ThresholdPair } from './standing.ts';

export type ThresholdHandle = keyof ThresholdPair;

const STEP = 0.01;
const LARGE_STEP = 0.1;
/** Values are kept to this many parts of 1, finer than a pointer can point. */
const PARTS = 1000;

/**
 * Moves one handle.
 *
 * start    both handles when the move began: apply takes suggest along only while it would lie below it
 * value    where to; taken within 0..1 and rounded to a thousandth
 */
export function moveHandle(start: ThresholdPair, handle: ThresholdHandle, value: number): ThresholdPair {
  const target = Math.round(Math.min(Math.max(value, 0), 1) * PARTS) / PARTS;
  return handle === 'apply'
    ? { apply: target, suggest: Math.min(start.suggest, target) }
    : { apply: start.apply, suggest: Math.min(target, start.apply) };
}

/**
 * What a key does to a handle: arrows ±0.01, with Shift ±0.1; Page Up and Page Down ±0.1; Home 0, End 1.
 *
 * returns  the new value, not yet bounded; null for any other key
 */
export function valueAfterKey(value: number, key: string, isShift: boolean): number | null {
  const step = isShift ? LARGE_STEP : STEP;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return value + step;
    case 'ArrowLeft':
    case 'ArrowDown':
      return value - step;
    case 'PageUp':
      return value + LARGE_STEP;
    case 'PageDown':
      return value - LARGE_STEP;
    case 'Home':
      return 0;
    case 'End':
      return 1;
    default:
      return null;
  }
}
