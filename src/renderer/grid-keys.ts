/** Where a key takes the keyboard's place in the grid. */

import { photoPageAway, photoRowsAway, type GridLayout } from './grid-layout.ts';

/**
 * key         as KeyboardEvent.key says it
 * index       of the photo the keyboard stands on; -1 before it stood on any
 * pageHeight  what is seen at once, px
 * returns     the photo to go to; null when the key does not move, or there is nothing to move on
 */
export function photoAfterKey(
  layout: GridLayout,
  key: string,
  index: number,
  pageHeight: number,
): number | null {
  const last = layout.lefts.length - 1;
  if (last < 0 || !Object.hasOwn(moves, key)) return null;
  if (index < 0) return key === 'End' ? last : 0;
  return moves[key]!(layout, index, pageHeight, last);
}

type Move = (layout: GridLayout, index: number, pageHeight: number, last: number) => number;

const moves: Readonly<Record<string, Move>> = {
  ArrowLeft: (_layout, index) => Math.max(0, index - 1),
  ArrowRight: (_layout, index, _page, last) => Math.min(last, index + 1),
  ArrowUp: (layout, index) => photoRowsAway(layout, index, -1),
  ArrowDown: (layout, index) => photoRowsAway(layout, index, 1),
  PageUp: (layout, index, page) => photoPageAway(layout, index, -page),
  PageDown: (layout, index, page) => photoPageAway(layout, index, page),
  Home: () => 0,
  End: (_layout, _index, _page, last) => last,
};
