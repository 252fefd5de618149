/** Selecting by drawing a rectangle: its geometry. */

import type { GridRectangle } from './grid-layout.ts';

export interface GridPoint {
  x: number;
  y: number;
}

/** How far the pointer must go before a press becomes a drag, px. */
const dragDistance = 6;
/** How near to the edge the view begins to scroll, px. */
const edge = 36;

/** True once the pointer has gone far enough to mean it. */
export function isDrag(from: GridPoint, to: GridPoint): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) >= dragDistance;
}

/** The rectangle between two corners, in whichever order. */
export function rectangleBetween(from: GridPoint, to: GridPoint): GridRectangle {
  return {
    left: Math.min(from.x, to.x),
    top: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  };
}

/**
 * How far to scroll in this frame while the pointer is at or beyond an edge.
 *
 * y, height  the pointer's and the view's, px from the view's top
 * returns    px, negative upwards, the faster the further out; 0 inside
 */
export function edgeScroll(y: number, height: number): number {
  if (y < edge) return -Math.min(60, (edge - y) / 2);
  if (y > height - edge) return Math.min(60, (y - height + edge) / 2);
  return 0;
}
